"""Draws the devil's advocate from those who may be it."""

from collections.abc import Iterable
from hashlib import sha256

from deliberate.sessions.brought import Brought
from deliberate.sessions.draws import NO_DAY, Attendance, Candidate, advocate
from deliberate.sessions.events import Event
from deliberate.sessions.ids import CHALLENGE, DISCUSS, OPTIONS, REVEAL, ROUND_1, SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.seating.state import Seat, Standing
from deliberate.sessions.state import Session, fold

from .events import AdvocateDrawn, Because
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


def excludes(roles: frozenset[Role]) -> bool:
    """Whether these roles keep somebody from being devil's advocate."""
    return Role.RATER not in roles or bool(roles & NEVER)


def _able(session: Session, seat: Seat) -> bool:
    """A rater whom no role excludes, who was asked to judge first and has not passed today."""
    passed = seat.id in session.challenge.passed
    return _judged(session, seat.id) and not excludes(seat.roles) and not passed


def _judged(session: Session, seat: SeatId) -> bool:
    """Whether nothing is to be judged any more before anything is shown: with the others, or in
    a late round, which ends with it."""
    late, first = session.rounds.get(late_round(seat)), session.rounds.get(ROUND_1)
    return not late.open if late else first is not None and first.done(seat)


def fit(session: Session, seat: Seat) -> bool:
    """Whether this seat could be drawn: somebody who is here and may be it."""
    return seat.present and _able(session, seat)


def _away(session: Session, seat: Seat) -> bool:
    """Somebody who has judged and is marked absent: who leads says who is away, so a name stays
    in the hat, once."""
    away = seat.standing is Standing.ABSENT and seat.let_in and _able(session, seat)
    rounds = (session.rounds.get(this) for this in (ROUND_1, late_round(seat.id)))
    sealed = any(this and seat.id in this.sealed for this in rounds)
    return away and sealed and seat.id not in line(session)


def line(session: Session) -> tuple[SeatId, ...]:
    """Everybody who was drawn, in the order of the draws: the first who can be it has the role,
    until whoever has it has begun."""
    return tuple(dict.fromkeys(drawn.seat for drawn in session.challenge.draws if drawn.seat))


def begun(session: Session) -> bool:
    """Whether who has the role has brought something; what a guest says, the moderator types."""
    challenge = session.challenge
    if challenge.guest:
        return len(challenge.points) > challenge.before_guest
    return any(point.by == challenge.advocate for point in challenge.points.values())


def draw(
    session: Session,
    brought: Brought,
    because: Because = "round_closed",
    without: frozenset[SeatId] = frozenset(),
) -> tuple[AdvocateDrawn, ...]:
    """The next turn by rotation; whoever is drawn and away is followed by the next at once."""
    drawn = _drawn(candidates(session, brought, without), brought, because)
    if not drawn.seat or session.roster.seats[drawn.seat].present:
        return (drawn,)
    following: Because = "role" if because == "role" else "replaced"
    return (drawn, *draw(session, brought, following, without | {drawn.seat}))


def _drawn(present: tuple[Candidate, ...], brought: Brought, because: Because) -> AdvocateDrawn:
    seed = _printed(brought.draw)
    drawn = advocate(present, seed)
    return AdvocateDrawn(
        seat=drawn.seat if drawn else SeatId(""),
        present=present,
        candidates=drawn.candidates if drawn else (),
        relaxed=drawn.relaxed if drawn else "nobody",
        seed=seed,
        because=because,
    )


def _printed(draw: str) -> str:
    """A seed that may be printed: the columns of the round that closes by the same command are
    shuffled by the draw itself, and whoever had that could tell which column is whose."""
    return sha256(f"{draw}/advocate".encode()).hexdigest()


def candidates(
    session: Session, brought: Brought, without: frozenset[SeatId] = frozenset()
) -> tuple[Candidate, ...]:
    """Raters who are here, or away after having judged, and whom no role excludes; by seat."""
    history = {a.person: a for a in known(session, brought)}
    return tuple(
        _candidate(seat, history.get(seat.person) if seat.person else None)
        for seat in sorted(session.roster.with_role(Role.RATER), key=lambda seat: seat.id)
        if (fit(session, seat) or _away(session, seat)) and seat.id not in without
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
    session: Session, happened: Iterable[Event], brought: Brought
) -> tuple[AdvocateDrawn, ...]:
    """Who has the role after people came, went or got another role.

    Who has it and can be it any longer keeps it from having begun or being appointed on; else it
    is with the first who was drawn and can be it, and with the next by lot where nobody of them
    can. A guest makes way for who was drawn alone.
    """
    challenge, after = session.challenge, fold(happened, session)
    if not _open(session):
        return ()
    now = after.roster.seats.get(challenge.advocate or SeatId(""))
    holds = challenge.guest is not None if now is None else fit(after, now)
    if holds and (begun(session) or challenge.overridden):
        return ()
    first = next((seat for seat in line(after) if fit(after, after.roster.seats[seat])), None)
    if first is not None:
        others = frozenset(after.roster.seats) - {first}
        back = _drawn(candidates(after, brought, others), brought, "back")
        return () if first == challenge.advocate else (back,)
    if holds or (now is None and not any(fit(after, s) for s in after.roster.seats.values())):
        return ()
    return draw(after, brought, "role" if now and excludes(now.roles) else "replaced")


def _open(session: Session) -> bool:
    """Whether somebody was drawn who has the role still, or the next would have it."""
    talking = session.progress.stage in {REVEAL, DISCUSS, OPTIONS, CHALLENGE}
    drawn = talking and bool(session.challenge.draws)
    return drawn and not session.challenge.laid_down and bool(owed(session))
