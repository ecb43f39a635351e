"""What only one person knew: who is asked for it, who has answered, and what was told."""

from deliberate.sessions.ids import EntryId, SeatId
from deliberate.sessions.roles import AT_THE_TABLE, Role
from deliberate.sessions.seating.state import Seat
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Fact

ASKED = AT_THE_TABLE - {Role.RECORDER}
"""Everybody with a say of their own; who only records writes for the others."""
UNIQUE_OPEN = "unique_information_open"


def told(session: Session) -> tuple[EntryId, ...]:
    """The facts that somebody brought as not known to everyone, in the order in which they came."""
    return tuple(entry.id for entry, fact in session.entries.of(Fact) if fact.unique)


def tellers(session: Session) -> frozenset[SeatId]:
    """Who told something that others may not know."""
    return frozenset(session.entries.by_id[entry].by for entry in told(session))


def waiting(session: Session) -> tuple[Seat, ...]:
    """Who is here and has neither told anything nor said that there is nothing."""
    spoken = session.entries.nothing_to_add | tellers(session)
    seats = session.roster.seats.values()
    return tuple(s for s in seats if s.present and s.roles & ASKED and s.id not in spoken)


def passed_over(session: Session) -> frozenset[str]:
    """Whose turn the moderator passed over, with a reason."""
    return frozenset(b.about or "" for b in session.progress.bypassed if b.need == UNIQUE_OPEN)


def unasked(session: Session) -> tuple[Seat, ...]:
    """Who is still to be asked before the core facts are chosen."""
    passed = passed_over(session)
    return tuple(seat for seat in waiting(session) if seat.id not in passed)
