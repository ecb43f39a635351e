"""What may be asked of seats."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import PersonId, SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.texts import line

Sharing = Literal["by_name", "anonymous"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Lay a seat for a person, with the ground on which the case is shared with them."""

    name: str = line(80)
    discipline: str = line(80)
    organisation: str = line(80)
    roles: frozenset[Role]
    sharing: Sharing = "anonymous"
    ground: str = line(300)
    often_differs: bool = False
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitSeat:
    """Let somebody in; `device` is the hash of the waiting device's token, or empty when the
    person already sits there by a personal link."""

    seat: SeatId
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterByLink:
    """Take a seat by its personal link; the link works once."""

    seat: SeatId
    device: str
    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewLink:
    """Make a new personal link for a seat; the old one stops working."""

    seat: SeatId


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveRole:
    seat: SeatId
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkAbsent:
    seat: SeatId
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSeat:
    """Seat a person again on another device; the earlier one stops at once."""

    seat: SeatId
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSeat:
    seat: SeatId
    reason: str = line()


SeatingCommand = (
    Invite | AdmitSeat | EnterByLink | RenewLink | GiveRole | MarkAbsent | MoveSeat | EndSeat
)
