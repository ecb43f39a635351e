"""Nothing is preselected anywhere: what is ticked, chosen or filled in was so by that person."""

import pytest

from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.ids import ROUND_1, ROUND_2
from deliberate.sessions.rounds.commands import GiveAnswers, OpenPrework, OpenRound
from tests.rehearsal.paper import sheets
from tests.web.room import SCREEN

pytestmark = pytest.mark.untraced

LANGUAGES = ("nl", "en")
TABLE = (MODERATOR, RECORDER, SCREEN, "seat-A", "seat-B")
STAGES = [name for name, _ in STAGED if name not in {"blind_1", "blind_2"}]
FRESH = {"AddEntry", "DeliverPoint", "RecordDecision", "AnswerAcute", "CloseItem", "AnswerPoint"}
"""Forms in which something new is said; whoever corrects sees what is to be corrected."""
THEIR_OWN = "add-family"
"""Asks for what the family itself proposes, and so says that it does."""


def ticked(page, types):
    """By name, what is ticked or selected in the forms that send these commands."""
    for type in types:
        for sheet in sheets(page.text, type):
            if sheet.sets["form"] != THEIR_OWN:
                yield from sheet.chosen()
                for option in sheet.form.xpath(".//option[@selected][@value!='']"):
                    yield option.getparent().get("name")


def typed(page):
    """By name, what stands in the text fields of the blind forms."""
    for sheet in sheets(page.text, "GiveAnswers"):
        yield from (name for name in sheet.controls if sheet.stands(name))


def screens(browser):
    """The steps of the blind form that this person has before them, if any."""
    form = (browser.see()["stage"] or {}).get("form")
    return [screen["id"] for screen in form["screens"]] if form else []


def looked(browser, *steps):
    """These screens in both languages: how many blind forms there were, and what stood there."""
    forms, found = 0, set()
    for language in LANGUAGES:
        for step in steps:
            page = browser.page(f"/?at={step}", language)
            forms += len(sheets(page.text, "GiveAnswers"))
            found |= {*ticked(page, ("GiveAnswers",)), *typed(page)}
    return forms, found


def question(name):
    return name.removeprefix("answers.").rpartition(".")[0]


def moves(room, stage, seat):
    script = dict(STAGED)[stage](room.cast)
    return [m for m in script if m.seat == seat and isinstance(m.command, GiveAnswers)]


@pytest.mark.parametrize(
    ("stage", "seat", "of"), [("blind_1", "seat-A", ROUND_1), ("blind_2", "seat-H", ROUND_2)]
)
def test_on_first_sight_of_any_question_no_answer_is_ticked(room_at, stage, seat, of):
    """From the first screen to the last; in round 2 where all was answered once already."""
    room = room_at(stage)
    browser = room.browser(seat)
    forms, found = looked(browser, "", *screens(browser))
    assert forms > 2
    assert found == set()
    for move in moves(room, stage, seat):
        room.play(move)
        _, found = looked(browser, "")
        answered = room.state.rounds[of].answered[seat]
        assert {question(name) for name in found} <= answered.keys()


def test_a_level_is_not_ticked_because_the_direction_was(room_at):
    room = room_at("blind_1")
    browser = room.browser("seat-A")
    for move in moves(room, "blind_1", "seat-A"):
        if any(answer.level for answer in move.command.answers.values()):
            break
        room.play(move)
    levels = [step for step in screens(browser) if step.startswith("l")]
    forms, found = looked(browser, *levels)
    assert forms == 2 * len(levels) > 2
    assert found == set()


def test_nor_in_prework_before_anybody_was_let_in(room_at):
    room = room_at("prepare")
    for move in dict(STAGED)["prepare"](room.cast):
        if move.key == "leave-prepare":
            break
        room.play(move)
    room.run(OpenPrework(), MODERATOR)
    browser = room.browser("seat-B")
    forms, found = looked(browser, *screens(browser))
    assert forms > 2
    assert found == set()


def test_nor_where_possibilities_are_thought_of_in_silence(room_at):
    room = room_at("options")
    for move in dict(STAGED)["options"](room.cast):
        room.play(move)
        if isinstance(move.command, OpenRound):
            break
    for seat in ("seat-A", RECORDER):
        forms, found = looked(room.browser(seat), "")
        assert forms
        assert found == set()


def test_nor_where_each_is_asked_at_the_decision(room_at):
    """Whether everybody agrees, and how the meeting went."""
    room, asked = room_at("decide"), 0
    for move in dict(STAGED)["decide"](room.cast):
        if move.seat == "seat-B" and isinstance(move.command, GiveAnswers):
            forms, found = looked(room.browser("seat-B"), "")
            asked += forms
            assert found == set(), move.key
        room.play(move)
        if move.key == "process-seat-B":
            break
    assert asked >= 4


@pytest.mark.parametrize("stage", STAGES)
def test_nor_in_any_form_in_which_something_new_is_said(room_at, stage):
    room = room_at(stage)
    for seat in TABLE:
        place = room.state.roster.seats.get(seat)
        if place and place.present:
            page = room.browser(seat).page("/")
            assert [*ticked(page, FRESH)] == [], seat


def test_the_first_answer_is_a_text_beside_the_second_question(room_at):
    room = room_at("blind_2")
    browser = room.browser("seat-A")
    step = screens(browser)[0]
    says = {"nl": "De eerste keer koos u", "en": "The first time you chose"}
    for language, words in says.items():
        page = browser.page(f"/?at={step}", language)
        assert words in page.text
        assert [*ticked(page, ("GiveAnswers",))] == []


@pytest.mark.parametrize("stage", ["blind_1", "blind_2"])
def test_nothing_is_a_slider(room_at, stage):
    """A slider always shows a value, and so anchors."""
    browser = room_at(stage).browser("seat-B")
    assert all('type="range"' not in browser.page(f"/?at={s}").text for s in screens(browser))
