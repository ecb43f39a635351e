"""The only words in which sight of a session is granted, and who is looking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, auto

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


EVERYTHING = ~Sees.NOTHING


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: seat, roles, the parties they stand for, and their own opened answers."""

    seat: SeatId
    roles: frozenset[Role]
    stands_for: frozenset[PartyId] = frozenset()
    own: Mapping[tuple[RoundId, QuestionId], Answer] = field(default_factory=dict)
    locale: str = "nl"
