"""Who rates in a round, who counts, and who is still expected."""

from deliberate.sessions.ids import RoundId, SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.state import Session

from .spec import RoundSpec
from .state import Round, Status


def raters(session: Session, this: Round, spec: RoundSpec) -> tuple[SeatId, ...]:
    """The admitted seats that this round is for."""
    return tuple(
        seat.id
        for seat in session.roster.seats.values()
        if seat.present and seat.roles & spec.raters
        if not this.seats or seat.id in this.seats
    )


def late_round(seat: SeatId) -> RoundId:
    return RoundId(f"late-{seat}")


def waiting(session: Session, this: Round, spec: RoundSpec) -> tuple[SeatId, ...]:
    """Seats that have neither sealed, abstained nor been excused."""
    return tuple(seat for seat in raters(session, this, spec) if not this.done(seat))


def counted(session: Session, this: Round) -> tuple[SeatId, ...]:
    """Sealed seats that make up the figures: no moderator, nobody left out of the count."""
    return tuple(
        seat
        for seat in sorted(this.sealed)
        if seat not in this.excluded and not session.roster.seats[seat].has(Role.MODERATOR)
    )


def open_rounds(session: Session) -> tuple[Round, ...]:
    return tuple(r for r in session.rounds.values() if r.status is Status.OPEN)


def progress(session: Session, this: Round, spec: RoundSpec) -> tuple[int, int]:
    """How many of the expected seats are done, and how many are expected."""
    expected = raters(session, this, spec)
    return sum(this.done(seat) for seat in expected), len(expected)
