"""What the test still asks for: of each condition, and of the whole."""

from enum import StrEnum

from deliberate.sessions import scope
from deliberate.sessions.entries.state import Entry
from deliberate.sessions.ids import SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Condition

from .commands import PASSED, TestVerdict


class Standing(StrEnum):
    """How a condition stands in its present wording."""

    UNTESTED = "untested"
    RETURNED = "returned"
    SECOND_TEST = "second_test"
    PASSED = "passed"


def testers_wanted(session: Session) -> int:
    """A weighty decision is tested, and signed, by two people."""
    return 2 if scope.weighty(session) else 1


def standing(session: Session, condition: Entry) -> Standing:
    """Of what each tester last said of the present wording, the strictest counts.

    Whoever wants a second test leaves it to somebody else's judgement, of these or other words.
    """
    said = session.testing.of(condition.id, len(condition.versions))
    if not said:
        return Standing.UNTESTED
    if any(test.verdict is TestVerdict.BACK for test in said):
        return Standing.RETURNED
    agreed = {test.by for test in said if test.verdict in PASSED}
    enough = len(agreed) >= testers_wanted(session)
    judged = all(agreed - {seat} for seat in _unsure(session, condition))
    return Standing.PASSED if enough and judged else Standing.SECOND_TEST


def _unsure(session: Session, condition: Entry) -> frozenset[SeatId]:
    """Who wanted somebody else's eyes on it, in whatever wording."""
    tests = session.testing.tests.get(condition.id, ())
    return frozenset(test.by for test in tests if test.verdict is TestVerdict.SECOND_TEST)


def returned_before(session: Session, condition: Entry) -> bool:
    """Whether an earlier wording was sent back, so that this one is a change."""
    tests = session.testing.tests.get(condition.id, ())
    now = len(condition.versions)
    return any(t.verdict is TestVerdict.BACK and t.version < now for t in tests)


def second_wanted(session: Session) -> bool:
    """Whether anything asks for the eyes of a second tester."""
    if testers_wanted(session) > 1:
        return True
    found = (standing(session, entry) for entry, _ in session.entries.of(Condition))
    return Standing.SECOND_TEST in found


def others(session: Session, but: SeatId | None) -> tuple[str, ...]:
    """Who else may test: the names of the other testers who are invited or in."""
    return tuple(s.name for s in session.roster.expected(Role.REVIEWER) if s.id != but)


def signed(session: Session) -> bool:
    """Whether as many have signed as are wanted."""
    return len(session.testing.signatures) >= testers_wanted(session)
