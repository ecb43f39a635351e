"""The people of a vignette: the family, their network and the table."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.forms import Text
from deliberate.sessions.windows.people import Circle

Perspective = Literal["youth", "parent", "network", "professional"]


@dataclass(frozen=True, slots=True)
class Child:
    """A child whose safety is judged; `heard` says how it was seen or heard, on `heard_on`; its
    words were said then too, to whom and how they tell."""

    name: str
    age: Text
    heard: Text
    heard_on: int
    heard_by: Text | None = None
    words: Text | None = None
    words_by: Text | None = None
    words_how: Text | None = None
    knows_readers: bool = False
    threatened_by: Text | None = None
    threat_source: Text | None = None
    threat_shielded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relative:
    """Someone of the household or the network; `heard` and `heard_on` may be a reason instead."""

    name: str
    relation: Text
    group: Literal["household", "network"]
    perspective: Perspective
    heard: Text
    heard_on: int | None = None
    heard_by: Text | None = None
    circle: Circle = ""
    thinks_along: bool = False
    carries_out: bool = False
    consented: bool = False
    part: Text | None = None
    wish: Text | None = None
    threatened_by: Text | None = None
    threat_shielded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Professional:
    """Somebody who is there for their work, with their own task."""

    name: Text
    task: Text


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who was invited and does not come."""

    name: str
    role: Text
    organisation: str
    ground: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class Player:
    """Someone at the table who does not rate: the moderator, the recorder."""

    name: str
    role: Text
    organisation: str


@dataclass(frozen=True, slots=True)
class Rater:
    """A rater with what the data files do not hold; `deciding_fact` is a core fact's number, and
    `board` says that they come from the Child Care and Protection Board."""

    letter: str
    name: str
    role: Text
    organisation: str
    confidence: Literal[1, 2, 3]
    deciding_fact: int
    first_choice: str
    cannot: tuple[str, ...] = ()
    presenter: bool = False
    board: bool = False
    card: Text | None = None
    card_shielded_from: tuple[str, ...] = ()
    role_shielded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the case is shared with one organisation, and on what ground."""

    organisation: str
    by_name: bool
    ground: Text
