"""The test of the conditions, after the meeting."""

from collections.abc import Iterator
from typing import get_args

from deliberate.catalogue.vignettes.outcome import Condition as Agreed
from deliberate.catalogue.vignettes.outcome import TakenBack
from deliberate.sessions.entries.commands import (
    AddEntry,
    CorrectEntry,
    ShieldEntry,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import TEST, EntryId, PartyId
from deliberate.sessions.testing.commands import (
    Expertise,
    Judged,
    SignTest,
    TestCondition,
    TestVerdict,
    Weakest,
)
from deliberate.sessions.windows import Condition

from ._move import MODERATOR, RECORDER, Cast, Move, move
from .conditions import last_wording
from .deciding import complete

POINTS = get_args(Weakest)
MEDICAL: frozenset[Expertise] = frozenset({"other"})


def test(cast: Cast) -> Iterator[Move]:
    yield from complete(cast)
    for condition in cast.vignette.conditions:
        if condition.test.was is not None:
            yield from _sent_back(cast, condition)
        yield move(MODERATOR, f"test-{condition.number}", _tested(cast, condition))
    for number, taken in enumerate(cast.vignette.taken_back):
        yield from _taken_back(cast, f"taken-back-{number}", taken)
    yield move(MODERATOR, "sign", _signed(cast))
    yield move(MODERATOR, "leave-test", Advance(expected=TEST))


def _tested(cast: Cast, condition: Agreed) -> TestCondition:
    return TestCondition(
        entry=EntryId(f"condition-{condition.number}"),
        verdict=TestVerdict(condition.test.verdict),
        weakest=POINTS[condition.test.weakest - 1],
        why=cast.say(condition.test.good_enough)[:400],
        as_family=True,
        change=cast.say(condition.test.change)[:400],
    )


def _sent_back(cast: Cast, condition: Agreed) -> Iterator[Move]:
    """Returned with what has to change, and rewritten by whoever decides."""
    entry = EntryId(f"condition-{condition.number}")
    back = TestCondition(
        entry=entry,
        verdict=TestVerdict.BACK,
        weakest=POINTS[condition.test.weakest - 1],
        change=cast.say(condition.test.weakness)[:400],
    )
    yield move(MODERATOR, f"return-{condition.number}", back)
    rewritten = CorrectEntry(entry=entry, content=last_wording(cast, condition))
    yield move(cast.seat(cast.vignette.decider), f"{entry}-rewritten", rewritten)


def _taken_back(cast: Cast, key: str, taken: TakenBack) -> Iterator[Move]:
    """Written down after the meeting, returned, and taken off the list again."""
    say, entry = cast.say, EntryId(key)
    proposed = Condition(
        who=say(taken.who),
        what=say(taken.what),
        until=cast.on(taken.until),
        why=say(taken.reason),
        facts=tuple(cast.fact(number) for number in taken.facts),
    )
    yield move(RECORDER, key, AddEntry(content=proposed))
    if taken.shielded_from:
        from_whom = frozenset(_party(cast, name) for name in taken.shielded_from)
        shield = ShieldEntry(entry=entry, parties=from_whom, reason=say(taken.reason)[:200])
        yield move(MODERATOR, f"{key}-shielded", shield)
    back = TestCondition(
        entry=entry,
        verdict=TestVerdict.BACK,
        weakest=POINTS[taken.weakest - 1],
        change=say(taken.change)[:400],
    )
    yield move(MODERATOR, f"{key}-returned", back)
    gone = WithdrawEntry(entry=entry, reason=say(taken.instead)[:200])
    yield move(RECORDER, f"{key}-gone", gone)


def _party(cast: Cast, name: str) -> PartyId:
    numbers = {person.name: number for number, person in enumerate(cast.vignette.people)}
    return PartyId(f"person-{numbers[name]}")


def _signed(cast: Cast) -> SignTest:
    decision = cast.vignette.decision
    opinion = cast.say(decision.second_opinion)[:400]
    return SignTest(
        core=Judged.YES,
        proportional=Judged.YES,
        proportional_reason=cast.say(decision.why_not_heavier)[:400],
        dissent=Judged.YES,
        second_opinion=MEDICAL if opinion else frozenset(),
        second_opinion_reason=opinion,
    )
