"""Agreeing: safety now is complete and dated first, then the plan; nobody watches themselves."""

from dataclasses import replace

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.arranging import lacks, watches_oneself
from deliberate.sessions.dates import dated
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.ids import EntryId
from deliberate.sessions.windows import (
    Arrangement,
    Coordinator,
    DecidesRow,
    LearningPoint,
    PlanB,
    PlanMakers,
    Review,
)
from tests.core import moments
from tests.core.needed import code, codes, needs

WHOLE = Arrangement(
    who="oma",
    what="haalt Lina op",
    when="18-01-2027, 15.00",
    monitor="jeugdbeschermer",
    check="belt oma",
    first_check="18-01-2027",
    direct=True,
)
STABLE = replace(WHOLE, direct=False)


@pytest.fixture
def agreeing():
    """After the test; two things for safety now were arranged at the table and miss the rest."""
    return moments.at("agree")


def played(table, *stopping):
    for move in moments.script(table, "agree"):
        if move.key in stopping:
            break
        table.play(move)
    return table


def test_the_plan_waits_until_safety_now_is_complete_and_has_days(agreeing):
    asked = agreeing.ask(AddEntry(content=STABLE), RECORDER)
    assert (code(asked), asked.field) == ("direct_first", "content.direct")
    assert agreeing.look(RECORDER).stage.telling.locked
    played(agreeing, "arrangement-0")
    assert not agreeing.look(RECORDER).stage.telling.locked
    agreeing.must(AddEntry(content=STABLE), RECORDER, "later")


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, ()),
        ({"when": "vanavond"}, ("when_dated",)),
        ({"when": "31-02-2027"}, ("when_dated",)),
        ({"first_check": "morgen"}, ("first_check_dated",)),
        ({"monitor": " ", "check": "", "first_check": ""}, ("monitor", "check", "first_check")),
    ],
)
def test_an_arrangement_is_complete_with_a_day_somebody_who_watches_and_a_first_check(
    said, missing
):
    assert lacks(replace(WHOLE, **said)) == missing


@pytest.mark.parametrize("said", [{}, {"factor": "other"}, {"works": "weakens"}])
def test_what_is_for_later_says_on_what_it_works_and_how(said):
    assert lacks(replace(STABLE, **said)) == ("factor",)
    assert not lacks(replace(STABLE, factor="household_stress", works="weakens"))


def test_it_works_on_a_factor_of_the_catalogue_or_on_something_else(agreeing):
    made = replace(WHOLE, factor="nothing", works="weakens")
    assert code(agreeing.ask(AddEntry(content=made), RECORDER)) == "unknown_factor"
    agreeing.must(AddEntry(content=replace(made, factor="other")), RECORDER, "other")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("14-05-2026, 18.00 uur", "14-05-2026"),
        ("op 2026-05-14 om 18:00", "14-05-2026"),
        ("112-05-2026", None),
        ("31-04-2026 of 01-05-2026", "01-05-2026"),
        ("donderdag", None),
    ],
)
def test_a_day_is_found_in_the_words_around_it(typed, found):
    assert (str(date) if (date := dated(typed)) else None) == found


@pytest.mark.parametrize(
    ("who", "monitor", "same"),
    [
        ("Dennis", "Dennis", True),
        ("Dennis en zijn broer", "de broer", True),
        ("The mentor, the therapist", "therapist", True),
        ("Dennis", "de broer van Dennis", False),
        ("jeugdbeschermer", "jeugdbeschermer lvb", False),
        ("Dennis", "", False),
    ],
)
def test_who_does_it_does_not_watch_it(agreeing, who, monitor, same):
    made = replace(WHOLE, who=who, monitor=monitor)
    assert watches_oneself(made) is same
    asked = agreeing.ask(AddEntry(content=made), RECORDER)
    assert code(asked) == ("monitor_does_it" if same else "")


def test_only_people_of_the_case_carry_something_out(agreeing):
    stranger = replace(WHOLE, people=(EntryId("nobody"),))
    assert code(agreeing.ask(AddEntry(content=stranger), RECORDER)) == "unknown_person"
    known = replace(WHOLE, people=(EntryId("person-2"),))
    agreeing.must(AddEntry(content=known), RECORDER, "known")
    taken = agreeing.ask(WithdrawEntry(entry=EntryId("person-2"), reason="x"), MODERATOR)
    assert code(taken) != ""


@pytest.mark.parametrize(
    ("one", "refused"),
    [
        (Coordinator(name="Iemand anders"), "coordinator_named"),
        (PlanMakers(by="together"), "plan_makers_written"),
    ],
)
def test_of_some_things_there_is_one_and_a_second_is_a_correction(agreeing, one, refused):
    played(agreeing, "leave-agree")
    asked = agreeing.ask(AddEntry(content=one), RECORDER)
    assert (code(asked), asked.field) == (refused, "content")
    entry = next(e for e, _ in agreeing.session.entries.of(type(one)))
    agreeing.must(CorrectEntry(entry=entry.id, content=one), RECORDER)
    assert len(agreeing.session.entries.of(type(one))) == 1


def test_there_is_one_learning_point():
    table = moments.at("explain")
    second = AddEntry(content=LearningPoint(text="Nog een."))
    assert code(table.ask(second, RECORDER)) == "learning_point_written"


def test_every_part_of_the_plan_is_asked_for_and_may_be_passed_over(agreeing):
    found = {code_: need for (code_, _), need in needs(agreeing).items()}
    asked = {
        "arrangement_incomplete",
        "coordinator_missing",
        "plan_makers_missing",
        "family_decides_missing",
        "review_date_missing",
    }
    assert set(found) == asked
    assert all(need.bypassable and need.gate == "G10" for need in found.values())
    worker = DecidesRow(who="worker", what="of het lukt")
    agreeing.must(AddEntry(content=worker), RECORDER, "worker")
    assert "family_decides_missing" in codes(agreeing)
    played(agreeing, "leave-agree")
    assert codes(agreeing) == set()
    plan_b = next(e for e, _ in agreeing.session.entries.of(PlanB))
    agreeing.must(WithdrawEntry(entry=plan_b.id, reason="anders"), MODERATOR)
    assert codes(agreeing) == {"plan_b_missing"}


@pytest.mark.parametrize(
    ("date", "refused"),
    [("volgende week", "not_a_date"), ("15-01-2027", "date_has_passed"), ("16-01-2027", "")],
)
def test_the_day_to_look_again_is_a_real_day_to_come(agreeing, date, refused):
    assert code(agreeing.ask(AddEntry(content=Review(date=date)), RECORDER, "day")) == refused
    if not refused:
        past = CorrectEntry(entry=EntryId("day"), content=Review(date="14-01-2027"))
        assert code(agreeing.ask(past, RECORDER)) == "date_has_passed"


def test_after_an_unsafe_judgement_we_look_again_within_six_weeks(agreeing):
    agreeing.must(AddEntry(content=Review(date="27-02-2027")), RECORDER, "late")
    assert needs(agreeing)["review_too_late", ""].params == {"weeks": 6}
    agreeing.must(AddEntry(content=Review(date="26-02-2027")), RECORDER, "in-time")
    assert "review_too_late" not in codes(agreeing)
