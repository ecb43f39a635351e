"""Draws the devil's advocate from those who may be it."""

from collections.abc import Iterable
from typing import Literal

from deliberate.sessions.brought import Brought
from deliberate.sessions.draws import NO_DAY, Attendance, Candidate, advocate
from deliberate.sessions.ids import SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.events import MarkedAbsent, RoleGiven, SeatEnded
from deliberate.sessions.seating.state import Seat
from deliberate.sessions.state import Session

from .events import AdvocateDrawn
from .owed import owed

NEVER = frozenset(
    {
        Role.PRESENTER,
        Role.RECORDER,
        Role.REVIEWER,
        Role.DECISION_MAKER,
        Role.BOARD,
        Role.MODERATOR,
    }
)


def fit(session: Session, seat: Seat) -> bool:
    """A rater who is here, whom no role excludes and who has not passed today."""
    able = seat.present and seat.has(Role.RATER) and not seat.roles & NEVER
    return able and seat.id not in session.challenge.passed


def draw(
    session: Session,
    brought: Brought,
    because: Literal["round_closed", "passed", "replaced"] = "round_closed",
    without: frozenset[SeatId] = frozenset(),
) -> AdvocateDrawn:
    """The next turn by rotation; whoever passed in this session is left out."""
    present = candidates(session, brought, without)
    drawn = advocate(present, brought.draw)
    return AdvocateDrawn(
        seat=drawn.seat if drawn else SeatId(""),
        present=present,
        candidates=drawn.candidates if drawn else (),
        relaxed=drawn.relaxed if drawn else "nobody",
        seed=brought.draw,
        because=because,
    )


def candidates(
    session: Session, brought: Brought, without: frozenset[SeatId] = frozenset()
) -> tuple[Candidate, ...]:
    """Raters who are here and whom no role excludes, in order of seat."""
    history = {a.person: a for a in known(session, brought)}
    return tuple(
        _candidate(seat, history.get(seat.person) if seat.person else None)
        for seat in sorted(session.roster.present(Role.RATER), key=lambda seat: seat.id)
        if fit(session, seat) and seat.id not in without
    )


def known(session: Session, brought: Brought) -> tuple[Attendance, ...]:
    """The group's history: that of the opening, unless the group has met since."""
    return session.opened.history if brought.history is None else brought.history


def _candidate(seat: Seat, past: Attendance | None) -> Candidate:
    if past is None:
        return Candidate(seat=seat.id)
    return Candidate(
        seat=seat.id,
        sessions=past.sessions,
        attended=past.attended,
        turns=past.turns,
        last_turn=past.last_turn or NO_DAY,
        previous=past.previous,
        passed=past.passed,
    )


def has_passed(session: Session, seat: SeatId, brought: Brought) -> bool:
    """Whether this seat's person has used the one pass of this quarter."""
    person = session.roster.seats[seat].person
    return person is not None and any(
        a.passed for a in known(session, brought) if a.person == person
    )


def drawn_again(
    session: Session, happened: Iterable[object], brought: Brought
) -> tuple[AdvocateDrawn, ...]:
    """Another advocate, when the one drawn cannot be it any more and something is still owed."""
    mine = session.challenge.advocate
    lost = {seat for event in happened if (seat := _lost(event))}
    if mine is None or mine not in lost or session.challenge.laid_down or not owed(session):
        return ()
    return (draw(session, brought, "replaced", frozenset({mine})),)


def _lost(event: object) -> SeatId | None:
    """Whose seat has just left the table, or got a role that excludes it."""
    if isinstance(event, MarkedAbsent | SeatEnded):
        return event.seat
    if isinstance(event, RoleGiven) and (event.roles & NEVER or Role.RATER not in event.roles):
        return event.seat
    return None
