"""The test of the conditions, after the meeting."""

from collections.abc import Iterator
from typing import get_args

from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import TEST, EntryId
from deliberate.sessions.testing.commands import SignTest, TestCondition, TestVerdict, Weakest

from ._move import MODERATOR, Cast, Move, move
from .deciding import complete

POINTS = get_args(Weakest)


def test(cast: Cast) -> Iterator[Move]:
    yield from complete(cast)
    for condition in cast.vignette.conditions:
        tested = TestCondition(
            entry=EntryId(f"condition-{condition.number}"),
            verdict=TestVerdict(condition.test.verdict),
            weakest=POINTS[condition.test.weakest - 1],
            why=cast.say(condition.test.good_enough)[:400],
        )
        yield move(MODERATOR, f"test-{condition.number}", tested)
    sign = SignTest(proportional=cast.say(cast.vignette.decision.why_not_heavier)[:400])
    yield move(MODERATOR, "sign", sign)
    yield move(MODERATOR, "leave-test", Advance(expected=TEST))
