"""The roster: every seat, who it is for and where that person is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, assert_never

from deliberate.sessions.ids import PersonId, SeatId, StageId
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


What = Literal["added", "roles", "absent", "back", "moved", "ended"]


@dataclass(frozen=True, slots=True)
class Change:
    """Something about the table that changed once the first round was open: who, what and when.

    `roles` are those of the seat since, `earlier` those before.
    """

    seat: SeatId
    what: What
    stage: StageId
    roles: frozenset[Role]
    earlier: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Roster:
    """All seats, in the order in which they were laid, and what everybody must know of them."""

    seats: Mapping[SeatId, Seat] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    def with_role(self, role: Role) -> tuple[Seat, ...]:
        return tuple(s for s in self.seats.values() if role in s.roles)

    def present(self, role: Role) -> tuple[Seat, ...]:
        return tuple(s for s in self.with_role(role) if s.present)

    def expected(self, role: Role) -> tuple[Seat, ...]:
        """Invited or admitted, so neither absent nor gone."""
        gone = {Standing.ABSENT, Standing.ENDED}
        return tuple(s for s in self.with_role(role) if s.standing not in gone)


def apply(roster: Roster, event: SeatingEvent, judging: StageId | None = None) -> Roster:
    """The roster after this event; `judging` is the present stage once a first round was opened,
    for from then on who sits at the table may move what comes out."""
    before = roster.seats.get(event.seat)
    if isinstance(event, Invited):
        seat = _invited(event)
    else:
        seat = _changed(roster.seats[event.seat], event)
    changed = replace(roster, seats={**roster.seats, seat.id: seat})
    if judging is None:
        return changed
    earlier = before.roles if before else frozenset()
    told = (Change(seat.id, what, judging, seat.roles, earlier) for what in _told(before, event))
    return replace(changed, changes=(*roster.changes, *told))


def _told(before: Seat | None, event: SeatingEvent) -> tuple[What, ...]:
    """What everybody is told of it; a link taken a second time is another device as well, and so
    is the one on which somebody is let in who had a device already."""
    if before is None:
        return ("added",)
    match event:
        case RoleGiven() if event.roles != before.roles:
            return ("roles",)
        case MarkedAbsent():
            return ("absent",)
        case SeatAdmitted():
            return _let_in(before, event)
        case SeatMoved():
            return ("moved",)
        case LinkTaken() if before.seated:
            return ("moved",)
        case SeatEnded() if event.reason != MEETING_CLOSED:
            return ("ended",)
        case _:
            return ()


def _let_in(before: Seat, event: SeatAdmitted) -> tuple[What, ...]:
    moved: tuple[What, ...] = ("moved",) if event.device and before.seated else ()
    back: tuple[What, ...] = ("back",) if before.standing is Standing.ABSENT else ()
    return moved + back


def _invited(event: Invited) -> Seat:
    return Seat(
        event.seat,
        event.name,
        event.discipline,
        event.organisation,
        event.roles,
        event.sharing,
        event.ground,
        event.often_differs,
        event.person,
    )


OnSeat = (
    SeatAdmitted
    | LinkTaken
    | LinkRenewed
    | RoleGiven
    | MarkedAbsent
    | SeatMoved
    | SeatEnded
    | SeatRecalled
)


def _changed(seat: Seat, event: OnSeat) -> Seat:
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
