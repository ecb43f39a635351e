"""Who is at the table: how many judge, where they come from, and what they miss."""

from deliberate.sessions.roles import Role
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Expertise

from .state import Seat, Standing

EXPERTISE = "expertise"
"""What is explained where no expertise is missing."""
BESIDE = frozenset({Role.MODERATOR, Role.RECORDER})
"""Who leads or records, and does not sit there for what they know of the family."""


def judging(session: Session) -> tuple[Seat, ...]:
    """The raters who are expected or here and count: a moderator who rates does not."""
    raters = session.roster.expected(Role.RATER)
    return tuple(seat for seat in raters if not seat.has(Role.MODERATOR))


def judged(session: Session) -> tuple[Seat, ...]:
    """The raters who are here, or stayed until the meeting was closed."""
    raters = session.roster.with_role(Role.RATER)
    return tuple(seat for seat in raters if seat.stayed and not seat.has(Role.MODERATOR))


def here_to_judge(session: Session) -> int:
    """How many raters are in who count."""
    return sum(seat.present for seat in judging(session))


def professionals(session: Session) -> tuple[Seat, ...]:
    """Everybody who is expected or here for what they know, be it only to listen."""
    gone = {Standing.ABSENT, Standing.ENDED}
    seats = (s for s in session.roster.seats.values() if s.standing not in gone)
    return tuple(s for s in seats if s.roles - {Role.SCREEN} and not s.roles & BESIDE)


def may_decide(session: Session) -> bool:
    """Whether somebody who may decide has a seat, be it only by telephone."""
    seats = session.roster.with_role(Role.DECISION_MAKER)
    return any(seat.standing is not Standing.ENDED for seat in seats)


def expertise_answered(session: Session) -> bool:
    """Whether it was said which expertise is missing, or that none is."""
    return bool(session.entries.of(Expertise)) or EXPERTISE in session.progress.explained
