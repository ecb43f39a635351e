"""What happened to seats."""

from dataclasses import dataclass

from deliberate.sessions.ids import Millis, PersonId, SeatId
from deliberate.sessions.roles import Role

from .commands import Sharing


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    seat: SeatId
    name: str
    discipline: str
    organisation: str
    roles: frozenset[Role]
    sharing: Sharing
    ground: str
    often_differs: bool = False
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatAdmitted:
    """`device` is the hash that opens the seat from now on; empty leaves it as it was."""

    seat: SeatId
    device: str
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTaken:
    seat: SeatId
    device: str
    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRenewed:
    seat: SeatId
    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven:
    seat: SeatId
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedAbsent:
    seat: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatMoved:
    seat: SeatId
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatEnded:
    seat: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRecalled:
    """The meeting goes on after all: whoever sat here may come back in, by a new link."""

    seat: SeatId
    link: int


SeatingEvent = (
    Invited
    | SeatAdmitted
    | LinkTaken
    | LinkRenewed
    | RoleGiven
    | MarkedAbsent
    | SeatMoved
    | SeatEnded
    | SeatRecalled
)
