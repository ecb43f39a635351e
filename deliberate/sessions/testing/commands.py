"""What may be asked of the test."""

from dataclasses import dataclass, field
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


PASSED = frozenset({TestVerdict.AGREED, TestVerdict.AGREED_AFTER_CHANGE})


class Judged(StrEnum):
    """How far something holds; whatever is not "yes" asks for a reason."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


Weakest = Literal["concern", "needed", "minimal", "concrete", "doable", "order", "room_for_family"]
"""The seven points of the test, of which the weakest is named."""
Expertise = Literal[
    "culture", "mild_intellectual_disability", "trauma", "honour", "sexual_abuse", "other"
]
"""About what a second opinion may be needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """Which of the other six points do not hold, and why; an empty line says that it does."""

    concern: str = line(300, required=False)
    needed: str = line(300, required=False)
    minimal: str = line(300, required=False)
    concrete: str = line(300, required=False)
    doable: str = line(300, required=False)
    order: str = line(300, required=False)
    room_for_family: str = line(300, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestCondition:
    """The test of one condition: its weakest point, and why it is good enough all the same.

    `why` is asked for where the tester agrees, and that it was read `as_family`: with the eyes of
    the parent or young person who must live with it. `change` is asked for where the condition goes
    back or a second tester is wanted: what has to change, or what the other should look at.
    """

    __test__ = False

    entry: EntryId
    verdict: TestVerdict
    weakest: Weakest
    why: str = line(400, required=False)
    change: str = line(400, required=False)
    as_family: bool = False
    doubts: Doubts = field(default_factory=Doubts)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignTest:
    """What a tester judges of the whole, and their name under it.

    The core arguments, proportion, and dissent need a reason where the answer is not yes; a
    second opinion needs its subject, and whom it is asked of.
    """

    core: Judged
    core_reason: str = line(400, required=False)
    proportional: Judged
    proportional_reason: str = line(400, required=False)
    dissent: Judged
    dissent_reason: str = line(400, required=False)
    second_opinion: frozenset[Expertise] = frozenset()
    second_opinion_reason: str = line(400, required=False)


TestingCommand = TestCondition | SignTest
