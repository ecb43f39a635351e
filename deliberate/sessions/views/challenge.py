"""The devil's advocate as this viewer may see the role."""

from dataclasses import dataclass

from deliberate.sessions.challenge.commands import PointKind
from deliberate.sessions.challenge.draw import begun, fit
from deliberate.sessions.challenge.events import AdvocateDrawn
from deliberate.sessions.challenge.owed import asked, in_full, owed, unanswered, wanted
from deliberate.sessions.challenge.state import Challenge, Point
from deliberate.sessions.ids import Day, PersonId, PointId, SeatId
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Sees

from .look import Look


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One person in a draw, by name, with all that the draw weighed."""

    name: str
    sessions: int
    attended: int
    turns: int
    last_turn: Day
    previous: bool
    in_hat: bool


@dataclass(frozen=True, slots=True)
class DrawView:
    """One draw, with all that is needed to repeat it; `name` is empty when nobody could be."""

    name: str
    because: str
    relaxed: str
    seed: str
    candidates: tuple[CandidateView, ...]


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """Somebody whom who leads appointed instead of who was drawn, also where it was passed on."""

    name: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class AdvocateView:
    """Who has the role, how it was given, what was brought and what is still to come.

    `open` is what is still owed and `of` how much is asked in all; `at_hand` is the first point
    that waits for the group's answer. `others` are told to who leads alone: whom an appointment
    would not be refused for.
    """

    seat: SeatId
    name: str
    guest: str
    organisation: str
    mine: bool
    drawn: bool
    nobody: bool
    relaxed: str
    overridden: str
    overridden_by: str
    appointments: tuple[AppointmentView, ...]
    others: tuple[SeatId, ...]
    laid_down: bool
    may_pass: bool
    passed: tuple[str, ...]
    turns: tuple[tuple[str, int, int], ...]
    seed: str
    draws: tuple[DrawView, ...]
    points: tuple[Point, ...]
    at_hand: PointId
    open: tuple[str, ...]
    of: int
    pre_mortem: bool


def advocate_view(session: Session, look: Look) -> AdvocateView:
    challenge = session.challenge
    seat = challenge.advocate or SeatId("")
    mine = bool(seat) and seat == look.viewer.seat
    draws = tuple(_draw(session, event) for event in challenge.draws)
    last = draws[-1] if draws else None
    waiting, over = unanswered(session), challenge.overridden
    return AdvocateView(
        seat=seat,
        name=name_of(session, seat) or (challenge.guest.name if challenge.guest else ""),
        guest=challenge.guest.name if challenge.guest else "",
        organisation=challenge.guest.organisation if challenge.guest else "",
        mine=mine,
        drawn=last is not None,
        nobody=last is not None and not seat,
        relaxed=last.relaxed if last else "",
        overridden=over.reason if over else "",
        overridden_by=name_of(session, over.by) if over else "",
        appointments=tuple(
            AppointmentView(name_of(session, o.seat), name_of(session, o.by), o.reason)
            for o in challenge.overrides
        ),
        others=_others(session) if look.may(Sees.SEATS_DONE) else (),
        laid_down=challenge.laid_down,
        may_pass=mine and _may_pass(challenge, seat),
        passed=tuple(name_of(session, seat) for seat in challenge.passed),
        turns=_turns(session),
        seed=last.seed if last else "",
        draws=draws,
        points=tuple(challenge.points.values()),
        at_hand=waiting[0].id if waiting else PointId(""),
        open=tuple(kind.value for kind in owed(session)),
        of=len(asked(session)) if in_full(session) else wanted(session),
        pre_mortem=PointKind.PRE_MORTEM in asked(session),
    )


def _others(session: Session) -> tuple[SeatId, ...]:
    """Who could have the role instead, while who has it has not begun."""
    if begun(session) or session.challenge.laid_down:
        return ()
    seats, now = session.roster.seats.values(), session.challenge.advocate
    return tuple(seat.id for seat in seats if seat.id != now and fit(session, seat))


def _draw(session: Session, event: AdvocateDrawn) -> DrawView:
    rows = (
        CandidateView(
            name_of(session, c.seat),
            c.sessions,
            c.attended,
            c.turns,
            c.last_turn,
            c.previous,
            c.seat in event.candidates,
        )
        for c in event.present
    )
    name = name_of(session, event.seat)
    return DrawView(name, event.because, event.relaxed, event.seed, tuple(rows))


def _turns(session: Session) -> tuple[tuple[str, int, int], ...]:
    """Turns and sessions of everybody of the group at the table, whether in the hat or not: those
    weighed last, and for whom a role kept out of it those that the session opened with."""
    if not session.challenge.draws:
        return ()
    weighed = (c for draw in session.challenge.draws for c in draw.present)
    drawn = {c.seat: (c.turns, c.attended) for c in weighed}
    past = {a.person: (a.turns, a.attended) for a in session.opened.history}
    return tuple(
        (seat.name, *(drawn.get(seat.id) or past.get(seat.person or PersonId(""), (0, 0))))
        for seat in session.roster.seats.values()
        if seat.id in drawn or (seat.stayed and seat.person in past)
    )


def _may_pass(challenge: Challenge, seat: SeatId) -> bool:
    """Once a quarter, and not after having begun."""
    begun = any(point.by == seat for point in challenge.points.values())
    used = {c.seat for event in challenge.draws for c in event.present if c.passed}
    return not begun and seat not in used


def name_of(session: Session, seat: SeatId) -> str:
    known = session.roster.seats.get(seat)
    return known.name if known else ""
