"""The roster: every seat, who it is for and where that person is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from deliberate.sessions.ids import PersonId, SeatId
from deliberate.sessions.roles import Role

from .commands import Sharing
from .events import (
    Invited,
    LinkRenewed,
    LinkTaken,
    MarkedAbsent,
    RoleGiven,
    SeatAdmitted,
    SeatEnded,
    SeatingEvent,
    SeatMoved,
    SeatRecalled,
)

MEETING_CLOSED = "meeting_closed"
"""Why seats end that nobody ended."""


class Standing(StrEnum):
    INVITED = "invited"
    ADMITTED = "admitted"
    ABSENT = "absent"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Seat:
    """One place at the table; `seated` says that a device opens it, `let_in` that the moderator
    has let this person in at some time."""

    id: SeatId
    name: str
    discipline: str
    organisation: str
    roles: frozenset[Role]
    sharing: Sharing = "by_name"
    ground: str = ""
    often_differs: bool = False
    person: PersonId | None = None
    standing: Standing = Standing.INVITED
    seated: bool = False
    link: int = 1
    link_taken: bool = False
    reason: str = ""
    let_in: bool = False

    @property
    def present(self) -> bool:
        return self.standing is Standing.ADMITTED

    @property
    def stayed(self) -> bool:
        """At the table now, or until the meeting was closed."""
        closed = self.standing is Standing.ENDED and self.reason == MEETING_CLOSED
        return self.present or (closed and self.let_in)

    def has(self, role: Role) -> bool:
        return role in self.roles


@dataclass(frozen=True, slots=True)
class Roster:
    """All seats, in the order in which they were laid."""

    seats: Mapping[SeatId, Seat] = field(default_factory=dict)

    def with_role(self, role: Role) -> tuple[Seat, ...]:
        return tuple(s for s in self.seats.values() if role in s.roles)

    def present(self, role: Role) -> tuple[Seat, ...]:
        return tuple(s for s in self.with_role(role) if s.present)

    def expected(self, role: Role) -> tuple[Seat, ...]:
        """Invited or admitted, so neither absent nor gone."""
        gone = {Standing.ABSENT, Standing.ENDED}
        return tuple(s for s in self.with_role(role) if s.standing not in gone)


def apply(roster: Roster, event: SeatingEvent) -> Roster:
    if isinstance(event, Invited):
        return _put(
            roster,
            Seat(
                event.seat,
                event.name,
                event.discipline,
                event.organisation,
                event.roles,
                event.sharing,
                event.ground,
                event.often_differs,
                event.person,
            ),
        )
    return _put(roster, _changed(roster.seats[event.seat], event))


Change = (
    SeatAdmitted
    | LinkTaken
    | LinkRenewed
    | RoleGiven
    | MarkedAbsent
    | SeatMoved
    | SeatEnded
    | SeatRecalled
)


def _changed(seat: Seat, event: Change) -> Seat:
    match event:
        case SeatAdmitted():
            seated = bool(event.device) or seat.seated
            admitted = Standing.ADMITTED
            return replace(seat, standing=admitted, seated=seated, reason="", let_in=True)
        case LinkTaken():
            return replace(seat, seated=True, link_taken=True)
        case LinkRenewed():
            return replace(seat, link=event.link, link_taken=False)
        case RoleGiven():
            return replace(seat, roles=event.roles)
        case MarkedAbsent():
            return replace(seat, standing=Standing.ABSENT, reason=event.reason)
        case SeatMoved():
            return replace(seat, seated=True)
        case SeatEnded():
            ended = Standing.ENDED
            return replace(seat, standing=ended, seated=False, reason=event.reason)
        case SeatRecalled():
            recalled = replace(seat, standing=Standing.INVITED, seated=False, reason="")
            return replace(recalled, link=event.link, link_taken=False)
        case _:
            assert_never(event)


def _put(roster: Roster, seat: Seat) -> Roster:
    return replace(roster, seats={**roster.seats, seat.id: seat})
