"""The process check: held after the decision, counted without names, in nobody's way."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import CloseMeeting
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import PROCESS, SeatId, question
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers, OpenRound
from deliberate.sessions.rounds.forms import PROCESS_ITEMS
from tests.core import moments
from tests.core.needed import code

CALL = OpenRound(round=PROCESS)
FIRST = question(PROCESS_ITEMS[0])


@pytest.fixture
def deciding():
    """Everything up to the process check has been done."""
    table = moments.at("decide")
    for move in moments.script(table, "decide"):
        if move.key == "process-open":
            break
        table.play(move)
    return table


def tapped(table, *seats, pick="yes", items=PROCESS_ITEMS):
    said = {question(item): Answer(pick=pick) for item in items}
    for seat in seats:
        table.must(GiveAnswers(round=PROCESS, answers=said), SeatId(seat))


def rows(table, seat):
    return {row.question: row for row in table.look(seat).stage.process_check.rows}


def test_it_is_held_after_the_decision_and_while_nothing_else_is_asked():
    table = moments.at("decide")
    assert code(table.ask(CALL, MODERATOR)) == "decision_first"
    for move in moments.script(table, "decide"):
        if move.key == "agree-close":
            break
        table.play(move)
    assert code(table.ask(CALL, MODERATOR)) == "another_round_is_open"
    assert code(table.ask(CALL, RECORDER)) == "out_of_turn"


def test_it_never_keeps_the_meeting_open(deciding):
    deciding.must(CALL, MODERATOR)
    tapped(deciding, "seat-A")
    deciding.must(CloseMeeting(expected="decide"), MODERATOR)
    assert not deciding.session.rounds[PROCESS].open
    check = deciding.look(MODERATOR).stage.process_check
    assert check.closed
    assert all(row.counts == () for row in check.rows)


def test_the_meeting_closes_without_it(deciding):
    deciding.must(CloseMeeting(expected="decide"), MODERATOR)
    assert PROCESS not in deciding.session.rounds
    assert not deciding.look(MODERATOR).stage.process_check.closed


def test_counts_come_from_three_answers_on_for_each_question_apart(deciding):
    deciding.must(CALL, MODERATOR)
    tapped(deciding, "seat-A", "seat-B", items=PROCESS_ITEMS[1:])
    tapped(deciding, "seat-C", pick="no")
    assert all(row.counts == () for row in rows(deciding, MODERATOR).values())
    deciding.must(CloseRound(round=PROCESS), MODERATOR)
    found = rows(deciding, MODERATOR)
    assert found[FIRST].counts == ()
    assert dict(found[question(PROCESS_ITEMS[1])].counts) == {"yes": 2, "partly": 0, "no": 1}


def test_who_tapped_what_is_nobodys_but_the_own(deciding):
    """Two worlds: what somebody answers changes nothing for anybody else, also not afterwards."""
    deciding.must(CALL, MODERATOR)
    other = moments.twin(deciding)
    tapped(deciding, "seat-A", "seat-B", pick="yes")
    tapped(deciding, "seat-C", "seat-D", pick="no")
    tapped(other, "seat-C", "seat-D", pick="yes")
    tapped(other, "seat-A", "seat-B", pick="no")
    watching = (MODERATOR, RECORDER, SeatId("seat-E"), SeatId("screen"))
    assert rows(deciding, SeatId("seat-A"))[FIRST].own == "yes"
    assert all(rows(deciding, seat)[FIRST].own == "" for seat in watching)
    for table in (deciding, other):
        table.must(CloseRound(round=PROCESS), MODERATOR)
    for seat in watching:
        assert deciding.look(seat).stage == other.look(seat).stage


def test_only_the_taps_that_are_asked_are_taken(deciding):
    deciding.must(CALL, MODERATOR)
    odd = GiveAnswers(round=PROCESS, answers={FIRST: Answer(pick="agrees")})
    assert code(deciding.ask(odd, SeatId("seat-A"))) == "answer_does_not_fit"
    assert code(deciding.ask(GiveAnswers(round=PROCESS, answers={}), SeatId("seat-A")))


def test_who_leads_sees_how_many_have_tapped_and_not_who(deciding):
    deciding.must(CALL, MODERATOR)
    tapped(deciding, "seat-A")
    led = deciding.look(MODERATOR)
    assert led.done.sealed == 1
    assert {person.done for person in led.people} == {None}
