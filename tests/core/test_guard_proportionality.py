"""No heavier than needed: a lighter way on the list, why it is not enough, and the framework."""

from dataclasses import replace

import pytest

from deliberate.bias_guards.proportionality import GUARD
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.framework import heavier
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import Option, Weight
from tests.core.moments import at, script

WHY = "Zonder toezicht kwam er drie keer niets van."


def code(outcome):
    return outcome.code if isinstance(outcome, Refusal) else "done"


def before_deciding(table):
    """Up to the decision, which is given back."""
    for move in script(table, "decide"):
        if isinstance(move.command, RecordDecision):
            return move.command
        table.play(move)
    raise LookupError


@pytest.fixture
def table():
    return at("decide")


@pytest.fixture
def made(table):
    return before_deciding(table)


def on(table, letter):
    return table.cast.option(letter)


def needs(table):
    return {need.code: need for need in table.look(MODERATOR).needs}


def listed(table, title, weight, key):
    table.must(AddEntry(content=Option(title=title, weight=weight, by_family=True)), RECORDER, key)


def test_a_lighter_option_is_asked_for_apart_from_change_nothing():
    table = at("options")
    listed(table, "Doorgaan zoals nu", Weight.NOTHING_CHANGES, "as-now")
    listed(table, "Opvang", Weight.HEAVIER, "shelter")
    asked = needs(table)["option_missing_lighter"]
    assert (asked.gate, asked.bypassable) == ("G3", True)
    listed(table, "Oma past op", Weight.LIGHTER, "grandmother")
    assert "option_missing_lighter" not in needs(table)


def test_why_not_lighter_is_asked_of_the_lightest(table, made):
    """Naming one's own choice as the lightest, or a heavier one, passes nothing by."""
    for named in (made.option, on(table, "D")):
        refused = table.ask(replace(made, lightest=named), RECORDER)
        assert (code(refused), refused.field) == ("not_the_lightest", "lightest")
    silent = table.ask(replace(made, why_not_lighter=" "), RECORDER)
    assert (code(silent), silent.field) == ("text_missing", "why_not_lighter")
    assert code(table.ask(made, RECORDER)) == "done"


def test_one_of_equal_weight_is_not_the_lightest_while_a_lighter_one_is_listed(table, made):
    """Naming one that reaches as far would pass the lighter ones by without a word."""
    options = table.session.entries.options()
    by = {w: [e.id for e, option in options if option.weight is w] for w in Weight}
    first, other, *_ = by[Weight.HEAVIER]
    around = replace(made, option=first, lightest=other)
    assert code(table.ask(around, RECORDER)) == "not_the_lightest"
    light, lighter, *_ = by[Weight.LIGHTER]
    assert code(table.ask(replace(made, option=light, lightest=lighter), RECORDER)) == "done"


def test_who_changes_nothing_passes_nothing_lighter_by(table, made):
    nothing = replace(made, option=made.lightest, why_not_lighter="")
    assert code(table.ask(nothing, RECORDER)) == "done"


def test_an_unknown_option_is_left_to_the_topic(table, made):
    for field in ("option", "lightest"):
        refused = table.ask(replace(made, **{field: "nobody"}), RECORDER)
        assert (code(refused), refused.field) == ("unknown_option", field)


@pytest.mark.parametrize(
    ("now", "after", "expected"),
    [
        ("voluntary", "assertive", True),
        ("voluntary", "compulsory", True),
        ("assertive", "compulsory", True),
        ("", "assertive", True),
        ("", "voluntary", False),
        ("", "", False),
        ("voluntary", "", False),
        ("compulsory", "compulsory", False),
        ("compulsory", "voluntary", False),
    ],
)
def test_a_framework_is_heavier_than_another_and_unsaid_is_voluntary(now, after, expected):
    assert heavier(after, now) is expected


def now_in(table, framework):
    progress = replace(table.session.progress, framework=framework)
    table.session = replace(table.session, progress=progress)


@pytest.mark.parametrize(
    ("now", "after", "outcome"),
    [
        ("voluntary", "assertive", "framework_reason_missing"),
        ("", "compulsory", "framework_reason_missing"),
        ("assertive", "assertive", "done"),
        ("compulsory", "voluntary", "done"),
    ],
)
def test_a_reason_when_the_framework_gets_heavier(table, made, now, after, outcome):
    now_in(table, now)
    stepped = replace(made, framework=after)
    refused = table.ask(stepped, RECORDER)
    assert code(refused) == outcome
    if outcome != "done":
        assert refused.field == "why_framework"
        assert code(table.ask(replace(stepped, why_framework=WHY), RECORDER)) == "done"
        decided = table.session.verdict.decision
        assert (decided.framework, decided.why_framework) == (after, WHY)


def test_a_step_towards_compulsory_help_asks_the_reason_whatever_is_said_of_the_framework(
    table, made
):
    table_of_protection = replace(made, option=on(table, "E"))
    assert code(table.ask(table_of_protection, RECORDER)) == "framework_reason_missing"
    as_now = replace(table_of_protection, framework="voluntary")
    assert code(table.ask(as_now, RECORDER)) == "framework_reason_missing"
    now_in(table, "compulsory")
    assert code(table.ask(table_of_protection, RECORDER)) == "done"


def test_a_decision_that_leaves_the_framework_open_leaves_it_as_it_is(table, made):
    table.must(made, RECORDER)
    assert table.session.verdict.decision.framework == "voluntary"


def test_half_an_hour_stays_within_the_present_framework(table, made):
    setup = table.session.opened
    shorter = replace(setup, parameters=replace(setup.parameters, short=True))
    table.session = replace(table.session, setup=shorter)
    refused = table.ask(replace(made, framework="assertive", why_framework=WHY), RECORDER)
    assert (code(refused), refused.field) == ("needs_full_session", "framework")
    assert code(table.ask(replace(made, framework="voluntary"), RECORDER)) == "done"


def told(table):
    return [(note.code, dict(note.params)) for note in GUARD.reports(table.session)]


def test_the_account_counts_lighter_options_and_what_was_passed_over(table, made):
    counted = {"options": 6, "lighter": 2, "heavier": 3}
    decided = {**counted, "decided": 1, "passed": 1, "steps": 0}
    assert told(table) == [("proportionality", counted)]
    table.must(made, RECORDER)
    assert told(table) == [("proportionality", decided)]
    table.must(replace(made, option=made.lightest), RECORDER)
    assert told(table) == [("proportionality", {**decided, "passed": 0})]
    table.must(replace(made, option=on(table, "E"), why_framework=WHY), RECORDER)
    assert told(table) == [("proportionality", {**decided, "passed": 3, "steps": 1})]


def test_before_there_are_options_there_is_nothing_to_tell():
    assert told(at("prepare")) == []
    assert told(at("blind_1")) == []
