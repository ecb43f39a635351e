"""A blind form goes one screen at a time, and never in circles."""

import pytest
from flask_babel import force_locale

from deliberate.rehearsal.script.judging import one_rater
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import ROUND_1
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from deliberate.web.steps import REVIEW, answer_text, form_step, review_rows


@pytest.fixture
def room(room_at):
    return room_at("blind_1")


def form_of(room, seat="seat-A"):
    return room.house.runner.view(room.session, seat, room.devices[seat], "nl").stage.form


def moves(room):
    """All that a rater answers, but for the seal."""
    return list(one_rater(room.cast, room.cast.vignette.rater("A")))[:-1]


def answer_next(room):
    """Answer the screen that comes first, as somebody would who only presses on."""
    given = {q: a for move in moves(room) for q, a in move.command.answers.items()}
    screen = form_step(form_of(room)).screen
    answers = {card.q: given[card.q] for card in screen.cards}
    if screen.part == "direction":
        answers = {q: Answer(direction=a.direction) for q, a in answers.items()}
    room.run(GiveAnswers(round=ROUND_1, answers=answers), "seat-A", token=room.devices["seat-A"])
    return screen.id


def test_without_a_step_the_first_open_screen_comes_and_at_the_end_the_review(room):
    seen = []
    while form_step(form_of(room)).id != REVIEW:
        seen.append(answer_next(room))
    assert seen == [screen.id for screen in form_of(room).screens]
    assert seen[:4] == ["d1", "d2", "d3", "l1"]


def test_going_on_from_the_last_direction_leads_to_the_levels_that_it_brought_about(room):
    form = form_of(room)
    last = form_step(form, "d3")
    assert last.next == "l1"
    for _ in range(3):
        answer_next(room)
    assert form_step(form_of(room), last.next).id == "l1"


def test_next_and_back_pass_every_screen_once(room):
    for move in moves(room):
        room.play(move)
    form, step, passed = form_of(room), form_step(form_of(room), "d1"), ["d1"]
    while step.next:
        step = form_step(form, step.next)
        passed.append(step.id)
    assert passed == [*(screen.id for screen in form.screens), REVIEW]
    assert (step.n, step.of) == (len(passed), len(passed))
    assert form_step(form, passed[3]).previous == passed[2]


def test_a_step_that_does_not_exist_is_the_first_open_one(room):
    assert form_step(form_of(room), "made-up").id == "d1"


def test_the_review_says_in_words_what_was_answered(room):
    for move in moves(room):
        room.play(move)
    with room.app.test_request_context(), force_locale("nl"):
        groups = review_rows(form_of(room))
        rows = [row for _, found in groups for row in found]
        assert all(row.done and row.answer for row in rows)
        labels = [row.label for row in rows]
        assert len(labels) == len(set(labels))
        asked = {q for q in room.cast.vignette.answers(1, "A")}
        assert len(rows) >= len(asked)
        cards = [card for screen in form_of(room).screens for card in screen.cards]
        assert {answer_text(card) for card in cards} - {""}


def test_after_the_seal_the_review_comes_and_each_answer_can_still_be_changed(room):
    for move in moves(room):
        room.play(move)
    room.run(SealRound(round=ROUND_1), "seat-A", token=room.devices["seat-A"])
    form = form_of(room)
    assert form_step(form).id == REVIEW
    with room.app.test_request_context(), force_locale("nl"):
        rows = [row for _, found in review_rows(form) for row in found]
    assert {row.at for row in rows} <= {screen.id for screen in form.screens}
    assert all(row.done and row.answer for row in rows)


def test_nothing_is_said_of_what_was_not_answered(room):
    with room.app.test_request_context(), force_locale("nl"):
        rows = [row for _, found in review_rows(form_of(room)) for row in found]
    assert all(not row.answer and not row.done for row in rows)
    assert form_of(room).round == ROUND_1
