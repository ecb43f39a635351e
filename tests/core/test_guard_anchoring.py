"""Anchoring: factors before judgements, an order of one's own, and no figure or proposal first."""

import json
from dataclasses import fields, replace

import pytest

from deliberate.bias_guards import GUARDS, anchoring
from deliberate.catalogue.load import starter
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import (
    BLIND_1,
    BLIND_2,
    PREPARE,
    ROUND_1,
    ROUND_2,
    QuestionId,
    SeatId,
)
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.project import seen
from deliberate.sessions.proposals import proposed
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import GiveAnswers, OpenPrework
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.seating.commands import AdmitSeat, Invite, MarkAbsent
from deliberate.sessions.visibility import EVERYTHING, Sees, Viewer
from deliberate.sessions.windows import Condition, Fact, Option, Weight
from deliberate.store import codec
from tests.core.moments import STAGES, at, script
from tests.core.needed import code
from tests.core.play import ROOM

PRESENTER, RATER, OTHER = SeatId("seat-A"), SeatId("seat-B"), SeatId("seat-C")
VIEWERS = (MODERATOR, RECORDER, ROOM, PRESENTER, RATER)
FIGURES = Sees.DISTRIBUTION | Sees.PREFERENCE | Sees.DOSSIER
LINA = QuestionId("direct_safety@child-Lina")
JUDGED = GiveAnswers(round=ROUND_1, answers={LINA: Answer(level=2)})


def answered(table, seat, but=0):
    """The factors of the script, all but so many moves."""
    moves = [m for m in script(table, BLIND_1) if m.seat == seat and _factors(m.command)]
    for move in moves[: len(moves) - but]:
        table.play(move)
    return table


def _factors(command):
    return isinstance(command, GiveAnswers) and all(a.direction for a in command.answers.values())


# -- judgements locked until the factors are done


def test_no_judgement_is_taken_before_every_factor_has_its_answer():
    table = at(BLIND_1)
    assert code(table.ask(JUDGED, RATER)) == "factors_first"
    answered(table, RATER, but=1)
    refused = table.ask(JUDGED, RATER)
    assert (refused.code, refused.field) == ("factors_first", LINA)
    answered(table, RATER)
    table.must(JUDGED, RATER)


def test_factors_and_judgement_may_come_in_one_post_if_no_factor_is_left_out():
    table = at(BLIND_1)
    moves = [m.command for m in script(table, BLIND_1) if m.seat == RATER and _factors(m.command)]
    everything = {q: a for command in moves for q, a in command.answers.items()}
    everything |= JUDGED.answers
    short = {q: a for q, a in everything.items() if q != next(iter(everything))}
    early = GiveAnswers(round=ROUND_1, answers=short)
    assert code(table.ask(early, RATER)) == "factors_first"
    table.must(GiveAnswers(round=ROUND_1, answers=everything), RATER)


def test_somebody_elses_factors_open_nothing():
    table = answered(at(BLIND_1), OTHER)
    assert code(table.ask(JUDGED, RATER)) == "factors_first"


def test_in_the_second_round_what_was_talked_about_comes_before_the_judgement():
    table = at(BLIND_2)
    early = replace(JUDGED, round=ROUND_2)
    assert code(table.ask(early, RATER)) == "factors_first"
    chosen = Answer(pick="option-B")
    choice = GiveAnswers(round=ROUND_2, answers={QuestionId("first_choice"): chosen})
    assert code(table.ask(choice, RATER)) == "factors_first"


def test_who_comes_late_answers_the_factors_first_as_well():
    table = at("reveal")
    table.must(MarkAbsent(seat=SeatId("seat-H"), reason="weg"), MODERATOR)
    invited = Invite(
        name="Noor",
        discipline="wijk",
        organisation="Buurt",
        roles=frozenset({Role.RATER}),
        ground="-",
    )
    table.must(invited, MODERATOR, "seat-new")
    table.seat(SeatId("seat-new"))
    table.must(AdmitSeat(seat=SeatId("seat-new")), MODERATOR)
    late = replace(JUDGED, round=late_round(SeatId("seat-new")))
    assert code(table.ask(late, SeatId("seat-new"))) == "factors_first"
    assert code(table.ask(late, RATER)) == "not_your_round"


def test_what_is_not_a_question_of_the_round_is_left_to_the_round():
    table = at(BLIND_1)
    strange = GiveAnswers(round=ROUND_1, answers={QuestionId("no-such"): Answer(level=1)})
    assert code(table.ask(strange, RATER)) == "unknown_question"
    assert code(table.ask(replace(JUDGED, round="no-round"), RATER)) == "unknown_round"


# -- an order of one's own


def orders(table):
    screens = (table.look(seat).stage.form.screens for seat in table.cast.raters)
    return [tuple(c.q for s in own if s.part == "direction" for c in s.cards) for own in screens]


def test_everybody_has_the_factors_in_an_order_of_their_own_that_stays():
    table = at(BLIND_1)
    found = orders(table)
    assert len(set(found)) == len(found)
    assert {frozenset(order) for order in found} == {frozenset(found[0])}
    answered(table, RATER)
    assert orders(table) == found


# -- no figure while anybody judges


@pytest.mark.parametrize(
    ("stage", "hidden"),
    [
        (BLIND_1, FIGURES),
        (BLIND_2, FIGURES),
        ("reveal", Sees.NOTHING),
        ("options", Sees.NOTHING),
        ("closed", Sees.NOTHING),
    ],
)
def test_as_long_as_anybody_judges_no_figure_is_granted_to_anybody(stage, hidden, monkeypatch):
    """Not even if a stage were to grant everything to everybody."""
    table = at(stage)
    kind = KINDS[table.session.opened.kind]
    generous = tuple(replace(s, shows=dict.fromkeys(s.shows, EVERYTHING)) for s in kind.stages)
    monkeypatch.setitem(KINDS, kind.id, replace(kind, stages=generous))
    for seat in VIEWERS:
        viewer = Viewer(seat, table.session.roster.seats[seat].roles)
        granted = seen(table.session, viewer, (anchoring.GUARD,))
        assert granted & FIGURES == FIGURES & ~hidden


def test_nor_while_prework_is_open():
    table = at(PREPARE)
    for move in script(table, PREPARE)[:-1]:
        table.play(move)
    table.must(OpenPrework(), MODERATOR)
    viewer = Viewer(MODERATOR, table.session.roster.seats[MODERATOR].roles)
    assert anchoring.GUARD.withholds(table.session, viewer) == FIGURES


@pytest.mark.parametrize("seat", VIEWERS)
def test_in_the_second_round_nobody_sees_the_figures_of_the_first(seat):
    view = codec.plain(at(BLIND_2).look(seat))
    assert not {"median", "counts", "picture", "raters", "coefficients"} & set(_keys(view))


def _keys(value):
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _keys(part)


def test_the_own_first_answer_comes_back_as_words_and_is_not_chosen():
    form = at(BLIND_2).look(RATER).stage.form
    cards = [card for screen in form.screens for card in screen.cards if card.asks != "support"]
    assert all(card.own is None for card in cards)
    assert all(card.earlier for card in cards if card.asks in {"factor", "level"})


# -- facts, and no proposal


@pytest.mark.parametrize("stage", STAGES[1 : STAGES.index("options")])
def test_whoever_presents_cannot_propose_before_the_options(stage):
    table = at(stage)
    for proposal in (
        Option(title="Uithuisplaatsing", weight=Weight.HEAVIER),
        Condition(who="Dennis", what="slaapt elders", until="morgen", why="-"),
    ):
        refused = table.ask(AddEntry(content=proposal), PRESENTER)
        assert refused.code in {"not_now", "out_of_turn"}


def test_a_fact_has_no_place_for_a_proposal_or_a_judgement():
    asked = {field.name for field in fields(Fact)}
    told = {"kind", "text", "source", "date", "perspective", "hand", "unique", "status", "topic"}
    assert asked == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We moeten Lina beschermen.", "We moeten"),
        ("Uithuisplaatsing lijkt onvermijdelijk.", "Uithuisplaatsing lijkt"),
        ("Ik stel voor dat oma komt.", "Ik stel voor"),
        ("Opvang is het beste voor Mats.", "is het beste"),
        ("Lina should be placed with her aunt.", "should be placed"),
        ("I THINK we are late.", "I THINK"),
        ("Let’s wait.", "Let’s"),
    ],
)
def test_what_sounds_like_a_proposal_is_found_in_both_languages(text, words):
    assert proposed(text, starter().proposals)[:1] == (words,)


@pytest.mark.parametrize(
    "text",
    [
        "Dennis sloeg Yasmin op 2 mei.",
        "Moeder zei: \u2018we moeten hier weg\u2019.",
        "Oma heeft de sleutel en is drie nachten gebleven.",
        "The neighbour said “we should call the police”.",
    ],
)
def test_facts_and_what_somebody_said_are_no_proposal(text):
    assert proposed(text, starter().proposals) == ()


@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_no_fact_of_a_vignette_sounds_like_a_proposal(vignette):
    table = at(BLIND_1, vignette)
    facts = [fact.text for _, fact in table.session.entries.of(Fact)]
    assert [text for text in facts if proposed(text, starter().proposals)] == []


def test_every_phrase_is_listed_once_in_both_languages():
    listed = starter().proposals
    assert set(listed) == {"nl", "en"}
    assert all(len(set(phrases)) == len(phrases) > 40 for phrases in listed.values())


# -- the account


def account(table):
    [note] = anchoring.GUARD.reports(table.session)
    return dict(note.params)


def test_it_tells_how_many_went_through_how_many_factors_once_they_are_shown():
    table = at(BLIND_1)
    assert account(table) == {"factors": 0, "orders": 0}
    for move in script(table, BLIND_1)[:-1]:
        table.play(move)
        assert account(table) == {"factors": 0, "orders": 0}
    table.must(Advance(expected=BLIND_1), MODERATOR)
    assert account(table) == {"factors": len(orders(at(BLIND_1))[0]), "orders": 8}


@pytest.mark.parametrize("stage", [*STAGES, "closed"])
def test_it_can_tell_at_every_stage(stage):
    table = at(stage)
    assert len(anchoring.GUARD.reports(table.session)) == 1
    assert json.dumps(account(table))
    assert anchoring.GUARD in GUARDS
