"""Concreteness: what a fact must say, which words hold up what, and what is said of it."""

from dataclasses import replace

import pytest

from deliberate.bias_guards.concreteness import GUARD
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import (
    AddEntry,
    ContestEntry,
    CorrectEntry,
    MarkCore,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.ids import DECIDE, FACTS, TEST, EntryId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.windows import Condition, Fact
from tests.core.moments import STAGES, at, script

VAGUE = Fact(text="Dennis is vaak boos.", source="Yasmin", date="12 januari")


def code(outcome):
    return outcome.code if isinstance(outcome, Refusal) else "done"


def asked(table):
    return [n.code for n in table.look(MODERATOR).needs if n.guard == GUARD.name]


@pytest.mark.parametrize(
    ("field", "said", "refusal"),
    [
        ("source", "-", "fact_without_source"),
        ("source", " ?? ", "fact_without_source"),
        ("source", "", "text_missing"),
        ("date", "…", "fact_without_date"),
        ("date", " ", "text_missing"),
    ],
)
def test_a_fact_says_its_source_and_its_day(field, said, refusal):
    table = at("facts")
    refused = table.ask(AddEntry(content=replace(VAGUE, **{field: said})), RECORDER, "new")
    assert (code(refused), refused.field) == (refusal, f"content.{field}")
    changed = CorrectEntry(entry=EntryId("fact-1"), content=replace(VAGUE, **{field: said}))
    assert code(table.ask(changed, RECORDER)) == refusal


def test_a_vague_fact_is_written_down_and_stops_only_as_a_core_fact():
    table = at("facts")
    for move in script(table, "facts")[:-1]:
        table.play(move)
    table.must(AddEntry(content=VAGUE), RECORDER, "vague")
    assert asked(table) == []
    table.must(MarkCore(entry=table.session.entries.core[0], core=False), RECORDER)
    table.must(MarkCore(entry=EntryId("vague"), core=True), RECORDER)
    assert asked(table) == ["trigger_word"]
    assert code(table.ask(Advance(expected=FACTS), MODERATOR)) == "gate_closed"
    clear = replace(VAGUE, text="Dennis was op 12 januari boos.")
    table.must(CorrectEntry(entry=EntryId("vague"), content=clear), RECORDER)
    assert asked(table) == []


@pytest.mark.parametrize("stage", [s for s in STAGES if s not in {FACTS, DECIDE, TEST}])
def test_elsewhere_no_word_holds_up_anything(stage):
    assert GUARD.needs(at(stage).session, stage) == ()


@pytest.mark.parametrize("stage", [DECIDE, TEST])
def test_a_vague_condition_stops(stage):
    table = at(stage)
    vague = Condition(
        who="Dennis", what="belt vaak met de buurtzorg", until="volgende week", why="-"
    )
    table.must(AddEntry(content=vague), RECORDER, "vague")
    assert "trigger_word" in asked(table)


def test_a_contested_fact_keeps_both_versions():
    table = at("facts")
    table.must(AddEntry(content=VAGUE), RECORDER, "vague")
    against = ContestEntry(entry=EntryId("vague"), text="Hij is nooit boos.", source="Dennis")
    table.must(against, MODERATOR)
    away = WithdrawEntry(entry=EntryId("vague"), reason="klopt niet")
    for seat in (RECORDER, MODERATOR):
        assert code(table.ask(away, seat)) == "contested_fact_stays"
    fixed = replace(VAGUE, text="Dennis was op 12 januari boos.")
    table.must(CorrectEntry(entry=EntryId("vague"), content=fixed), RECORDER)
    (row,) = [r for r in table.look(RECORDER).windows.facts if r.id == "vague"]
    assert [other.text for other in row.contested] == ["Hij is nooit boos."]


def test_the_account_counts_facts_and_what_was_left_vague():
    table = at("facts")
    for move in script(table, "facts")[:-1]:
        table.play(move)
    before = GUARD.reports(table.session)[0].params
    assert before["facts"] == len(table.session.entries.of(Fact))
    assert (before["core"], before["passed"]) == (len(table.session.entries.core), 0)
    table.must(AddEntry(content=VAGUE), RECORDER, "vague")
    table.must(MarkCore(entry=table.session.entries.core[0], core=False), RECORDER)
    table.must(MarkCore(entry=EntryId("vague"), core=True), RECORDER)
    bypass = Bypass(need="trigger_word", about=EntryId("vague"), reason="geen tijd")
    table.must(bypass, MODERATOR)
    after = GUARD.reports(table.session)[0].params
    assert (after["facts"], after["passed"]) == (before["facts"] + 1, 1)
    assert "trigger_word" not in asked(table)
    reworded = replace(VAGUE, text="Dennis drinkt altijd te veel.")
    table.must(MarkCore(entry=EntryId("vague"), core=False), RECORDER)
    table.must(CorrectEntry(entry=EntryId("vague"), content=reworded), RECORDER)
    table.must(MarkCore(entry=EntryId("vague"), core=True), RECORDER)
    assert "trigger_word" in asked(table)
    assert GUARD.reports(table.session)[0].params["passed"] == 1
