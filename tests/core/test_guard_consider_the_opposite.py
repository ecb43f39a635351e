"""Against one's own picture: the fact that decides, the one that does not fit, the failure."""

from dataclasses import replace

import pytest

from deliberate.bias_guards.consider_the_opposite import GUARD
from deliberate.rehearsal.script._move import RECORDER
from deliberate.sessions.challenge.commands import AnswerPoint, FactKind, Reply
from deliberate.sessions.challenge.misfit import misfit
from deliberate.sessions.forms import NONE_OF_THESE, Answer
from deliberate.sessions.ids import CHALLENGE, DISCUSS, ROUND_1, PointId, SeatId, question
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from deliberate.sessions.rounds.forms import DECIDING_FACT
from tests.core.moments import at, script
from tests.core.needed import advocate, code
from tests.core.test_challenge import EXPLANATION, FACT, OPTION, PRE_MORTEM, alike

A = SeatId("seat-A")
DECIDING = question(DECIDING_FACT)
PICK = Answer(pick=NONE_OF_THESE)
KNOWN = "Lina mist geen dag school."


# -- the deciding fact of everyone


@pytest.fixture
def undecided():
    """Seat A with everything answered but the fact that decides."""
    table = at("blind_1")
    for move in script(table, "blind_1"):
        if move.key == "r1-A-seal":
            return table
        given = move.command
        if isinstance(given, GiveAnswers) and DECIDING in given.answers:
            left = {q: answer for q, answer in given.answers.items() if q != DECIDING}
            move = replace(move, command=GiveAnswers(round=ROUND_1, answers=left))
        table.play(move)
    raise LookupError


def test_everyone_names_a_deciding_fact_before_sealing(undecided):
    refused = undecided.ask(SealRound(round=ROUND_1), A)
    assert (code(refused), refused.field) == ("deciding_fact_missing", DECIDING)
    fact = undecided.session.entries.core[0]
    given = GiveAnswers(round=ROUND_1, answers={DECIDING: replace(PICK, pick=fact)})
    undecided.must(given, A)
    assert code(undecided.ask(SealRound(round=ROUND_1), A)) == ""


def test_what_else_is_open_is_counted_with_it(undecided):
    kept = dict(list(undecided.answers[ROUND_1, A].items())[:-1])
    undecided.answers[ROUND_1, A] = kept
    refused = undecided.ask(SealRound(round=ROUND_1), A)
    assert (code(refused), refused.params) == ("answers_missing", {"missing": 2})


def test_none_of_these_is_an_answer_and_without_core_facts_nobody_is_asked(undecided):
    entries = undecided.session.entries
    empty = replace(undecided.session, entries=replace(entries, core=()))
    undecided.must(GiveAnswers(round=ROUND_1, answers={DECIDING: PICK}), A)
    assert code(undecided.ask(SealRound(round=ROUND_1), A)) == ""
    undecided.session, undecided.answers[ROUND_1, A] = (
        empty,
        {q: answer for q, answer in undecided.answers[ROUND_1, A].items() if q != DECIDING},
    )
    assert code(undecided.ask(SealRound(round=ROUND_1), A)) == ""


# -- the fact that does not fit


@pytest.fixture
def missing():
    """The advocate's fact is a missing one, and the group answers."""
    table = at("challenge")
    table.must(FACT, advocate(table), "p")
    return table


def answer(said):
    return AnswerPoint(point=PointId("p"), reply=Reply.ADOPTED, misfit=said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", "text_missing"),
        ("  ", "text_missing"),
        (f" {FACT.text.upper()} ", "misfit_is_missing"),
        (KNOWN, ""),
    ],
)
def test_to_a_missing_fact_the_group_answers_with_a_known_one(missing, said, expected):
    refused = missing.ask(answer(said), RECORDER)
    assert code(refused) == expected
    if expected:
        assert refused.field == "misfit"


def test_the_fact_that_does_not_fit_is_asked_once():
    table = at("challenge")
    assert needed(table) == ["fact"]
    table.must(replace(FACT, fact=FactKind.DOES_NOT_FIT), advocate(table), "p")
    assert needed(table) == []
    table.must(answer(""), RECORDER)
    assert misfit(table.session) == FACT.text


def test_an_unknown_point_is_left_to_the_topic(missing):
    assert code(missing.ask(replace(answer(""), point=PointId("no")), RECORDER)) == "unknown_point"


# -- looking back from failure


def needed(table):
    return [need.about for need in GUARD.needs(table.session, CHALLENGE)]


def test_a_pre_mortem_is_asked_only_on_near_unanimity():
    table = at("challenge")
    assert "pre_mortem" not in needed(table)
    assert code(table.ask(PRE_MORTEM, advocate(table))) == "pre_mortem_not_asked"
    alike(table, 3, 4)
    assert needed(table) == ["fact", "pre_mortem"]
    table.must(PRE_MORTEM, advocate(table), "back")
    assert needed(table) == ["fact"]


@pytest.mark.parametrize("weighty", [True, False])
def test_what_is_owed_can_be_passed_over_but_not_for_a_weighty_decision(weighty):
    table = at("challenge")
    progress = replace(table.session.progress, weighty=weighty)
    table.session = replace(table.session, progress=progress)
    asked = GUARD.needs(table.session, CHALLENGE)
    assert [(need.gate, need.bypassable) for need in asked] == [("G4", not weighty)]
    assert GUARD.needs(table.session, DISCUSS) == ()


def test_half_an_hour_asks_for_one_of_the_three_points_whichever_it_is():
    table = at("challenge")
    numbers = replace(table.session.opened.parameters, advocate_points=1)
    table.session = replace(table.session, setup=replace(table.session.opened, parameters=numbers))
    assert needed(table) == []


# -- the account


def told(table):
    (note,) = GUARD.reports(table.session)
    return dict(note.params)


def test_the_account_counts_deciding_facts_and_what_was_held_against_them():
    table = at("challenge")
    assert told(table) == {"named": 8, "facts": 3, "none": 0, "alike": 0}
    alike(table, 3, 4)
    for number, point in enumerate((EXPLANATION, FACT, OPTION, PRE_MORTEM)):
        table.must(point, advocate(table), f"p{number}")
    progress = replace(table.session.progress, stage="blind_2")
    table.session = replace(table.session, progress=progress)
    expected = {"challenged": 1, "misfit": 0, "pre_mortem": 1}
    assert told(table) == {"named": 8, "facts": 3, "none": 0, "alike": 1} | expected


def test_what_a_reader_may_not_know_is_not_counted():
    table = at("challenge")
    first = table.session.rounds[ROUND_1]
    kept = tuple(i for i in first.summary.items if i.question != DECIDING)
    less = replace(first, summary=replace(first.summary, items=kept))
    table.session = replace(table.session, rounds={**table.session.rounds, ROUND_1: less})
    assert (told(table)["named"], told(table)["facts"]) == (0, 0)


def test_before_round_1_is_shown_there_is_nothing_to_tell():
    assert GUARD.reports(at("blind_1").session) == ()
    assert GUARD.reports(at("prepare").session) == ()
