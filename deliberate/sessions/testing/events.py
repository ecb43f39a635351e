"""What happened to the test."""

from dataclasses import dataclass, field
from typing import Literal

from deliberate.sessions.ids import EntryId, Millis, SeatId

from .commands import Doubts, Expertise, Judged, TestVerdict, Weakest

Cancels = Literal["reworded", "added", "withdrawn", "tested_again", "reopened"]
"""Why a signature no longer holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionTested:
    """`version` is the wording that was tested; a later wording needs a new test."""

    entry: EntryId
    version: int
    by: SeatId
    verdict: TestVerdict
    weakest: Weakest
    why: str
    change: str
    as_family: bool = False
    doubts: Doubts = field(default_factory=Doubts)
    moderator_too: bool
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class TestSigned:
    """One tester's name under the test as it stands; a weighty decision has two."""

    __test__ = False

    by: SeatId
    moderator_too: bool
    core: Judged
    core_reason: str
    proportional: Judged
    proportional_reason: str
    dissent: Judged
    dissent_reason: str
    second_opinion: frozenset[Expertise]
    second_opinion_reason: str
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCancelled:
    """What was signed has changed: every signature under it lapses, and it is signed again."""

    about: EntryId | None
    because: Cancels
    by: SeatId
    at: Millis


TestingEvent = ConditionTested | TestSigned | SignatureCancelled
