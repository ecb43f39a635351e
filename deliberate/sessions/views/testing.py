"""The test as this viewer may see it."""

from dataclasses import dataclass

from deliberate.sessions.ids import EntryId
from deliberate.sessions.state import Session
from deliberate.sessions.testing.events import ConditionTested, TestSigned
from deliberate.sessions.windows import Condition


@dataclass(frozen=True, slots=True)
class TestRow:
    """A condition with its tests; `current` says the last one was on the present wording."""

    __test__ = False

    entry: EntryId
    number: int
    tests: tuple[ConditionTested, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class TestingView:
    """Every condition with its tests, and who signed."""

    __test__ = False

    rows: tuple[TestRow, ...]
    signed: TestSigned | None


def testing_view(session: Session) -> TestingView:
    return TestingView(rows=_rows(session), signed=session.testing.signed)


def _rows(session: Session) -> tuple[TestRow, ...]:
    rows = []
    for number, (entry, _) in enumerate(session.entries.of(Condition), start=1):
        tests = session.testing.tests.get(entry.id, ())
        current = bool(tests) and tests[-1].version == len(entry.versions)
        rows.append(TestRow(entry.id, number, tests, current))
    return tuple(rows)
