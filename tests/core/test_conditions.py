"""Conditions at the table: what the gate asks, what may be passed over, and what a copy shows."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.concrete import conditions_concrete
from deliberate.sessions.condition_rule import in_the_case
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, ShieldEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Bypass
from deliberate.sessions.ids import EntryId, PartyId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.shielding import without_shielded
from deliberate.sessions.visibility import Viewer
from deliberate.sessions.windows import Condition, Fact
from tests.core.play import Table

FACT = EntryId("fact-1")
VAGUE = Condition(
    who="Yasmin", what="werkt vaak aan haar zaken", until="het lukt", why="Er is vaak ruzie."
)


@pytest.fixture
def table():
    return Table("V1").until("decide")


def needs(table):
    return [(n.code, n.bypassable, n.gate) for n in conditions_concrete(table.session)]


def test_the_gate_asks_what_the_rule_finds_and_all_of_it_may_be_passed_over(table):
    table.must(AddEntry(content=VAGUE), RECORDER, "vague")
    asked = needs(table)
    assert [code for code, *_ in asked] == [
        "no_behaviour",
        "trigger_word",
        "no_end_date",
        "no_concern",
    ]
    assert {(passable, gate) for _, passable, gate in asked} == {(True, "G7")}
    for code, *_ in asked:
        bypass = Bypass(need=code, about="vague", reason="dit werken we morgen uit")
        table.must(bypass, MODERATOR, f"pass-{code}")
    left = {need.code for need in table.look(MODERATOR).needs if need.gate == "G7"}
    assert left == set()


def test_what_is_only_a_hint_holds_up_nothing(table):
    fine = Condition(
        who="Yasmin", what="belt oma elke avond", until="11-06-2026", why="Vaak.", facts=(FACT,)
    )
    table.must(AddEntry(content=fine), RECORDER, "fine")
    assert needs(table) == []
    row = table.look(RECORDER).windows.conditions[-1]
    hinted = {(f.code, f.field) for f in row.findings if f.force == "hint"}
    assert ("trigger_word", "why") in hinted
    later = {f.field for f in row.findings if f.force == "later"}
    assert later == {"seen_by", "watched_by", "otherwise"}


def test_a_condition_answers_facts_of_this_case(table):
    for key in ("nowhere", "option-A"):
        asked = Condition(
            who="Oma", what="belt elke dag", until="11-06-2026", why="x", facts=(EntryId(key),)
        )
        outcome = table.ask(AddEntry(content=asked), RECORDER, "wrong")
        assert isinstance(outcome, Refusal)
        assert (outcome.code, outcome.field) == ("unknown_entry", "content.facts")


def test_a_fact_that_was_taken_back_is_answered_by_nothing():
    table = Table("V1").until("discuss")
    late = Fact(text="Oma zag rode plekken.", source="oma", date="14-05-2026")
    table.must(AddEntry(content=late), RECORDER, "late")
    table.must(WithdrawEntry(entry=EntryId("late"), reason="dubbel"), RECORDER, "back")
    assert EntryId("late") not in in_the_case(table.session).facts


def test_a_copy_holds_no_reference_to_a_fact_that_its_reader_does_not_have(table):
    both = Condition(
        who="Oma",
        what="belt elke dag",
        until="11-06-2026",
        why="x",
        facts=(FACT, EntryId("fact-2")),
    )
    table.must(AddEntry(content=both), RECORDER, "both")
    parties = frozenset({person(table, "Yasmin")})
    shield = ShieldEntry(entry=FACT, parties=parties, reason="veiligheid")
    table.must(shield, MODERATOR, "shield")
    viewer = Viewer("reader", frozenset({Role.FILE}), stands_for=parties)
    seen = without_shielded(table.session, viewer).entries.by_id["both"].content
    assert seen.facts == (EntryId("fact-2"),)
    whole = table.session.entries.by_id["both"].content
    assert whole.facts == (FACT, EntryId("fact-2"))


def test_a_condition_that_is_mended_asks_nothing_any_more(table):
    table.must(AddEntry(content=VAGUE), RECORDER, "vague")
    mended = Condition(
        who="Yasmin", what="belt elke vrijdag de bank", until="11-06-2026", why="x", facts=(FACT,)
    )
    table.must(CorrectEntry(entry=EntryId("vague"), content=mended), RECORDER, "mend")
    assert needs(table) == []


def person(table, name):
    return next(
        PartyId(entry.id)
        for entry in table.session.entries.live()
        if getattr(entry.content, "name", "") == name
    )
