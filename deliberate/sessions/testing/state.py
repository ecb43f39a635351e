"""The test as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from deliberate.sessions.ids import EntryId

from .events import ConditionTested, TestingEvent, TestSigned


@dataclass(frozen=True, slots=True)
class Testing:
    """Every test of every condition, and who signed."""

    __test__ = False

    tests: Mapping[EntryId, tuple[ConditionTested, ...]] = field(default_factory=dict)
    signed: TestSigned | None = None


def apply(testing: Testing, event: TestingEvent) -> Testing:
    match event:
        case ConditionTested():
            tests = (*testing.tests.get(event.entry, ()), event)
            return replace(testing, tests={**testing.tests, event.entry: tests})
        case TestSigned():
            return replace(testing, signed=event)
        case _:
            assert_never(event)
