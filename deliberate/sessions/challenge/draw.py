"""Draws the devil's advocate from those who may be it."""

from deliberate.sessions.draws import Attendance, Candidate, advocate
from deliberate.sessions.ids import SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.state import Seat
from deliberate.sessions.state import Session

from .events import AdvocateDrawn

NEVER = frozenset(
    {Role.PRESENTER, Role.RECORDER, Role.REVIEWER, Role.DECISION_MAKER, Role.MODERATOR}
)


def draw(session: Session, seed: str, without: frozenset[SeatId] = frozenset()) -> AdvocateDrawn:
    """The next turn by rotation; whoever passed in this session is left out."""
    history = {a.person: a for a in session.opened.history}
    candidates = [
        _candidate(seat, history.get(seat.person) if seat.person else None)
        for seat in session.roster.present(Role.RATER)
        if not seat.roles & NEVER and seat.id not in session.challenge.passed
        if seat.id not in without
    ]
    known = {c.seat: c for c in candidates}
    drawn = advocate(candidates, seed)
    among = drawn.candidates if drawn else ()
    return AdvocateDrawn(
        seat=drawn.seat if drawn else SeatId(""),
        candidates=among,
        attended=tuple(known[seat].attended for seat in among),
        turns=tuple(known[seat].turns for seat in among),
        relaxed=drawn.relaxed if drawn else "nobody",
        seed=seed,
    )


def _candidate(seat: Seat, past: Attendance | None) -> Candidate:
    if past is None:
        return Candidate(seat.id)
    return Candidate(seat.id, past.attended, past.turns, past.last_turn, past.previous, past.passed)


def has_passed(session: Session, seat: SeatId) -> bool:
    """Whether this seat's person has used the one pass of this quarter."""
    person = session.roster.seats[seat].person
    return any(a.passed for a in session.opened.history if a.person == person)
