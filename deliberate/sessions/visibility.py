"""The only words in which sight of a session is granted, and who is looking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, StrEnum, auto

from .forms import Answer
from .ids import PartyId, QuestionId, RoundId, SeatId
from .roles import Role


class Sees(Flag):
    NOTHING = 0
    PROGRESS = auto()
    """How many seats have sealed."""
    SEATS_DONE = auto()
    """Which seats have sealed."""
    WINDOWS = auto()
    """People, facts, options and what else the group wrote down."""
    DISTRIBUTION = auto()
    """The picture of a revealed round."""
    OWN = auto()
    """The viewer's own blind answers."""
    PREFERENCE = auto()
    """First choices and what people cannot stand behind."""
    ADVOCATE = auto()
    """Who the devil's advocate is."""
    TEST = auto()
    """The behavioural scientist's test and everything after it."""
    ROSTER = auto()
    """Names, roles and standing of all seats."""
    DOSSIER = auto()
    """The whole record."""
    PROTECTION = auto()
    """What each guard asks, and how it has held so far."""


EVERYTHING = ~Sees.NOTHING


class Made(StrEnum):
    """For what kind of reader a record is made."""

    FILE = "file"
    FAMILY = "family"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom a record is printed; `key` is what a program calls them, `name` what is printed."""

    key: str = "file"
    made: Made = Made.FILE
    name: str = ""
    stands_for: frozenset[PartyId] = frozenset()


FOR_THE_FILE = Recipient()
"""The full version, which stays in the official file; everything else is a copy."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: seat, roles, the parties they stand for, their own opened answers, and for whom
    a record is made of what they see."""

    seat: SeatId
    roles: frozenset[Role]
    stands_for: frozenset[PartyId] = frozenset()
    own: Mapping[tuple[RoundId, QuestionId], Answer] = field(default_factory=dict)
    locale: str = "nl"
    recipient: Recipient = FOR_THE_FILE
