"""What happened to the test."""

from dataclasses import dataclass

from deliberate.sessions.ids import EntryId, Millis, SeatId

from .commands import TestVerdict, Weakest


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionTested:
    """`version` is the wording that was tested; a later wording needs a new test."""

    entry: EntryId
    version: int
    by: SeatId
    verdict: TestVerdict
    weakest: Weakest
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TestSigned:
    __test__ = False

    by: SeatId
    moderator_too: bool
    proportional: str
    at: Millis


TestingEvent = ConditionTested | TestSigned
