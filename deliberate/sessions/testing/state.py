"""The test as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from deliberate.sessions.ids import EntryId, SeatId

from .events import ConditionTested, SignatureCancelled, TestingEvent, TestSigned


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Signatures that no longer hold, and what ended them."""

    signatures: tuple[TestSigned, ...]
    ended: SignatureCancelled


@dataclass(frozen=True, slots=True)
class Testing:
    """Every test of every condition, whose signatures hold, and which have lapsed."""

    __test__ = False

    tests: Mapping[EntryId, tuple[ConditionTested, ...]] = field(default_factory=dict)
    signatures: tuple[TestSigned, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()

    def of(self, entry: EntryId, version: int) -> tuple[ConditionTested, ...]:
        """What each tester last said of one wording."""
        last: dict[SeatId, ConditionTested] = {}
        for test in self.tests.get(entry, ()):
            if test.version == version:
                last.pop(test.by, None)
                last[test.by] = test
        return tuple(last.values())


def apply(testing: Testing, event: TestingEvent) -> Testing:
    match event:
        case ConditionTested():
            tests = (*testing.tests.get(event.entry, ()), event)
            return replace(testing, tests={**testing.tests, event.entry: tests})
        case TestSigned():
            others = (s for s in testing.signatures if s.by != event.by)
            return replace(testing, signatures=(*others, event))
        case SignatureCancelled():
            lapsed = (*testing.lapsed, Lapsed(testing.signatures, event))
            return replace(testing, signatures=(), lapsed=lapsed)
        case _:
            assert_never(event)
