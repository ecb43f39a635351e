"""What is tried after the meeting: at the test, at the agreements, and at the explaining."""

from collections.abc import Iterator
from dataclasses import replace

from deliberate.rehearsal.script import Cast, Move
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.flow.commands import Advance, Bypass, ReopenDecision
from deliberate.sessions.ids import AGREE, EXPLAIN, TEST, EntryId
from deliberate.sessions.telling.commands import (
    AnswerReaction,
    CheckCopy,
    Consent,
    RecordExplanation,
    RecordReaction,
    Said,
)
from deliberate.sessions.testing.commands import Judged, SignTest, TestCondition, TestVerdict
from deliberate.sessions.windows import (
    Arrangement,
    Coordinator,
    FamilySummary,
    LearningPoint,
    PlanMakers,
)

from .probe import NOTHING, Probe

SIGNATURE = SignTest(core=Judged.YES, proportional=Judged.YES, dissent=Judged.YES)


def test(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    """No signature over what was not tested, and no verdict that does not fit the wording."""
    yield Probe(moves[0].key, MODERATOR, SIGNATURE, "complete_first")
    yield Probe(moves[0].key, MODERATOR, Bypass(need="test_unsigned", reason="-"), "cannot_bypass")
    for condition in cast.vignette.conditions:
        entry, before = EntryId(f"condition-{condition.number}"), f"test-{condition.number}"
        agreed = TestCondition(
            entry=entry, verdict=TestVerdict.AGREED, weakest="needed", why="-", as_family=True
        )
        changed = replace(agreed, verdict=TestVerdict.AGREED_AFTER_CHANGE)
        yield Probe(before, MODERATOR, SIGNATURE, "condition_untested")
        yield Probe(before, MODERATOR, replace(agreed, why=""), "text_missing")
        yield Probe(before, MODERATOR, replace(agreed, as_family=False), "read_as_family")
        if condition.test.was is None:
            yield Probe(before, MODERATOR, changed, "nothing_changed")
            continue
        yield Probe(before, MODERATOR, agreed, "changed_since")
        yield Probe(f"{entry}-rewritten", MODERATOR, SIGNATURE, "condition_not_agreed")
        yield Probe(f"{entry}-rewritten", MODERATOR, Advance(expected=TEST), "gate_closed")
    other = TestCondition(entry=NOTHING, verdict=TestVerdict.AGREED, weakest="needed", why="-")
    yield Probe("sign", MODERATOR, other, "unknown_entry")
    yield Probe("sign", RECORDER, SIGNATURE, "out_of_turn")


def agree(_cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    """First safety now, dated and watched by somebody else; one coordinator and one plan."""
    start = moves[0].key
    made = Arrangement(who="-", what="-", when="-", monitor="?")
    alone = replace(made, monitor=made.who, direct=True)
    yield Probe(start, RECORDER, AddEntry(content=made), "direct_first")
    yield Probe(start, RECORDER, AddEntry(content=alone), "monitor_does_it")
    yield Probe(
        moves[-1].key, RECORDER, AddEntry(content=Coordinator(name="-")), "coordinator_named"
    )
    plan = PlanMakers(by="family", supported_by="-")
    yield Probe(moves[-1].key, RECORDER, AddEntry(content=plan), "plan_makers_written")
    yield Probe("named-coordinator", MODERATOR, Advance(expected=AGREE), "gate_closed")


def explain(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    """Nothing is handed over unread, and nothing goes back to the group that nobody sent back."""
    start, decider = moves[0].key, cast.seat(cast.vignette.decider)
    told = RecordExplanation(when="-", how="-", to="-")
    again = LearningPoint(text="-")
    yield Probe(start, decider, CheckCopy(looked=True, risk="-"), "summary_first")
    yield Probe(start, MODERATOR, AddEntry(content=again), "learning_point_written")
    yield Probe(start, MODERATOR, ReopenDecision(reason="-"), "nothing_sent_back")
    yield Probe("copy", RECORDER, AddEntry(content=FamilySummary(text="-")), "summary_written")
    yield Probe("copy", decider, CheckCopy(risk="-"), "copy_not_looked_at")
    yield Probe("copy", decider, told, "copy_first")
    stranger = RecordReaction(person=NOTHING, text="-")
    yield Probe("reaction-0", RECORDER, stranger, "unknown_person")
    yield Probe("reaction-0-answer", MODERATOR, Advance(expected=EXPLAIN), "gate_closed")
    unasked = AnswerReaction(reaction=NOTHING, answer="-", outcome="stands")
    yield Probe("reaction-0-answer", decider, unasked, "unknown_reaction")
    person = cast.party(cast.vignette.consents[0].who)
    agreed = Consent(person=person, said=Said.AGREED_WITH_REMARK)
    yield Probe("consent-0", RECORDER, agreed, "text_missing")
    yield Probe("consent-0", RECORDER, replace(agreed, remark="-", say=11), "say_out_of_range")
    yield Probe("consent-0", MODERATOR, Advance(expected=EXPLAIN), "gate_closed")
