"""By lot and never drawn again; and acute danger before anything is talked about."""

from dataclasses import replace

import pytest

from deliberate.bias_guards import speaking_order
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm
from deliberate.sessions.discussion.commands import (
    AgendaItem,
    CloseItem,
    OpenItem,
    Outcome,
    SetAgenda,
)
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import (
    BLIND_1,
    DECIDE,
    DISCUSS,
    REVEAL,
    ROUND_1,
    ItemId,
    QuestionId,
    SeatId,
)
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.seating.commands import AdmitSeat, GiveRole, MarkAbsent
from deliberate.sessions.verdict.commands import AnswerSafeEnough, RecordDecision
from tests.core.moments import STAGES, at, script
from tests.core.needed import code, needs
from tests.core.play import ROOM

FIRST, SECOND = ItemId("1"), ItemId("2")
PRESENTER, BOARD = SeatId("seat-A"), SeatId("seat-E")
LIST = SetAgenda(items=(AgendaItem(questions=(QuestionId("network_steps_in"),)),))


def talking(table=None):
    table = table or at(DISCUSS)
    table.must(OpenItem(item=FIRST), MODERATOR)
    return table


def speakers(table):
    seats = {seat.name: seat.id for seat in table.session.roster.seats.values()}
    return [seats[name] for name in table.look(ROOM).stage.items[0].order]


def account(table):
    [note] = speaking_order.GUARD.reports(table.session)
    return dict(note.params)


# -- who speaks last


def test_the_presenter_speaks_after_the_others_the_moderator_last_and_the_board_last_of_all():
    assert speakers(talking())[-3:] == [PRESENTER, MODERATOR, BOARD]


def test_the_order_is_not_bent_by_sending_people_away_while_it_is_drawn():
    table, bent = at(DISCUSS), at(DISCUSS)
    here = [seat.id for seat in bent.session.roster.present(Role.RATER)][1:]
    for seat in here:
        bent.must(MarkAbsent(seat=seat, reason="belt"), MODERATOR, f"out-{seat}")
    assert len(speakers(talking(bent))) == len(speakers(talking(table))) - len(here)
    for seat in here:
        bent.must(AdmitSeat(seat=seat), MODERATOR, f"in-{seat}")
    assert speakers(bent) == speakers(table)


def test_without_somebody_of_the_board_the_moderator_speaks_last():
    table = at(DISCUSS)
    table.must(MarkAbsent(seat=BOARD, reason="ziek"), MODERATOR)
    assert speakers(talking(table))[-2:] == [PRESENTER, MODERATOR]


def test_somebody_of_the_board_who_does_not_judge_speaks_and_speaks_last():
    table = at(DISCUSS)
    roles = frozenset({Role.RECORDER, Role.BOARD})
    table.must(GiveRole(seat=RECORDER, roles=roles), MODERATOR)
    assert speakers(talking(table))[-2:] == [BOARD, RECORDER]


def test_whoever_becomes_presenter_or_comes_from_the_board_moves_back_without_a_new_draw():
    table = talking()
    before = [seat for seat in speakers(table) if seat != "seat-C"]
    table.must(
        GiveRole(seat=SeatId("seat-C"), roles=frozenset({Role.RATER, Role.BOARD})), MODERATOR
    )
    after = speakers(table)
    assert [seat for seat in after if seat != "seat-C"] == before
    assert after.index("seat-C") > after.index(MODERATOR)


def test_nothing_came_of_an_item_on_which_nobody_was_asked_to_speak():
    table = at(DISCUSS)
    closed = CloseItem(item=FIRST, outcome=Outcome.CLEARED_UP, note="al besproken")
    assert code(table.ask(closed, RECORDER)) == "open_item_first"
    assert code(table.ask(replace(closed, item=ItemId("9")), RECORDER)) == "unknown_item"


# -- acute danger before everything


def test_an_answer_of_acute_danger_is_answered_before_a_list_is_made():
    table = at(REVEAL)
    assert table.look(MODERATOR).stage.acute_open
    assert table.look(MODERATOR).stage.agenda is None
    assert code(table.ask(LIST, MODERATOR)) == "acute_first"
    assert table.look(MODERATOR).needs[0].code == "acute_question_open"
    table.must(AnswerAcute(acute=False), MODERATOR)
    assert table.look(MODERATOR).stage.agenda is not None
    assert code(table.ask(LIST, MODERATOR)) == ""


def test_one_single_answer_of_acute_danger_is_enough():
    """In a vignette where nobody else sees it; and not told whose it was."""
    table = at(BLIND_1, "V3")
    child = next(q for q in _asked(table) if q.startswith("direct_safety"))
    for move in script(table, BLIND_1):
        table.play(move)
        if move.key == "r1-B-seal":
            table.must(GiveAnswers(round=ROUND_1, answers={child: Answer(level=1)}), move.seat)
    item = table.session.rounds[ROUND_1].summary.item(child)
    assert item.acute == 1
    assert code(table.ask(LIST, MODERATOR)) == "acute_first"


def _asked(table):
    form = table.look(SeatId("seat-B")).stage.form
    return [card.q for screen in form.screens for card in screen.cards]


def test_where_nobody_answered_so_the_question_is_not_asked_again():
    table = at(REVEAL, "V2")
    assert not table.look(MODERATOR).stage.acute_open
    assert "acute_question_open" not in {need for need, _ in needs(table)}
    assert code(table.ask(LIST, MODERATOR)) != "acute_first"


def test_a_yes_is_acted_on_before_the_list_is_made():
    table = at(REVEAL)
    table.must(AnswerAcute(acute=True), MODERATOR)
    table.must(EndAlarm(note="gebeld"), MODERATOR)
    assert "acute_answer_is_yes" in {need for need, _ in needs(table)}
    assert code(table.ask(LIST, MODERATOR)) == "acute_first"


def test_nobody_says_that_it_is_safe_enough_while_it_is_asked():
    table = at(DECIDE)
    safe = next(m for m in script(table, DECIDE) if isinstance(m.command, AnswerSafeEnough))
    assert code(table.ask(safe.command, safe.seat)) == "acute_first"
    table.must(AnswerAcute(acute=False), MODERATOR)
    table.play(safe)


def test_after_the_second_round_it_is_asked_before_anything_is_decided():
    table = at(DECIDE)
    decision = next(m for m in script(table, DECIDE) if isinstance(m.command, RecordDecision))
    assert table.look(MODERATOR).stage.acute_open
    assert table.look(MODERATOR).needs[0].code == "acute_question_open"
    assert code(table.ask(decision.command, decision.seat)) == "acute_first"
    table.must(AnswerAcute(acute=False), MODERATOR)
    assert not table.look(MODERATOR).stage.acute_open
    assert code(table.ask(decision.command, decision.seat)) == "consequences_first"


@pytest.mark.parametrize("stage", [REVEAL, DECIDE])
def test_the_question_cannot_be_passed_over(stage):
    [need] = [n for n in speaking_order.GUARD.needs(at(stage).session, stage)]
    assert (need.code, need.bypassable) == ("acute_question_open", False)
    refused = at(stage).ask(Advance(expected=stage), MODERATOR)
    assert code(refused) in {"gate_closed", "close_the_meeting"}


# -- the account


def test_it_tells_how_often_the_lot_was_drawn_and_the_question_came_again():
    table = at(REVEAL)
    assert account(table) == {"items": 0, "again": 0}
    for move in script(table, REVEAL):
        table.play(move)
    table.must(OpenItem(item=FIRST), MODERATOR)
    table.must(OpenItem(item=SECOND), MODERATOR)
    table.must(OpenItem(item=FIRST), MODERATOR)
    assert account(table) == {"items": 2, "again": 1}
    assert account(at("closed")) == {"items": 3, "again": 2}


@pytest.mark.parametrize("stage", [*STAGES, "closed"])
def test_it_can_tell_at_every_stage(stage):
    assert len(speaking_order.GUARD.reports(at(stage).session)) == 1
