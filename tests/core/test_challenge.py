"""The devil's advocate: what is brought, what the group answers, and laying down the role."""

from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import (
    AnswerPoint,
    DeliverPoint,
    FactKind,
    LayDownRole,
    OverrideAdvocate,
    PointKind,
    Reply,
)
from deliberate.sessions.challenge.misfit import misfit
from deliberate.sessions.challenge.owed import near_unanimous, owed
from deliberate.sessions.entries.commands import WithdrawEntry
from deliberate.sessions.flow.commands import Bypass
from deliberate.sessions.ids import ROUND_1, EntryId, PointId, SeatId
from deliberate.sessions.project import project
from deliberate.sessions.roles import Role
from deliberate.sessions.visibility import Viewer
from deliberate.sessions.windows import MissingFact
from tests.core.moments import at, script
from tests.core.needed import advocate, code, codes, needs
from tests.core.play import ROOM

EXPLANATION = DeliverPoint(kind=PointKind.EXPLANATION, text="Hij is bang zijn kinderen te missen")
FACT = DeliverPoint(kind=PointKind.FACT, text="Waar was zij?", fact=FactKind.MISSING)
OPTION = DeliverPoint(
    kind=PointKind.OPTION, text="Naar zijn broer", lighter="oma er is", heavier="hij terugkomt"
)
PRE_MORTEM = DeliverPoint(kind=PointKind.PRE_MORTEM, text="Niemand belde")


def test_three_things_are_owed_and_each_once():
    table = at("challenge")
    assert owed(table.session) == (PointKind.EXPLANATION, PointKind.FACT, PointKind.OPTION)
    for number, point in enumerate((EXPLANATION, FACT, OPTION)):
        table.must(point, advocate(table), f"p{number}")
    assert owed(table.session) == ()
    assert code(table.ask(EXPLANATION, advocate(table))) == "already_brought"


def test_an_option_on_the_list_is_not_another_one():
    table = at("challenge")
    listed = table.look(advocate(table)).windows.options[0].content.title
    again = replace(OPTION, text=f" {listed.upper()} ")
    assert code(table.ask(again, advocate(table))) == "option_listed"


def test_the_advocates_own_option_stays_on_the_list_in_full():
    table = at("challenge")
    long = replace(OPTION, text="x" * 301)
    assert code(table.ask(long, advocate(table))) == "text_too_long"
    table.must(replace(OPTION, text="x" * 300), advocate(table), "own-option")
    for seat in (MODERATOR, RECORDER, advocate(table)):
        gone = WithdrawEntry(entry=EntryId("own-option"), reason="liever niet")
        assert code(table.ask(gone, seat)) == "options_closed"
    assert table.session.entries.by_id["own-option"].content.title == "x" * 300


def test_half_an_hour_asks_for_one_of_the_three():
    table = at("challenge")
    numbers = replace(table.session.opened.parameters, advocate_points=1)
    setup = replace(table.session.opened, parameters=numbers)
    table.session = replace(table.session, setup=setup)
    assert "points_too_few" in codes(table)
    assert table.look(ROOM).stage.advocate.of == 1
    table.must(FACT, advocate(table), "p")
    assert owed(table.session) == ()
    assert "points_too_few" not in codes(table)


def alike(table, *levels):
    """Everybody judged direct safety like this, for each child."""
    first = table.session.rounds[ROUND_1]
    items = tuple(
        replace(item, counts={str(level): 3 for level in levels})
        if item.question.startswith("direct_safety")
        else item
        for item in first.summary.items
    )
    summary = replace(first.summary, items=items)
    rounds = {**table.session.rounds, ROUND_1: replace(first, summary=summary)}
    table.session = replace(table.session, rounds=rounds)
    return table


@pytest.mark.parametrize(
    ("levels", "expected"), [((3,), True), ((2, 3), True), ((2, 4), False), ((), False)]
)
def test_alike_is_within_one_level_for_each_child(levels, expected):
    assert near_unanimous(alike(at("challenge"), *levels).session) == expected


def test_looking_back_from_failure_is_for_when_everybody_judged_alike():
    table = at("challenge")
    assert code(table.ask(PRE_MORTEM, advocate(table))) == "pre_mortem_not_asked"
    alike(table, 3, 4)
    assert owed(table.session)[-1] is PointKind.PRE_MORTEM
    assert table.look(advocate(table)).stage.advocate.of == 4
    table.must(PRE_MORTEM, advocate(table), "p")
    assert PointKind.PRE_MORTEM not in owed(table.session)


def test_points_belong_to_the_challenge_and_counter_sentences_to_the_talk():
    assert code(at("discuss").ask(EXPLANATION, advocate(at("discuss")))) == "not_now"
    counter = DeliverPoint(kind=PointKind.COUNTER_SENTENCE, text="of toch niet", about="1")
    assert code(at("challenge").ask(counter, advocate(at("challenge")))) == "not_now"


# ---- What the group answers


def answered(table, reply, **more):
    given = AnswerPoint(point=PointId("p"), reply=reply, **more)
    return table.ask(given, RECORDER, "answer")


def missing(table):
    return [content.text for _, content in table.session.entries.of(MissingFact)]


def test_what_is_to_be_found_out_joins_the_missing_facts_until_the_answer_changes():
    table = at("challenge")
    table.must(EXPLANATION, advocate(table), "p")
    before = missing(table)
    answered(table, Reply.FIND_OUT, who="GW", before="vrijdag")
    assert missing(table) == [*before, EXPLANATION.text]
    answered(table, Reply.FIND_OUT, who="GW", before="maandag")
    assert missing(table) == [*before, EXPLANATION.text]
    answered(table, Reply.ADOPTED)
    assert missing(table) == before


def test_a_rejection_says_why():
    table = at("challenge")
    table.must(EXPLANATION, advocate(table), "p")
    assert code(answered(table, Reply.REJECTED)) == "text_missing"


def test_where_the_fact_is_missing_the_group_names_the_one_that_does_not_fit():
    table = at("challenge")
    table.must(FACT, advocate(table), "p")
    assert code(answered(table, Reply.ADOPTED)) == "text_missing"
    answered(table, Reply.ADOPTED, misfit="Lina mist geen dag school")
    assert misfit(table.session) == "Lina mist geen dag school"


def test_a_fact_that_does_not_fit_is_the_advocates_own():
    table = at("challenge")
    assert misfit(table.session) == ""
    table.must(replace(FACT, fact=FactKind.DOES_NOT_FIT), advocate(table), "p")
    assert misfit(table.session) == FACT.text


def test_one_point_at_a_time_waits_for_an_answer():
    table = at("challenge")
    table.must(EXPLANATION, advocate(table), "p")
    table.must(OPTION, advocate(table), "q")
    assert table.look(ROOM).stage.advocate.at_hand == "p"
    answered(table, Reply.ADOPTED)
    assert table.look(ROOM).stage.advocate.at_hand == "q"


@pytest.mark.parametrize("weighty", [False, True])
def test_points_and_answers_can_be_passed_over_but_not_for_a_weighty_decision(weighty):
    table = at("challenge")
    progress = replace(table.session.progress, weighty=weighty)
    table.session = replace(table.session, progress=progress)
    table.must(EXPLANATION, advocate(table), "p")
    for need, about, gate in (("point_missing", "fact", "G4"), ("point_unanswered", "p", "G5")):
        assert needs(table)[need, about].gate == gate
        outcome = table.ask(Bypass(need=need, about=about, reason="tijd"), MODERATOR)
        assert code(outcome) == ("cannot_bypass" if weighty else "")


# ---- Laying down the role


def test_the_role_is_laid_down_by_itself_when_nobody_said_it():
    table = at("challenge")
    for move in script(table, "challenge"):
        if not isinstance(move.command, LayDownRole):
            table.play(move)
    assert table.session.challenge.laid_down
    assert table.events[-1].__class__.__name__ == "RoundOpened"
    unsaid = [e for e in table.events if e.__class__.__name__ == "RoleLaidDown"]
    assert [event.unsaid for event in unsaid] == [True]


def test_the_role_is_not_laid_down_while_something_is_owed():
    """Else nobody could bring it any more, and a weighty decision would wait for it for ever."""
    table = at("challenge")
    assert code(table.ask(LayDownRole(), advocate(table))) == "still_owed"
    table.must(EXPLANATION, advocate(table), "p")
    passed = Bypass(need="point_missing", about="fact", reason="geen tijd")
    table.must(passed, MODERATOR)
    table.must(LayDownRole(), advocate(table))


def test_after_laying_down_nothing_is_brought():
    table = at("challenge")
    for number, point in enumerate((EXPLANATION, FACT, OPTION)):
        table.must(point, advocate(table), f"p{number}")
    table.must(LayDownRole(), advocate(table))
    did = advocate(table)
    late = OverrideAdvocate(seat=SeatId("seat-A" if did != "seat-A" else "seat-C"), reason="beurt")
    assert code(table.ask(late, MODERATOR)) == "role_laid_down"
    assert advocate(table) == did
    assert code(table.ask(EXPLANATION, advocate(table))) == "role_laid_down"
    assert code(table.ask(LayDownRole(), advocate(table))) == "already_so"


def test_the_guard_reports_direction_and_effect_without_names():
    table = at("closed")
    note = next(
        n for n in GUARDS[[g.name for g in GUARDS].index("devils_advocate")].reports(table.session)
    )
    assert note.params["points"] == 3
    assert note.params["lighter"] + note.params["heavier"] <= 1
    assert note.params["shifted"] in {0, 1, 2}
    names = {seat.name for seat in table.session.roster.seats.values() if seat.name}
    assert not names & set(map(str, note.params.values()))


def test_a_point_whose_missing_fact_is_shielded_is_gone_with_it():
    table = at("challenge")
    table.must(EXPLANATION, advocate(table), "p")
    answered(table, Reply.FIND_OUT, who="GW", before="vrijdag")
    entry = table.session.entries.by_id["answer"]
    hidden = replace(entry, shielded_from=frozenset({"mother"}))
    entries = replace(
        table.session.entries, by_id={**table.session.entries.by_id, "answer": hidden}
    )
    table.session = replace(table.session, entries=entries)
    viewer = Viewer(ROOM, frozenset({Role.SCREEN}), frozenset({"mother"}))
    assert EXPLANATION.text not in repr(project(table.session, viewer, GUARDS))
