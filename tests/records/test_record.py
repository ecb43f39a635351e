"""What a record says: who decided what on which grounds, and nothing of whose answer was whose."""

import json
from dataclasses import replace

import pytest

from deliberate.records import canonical, read
from deliberate.rehearsal.script._move import RECORDER
from deliberate.sessions.entries.commands import CorrectEntry
from deliberate.sessions.ids import EntryId, SeatId
from deliberate.sessions.windows import Condition
from tests.core.moments import script
from tests.core.play import Table
from tests.records.made import record, record_of, with_swapped, written

VIGNETTES = ["V1", "V2", "V3"]
LATER = ("if_nothing_changes", "why_not_heavier", "not_chosen")
RATED = ("first_round", "second_round", "discussion", "options", "safe_enough")


@pytest.mark.parametrize("vignette", VIGNETTES)
def test_what_is_read_has_the_same_bytes_again(vignette):
    stored = canonical(record(vignette))
    assert canonical(read(stored)) == stored


def test_the_same_session_gives_the_same_bytes():
    first, second = (record_of(Table("V1").until("closed")) for _ in range(2))
    assert canonical(first) == canonical(second)


def test_it_says_who_decided_what_on_which_grounds():
    decision = written()["weighing"]["decision"]
    assert decision["decider"] == "jeugdbeschermer"
    chosen = next(o for o in written()["weighing"]["options"] if o["chosen"])
    assert (decision["letter"], decision["option"]) == (chosen["letter"], chosen["title"])
    assert decision["advice"] is False
    assert decision["text"].startswith("Vrijwillige begeleiding gaat door")
    for ground in ("competence", "reason", "lightest", "why_not_lighter", "misfit", *LATER):
        assert decision[ground]


def test_it_says_when_each_state_began_and_who_tested():
    head = written()["head"]
    assert head["state"] == "final"
    assert [s["state"] for s in head["states"]] == ["intended", "tested", "final"]
    assert head["states"][1]["by"] == "Helga Brandsma"
    assert [s["at"] for s in head["states"]] == sorted(s["at"] for s in head["states"])
    assert written()["weighing"]["test"]["by_moderator"] is True


@pytest.mark.parametrize(
    ("stage", "state"), [("test", "intended"), ("agree", "tested"), ("explain", "tested")]
)
def test_it_is_no_further_than_the_session(stage, state):
    assert record_of(Table("V1").until(stage)).head["state"] == state


def test_dissent_stands_there_with_what_would_change_it_and_the_answer():
    (dissent,) = written()["weighing"]["dissent"]
    assert dissent["by"] == "hulpverlener vrouwenopvang"
    assert "acuut gevaar" in dissent["text"]
    assert dissent["changes_mind"].startswith("Dat Dennis twee weken")
    assert dissent["answer"].startswith("Het huisverbod ligt klaar")


@pytest.mark.parametrize("vignette", VIGNETTES)
def test_it_says_what_must_happen_by_when_and_who_watches(vignette):
    found = written(vignette)
    for made in (*found["steps"]["direct"], *found["steps"]["stable"]):
        assert made["who"]
        assert made["when"]
        assert made["monitor"]
        assert made["first_check"]
    for condition in found["weighing"]["conditions"]:
        assert condition["until"]
        assert condition["watched_by"]
        assert condition["tested"] is True
    assert found["steps"]["reviews"][0]["date"]


def test_a_condition_that_was_reworded_after_its_test_says_so():
    table = Table("V1").until("test")
    table.play(next(m for m in script(table, "test") if m.key == "test-1"))
    content = table.session.entries.by_id[EntryId("condition-1")].content
    assert isinstance(content, Condition)
    other = replace(content, watched_by="oma")
    table.must(CorrectEntry(entry=EntryId("condition-1"), content=other), RECORDER)
    first, second, _ = record_of(table).weighing["conditions"]
    assert first["versions"] == 2
    assert [t["version"] for t in first["tests"]] == [1]
    assert first["tested"] is False
    assert second["tests"] == []


def test_facts_have_one_number_each_and_core_facts_come_first():
    facts = written()["facts"]
    numbers = [f["number"] for f in (*facts["core"], *facts["other"])]
    assert numbers == list(range(1, 8))
    deciding = written()["weighing"]["first_round"]["deciding_facts"]
    texts = {f["number"]: f["text"] for f in facts["core"]}
    assert [(d["number"], d["n"]) for d in deciding] == [(1, 5), (2, 2), (3, 1)]
    assert all(texts[d["number"]] == d["fact"] for d in deciding)


def test_a_childs_own_words_are_pointed_out():
    facts = written()["facts"]
    (words,) = facts["childs_words"]
    assert words["text"].startswith("Ik moet Mats stil houden")
    assert (words["whose"], words["asked_by"]) == ("Lina", "intern begeleider")
    (view,) = facts["childs_view"]
    assert view["fact"] == 2


def test_the_advocates_points_stand_with_their_answers_and_counter_sentences_with_their_item():
    weighing = written()["weighing"]
    points = {p["kind"]: p for p in weighing["challenge"]["points"]}
    assert points["explanation"]["reply"] == "adopted"
    assert points["fact"]["before"] == "17-01-2027"
    assert points["option"]["letter"] == "F"
    assert [o["letter"] for o in weighing["options"] if o["by_advocate"]] == ["F"]
    assert all(len(item["counter_sentences"]) == 1 for item in weighing["discussion"])


def test_a_plan_is_complete_only_when_everybody_agreed():
    assert written("V1")["steps"]["plan"]["state"] == "complete"
    assert written("V3")["steps"]["plan"]["state"] == "without_agreement"
    (passed,) = written("V3")["head"]["bypassed"]
    assert passed["about"] == "De vader van Elin"
    assert passed["by"] == "Annemiek Vos"


def test_sharing_is_told_once_for_each_organisation():
    told = [s["organisation"] for s in written()["head"]["sharing"]]
    assert len(told) == len(set(told)) == 7


@pytest.mark.parametrize("vignette", VIGNETTES)
def test_no_rater_is_named_where_a_rating_stands(vignette):
    found = written(vignette)
    names = [person["name"] for person in found["head"]["roles"]]
    for part in RATED:
        told = json.dumps(found["weighing"][part], ensure_ascii=False)
        assert [name for name in names if name in told] == []


@pytest.mark.parametrize("vignette", VIGNETTES)
def test_no_id_of_a_seat_or_entry_leaves_the_log(vignette):
    table = Table(vignette).until("closed")
    told = set(texts(json.loads(canonical(record_of(table)))))
    session = table.session
    ids = [*session.entries.by_id, *(s for s in session.roster.seats if s != "moderator")]
    for inside in (*ids, *session.challenge.points):
        assert [text for text in told if text == inside or f":{inside}" in text] == []


def texts(value):
    """Every text that stands in a record, without the names of its parts."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [text for part in parts for text in texts(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("pair", [("A", "F"), ("B", "G"), ("D", "H")])
def test_two_raters_who_swap_their_answers_change_no_byte(pair):
    first, second = (SeatId(f"seat-{letter}") for letter in pair)
    assert with_swapped(first, second) == canonical(record())


def test_figures_are_of_the_first_round_and_carry_their_interval():
    method = written()["account"]["method"]
    alpha = {c["among"]: c for c in method["coefficients"] if c["name"] == "ordinal_alpha"}
    assert set(alpha) == {"risk", "protective"}
    assert alpha["risk"]["value"] == "0.345987"
    assert (alpha["risk"]["low"], alpha["risk"]["high"]) == ("-1.071559", "0.793521")
    assert method["direction_conflicts"] == 4
    assert method["unknown_percent"] == "3.571429"


def test_there_is_no_record_before_the_meeting_is_over():
    with pytest.raises(LookupError):
        record_of(Table("V1").until("decide"))


def test_it_says_what_talking_cleared_up_and_how_something_protects():
    found = written("V1")
    item = found["weighing"]["discussion"][0]
    assert item["outcome"] == "term_understood_differently"
    known = {fact["number"]: fact["text"] for fact in found["facts"]["core"]}
    assert known[item["fact"]].startswith("Lina slaapt elke woensdag bij oma")
    assert item["mechanism"].startswith("Lina heeft een huis")
    assert item["example"].startswith("Lina belde oma")
    assert len(item["counter_sentences"]) == 1


def test_it_says_what_words_mean():
    (term,) = written()["weighing"]["terms"]
    assert term["word"] == "steunen"
    assert term["meaning"].startswith("Iemand steunt")
    assert "versions" not in term
