"""What may be asked of the test."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line


class TestVerdict(StrEnum):
    """What the behavioural scientist says of one condition."""

    __test__ = False

    AGREED = "agreed"
    AGREED_AFTER_CHANGE = "agreed_after_change"
    BACK = "back"
    SECOND_TEST = "second_test"


Weakest = Literal["concern", "needed", "minimal", "concrete", "doable", "order", "room_for_family"]
"""The seven points of the test, of which the weakest is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestCondition:
    """The test of one condition: its weakest point, and why it is good enough all the same."""

    __test__ = False

    entry: EntryId
    verdict: TestVerdict
    weakest: Weakest
    why: str = line(400)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignTest:
    proportional: str = line(400)


TestingCommand = TestCondition | SignTest
