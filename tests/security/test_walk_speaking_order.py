"""Walking around the lot, around acute danger, and around the order in which people speak."""

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.discussion.commands import (
    AgendaItem,
    CloseItem,
    OpenItem,
    Outcome,
    SetAgenda,
)
from deliberate.sessions.flow.commands import Advance, Bypass, CloseMeeting
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import DECIDE, REVEAL, ROUND_1, ItemId, QuestionId, SeatId
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.seating.commands import MarkAbsent
from deliberate.sessions.verdict.commands import AnswerSafeEnough, RecordDecision
from tests.security.room import LIVE, SCREEN
from tests.security.walls import plain, refused

A, B = SeatId("seat-A"), SeatId("seat-B")
FIRST = ItemId("1")
LIST = SetAgenda(items=(AgendaItem(questions=(QuestionId("adult_acts_protectively"),)),))


def order(room, item="1"):
    return room.state.talk.items[ItemId(item)].order


def test_the_order_is_by_lot_and_nobody_draws_it_or_draws_it_again(room_at):
    """Not by sending an order or a seed, opening twice, closing first, or making the list anew."""
    room = room_at("discuss")
    opened = plain(OpenItem(item=FIRST))
    assert refused(room, MODERATOR, opened | {"seats": [A, B]}) == (400, "field_unknown")
    assert refused(room, MODERATOR, opened | {"seed": "5eed"}) == (400, "field_unknown")
    assert refused(room, A, opened) == (403, "out_of_turn")
    early = plain(CloseItem(item=FIRST, outcome=Outcome.CLEARED_UP, note="al besproken"))
    assert refused(room, RECORDER, early) == (409, "open_item_first")
    room.must(OpenItem(item=FIRST), MODERATOR, "opened")
    drawn = order(room)
    assert refused(room, MODERATOR, opened) == (409, "already_so")
    assert refused(room, MODERATOR, plain(LIST)) == (403, "out_of_turn")
    drawn_again = {"type": "OrderDrawn", "item": "1", "seats": [A, B], "seed": "1"}
    assert refused(room, MODERATOR, drawn_again) == (400, "unknown_command")
    room.must(OpenItem(item=ItemId("2")), MODERATOR, "other")
    room.must(OpenItem(item=FIRST), MODERATOR, "back")
    assert order(room) == drawn


def test_the_order_is_drawn_over_who_is_away_as_well(room_at):
    room = room_at("discuss")
    for seat in (A, B):
        room.must(MarkAbsent(seat=seat, reason="belt"), MODERATOR, f"out-{seat}")
    room.must(OpenItem(item=FIRST), MODERATOR, "opened")
    assert {A, B} <= set(order(room))
    names = room.browser(MODERATOR).get().json["stage"]["items"][0]["order"]
    assert room.state.roster.seats[B].name not in names


def test_the_presenter_after_the_others_and_the_moderator_last_whatever_is_posted(room_at):
    """Nobody gets an earlier place by another role, and nobody has two."""
    room = room_at("discuss")
    room.must(OpenItem(item=FIRST), MODERATOR, "opened")
    assert order(room)[-2:] == (A, MODERATOR)
    give = {"type": "GiveRole", "seat": MODERATOR, "roles": ["rater"]}
    assert refused(room, MODERATOR, give)[1] in {"role_missing", "moderator_rates_first"}
    give = {"type": "GiveRole", "seat": B, "roles": ["rater", "presenter"]}
    assert refused(room, MODERATOR, give) == (400, "role_taken")
    assert refused(room, A, give | {"seat": A, "roles": ["rater"]}) == (403, "out_of_turn")
    assert [*room.browser(B).get().json["stage"]["items"][0]["order"]][-1] == name(room, MODERATOR)


def name(room, seat):
    return room.state.roster.seats[seat].name


def test_a_lone_acute_answer_comes_before_everything(room_at):
    """Not the list, not the talking, not a bypass or a warning explained, not the next stage."""
    room = alarming(room_at("blind_1"))
    assert room.state.progress.stage == REVEAL
    assert refused(room, MODERATOR, plain(LIST)) == (403, "acute_first")
    assert refused(room, MODERATOR, plain(OpenItem(item=FIRST))) == (403, "out_of_turn")
    passed = plain(Bypass(need="acute_question_open", reason="geen tijd"))
    assert refused(room, MODERATOR, passed) == (403, "cannot_bypass")
    explained = {"type": "ExplainWarning", "warning": "acute_question_open", "reason": "-"}
    assert refused(room, MODERATOR, explained)[0] in {400, 409}
    assert refused(room, MODERATOR, plain(Advance(expected=REVEAL))) == (409, "gate_closed")
    answer = plain(AnswerAcute(acute=False))
    for seat in (A, B, SCREEN, RECORDER):
        assert refused(room, seat, answer) == (403, "out_of_turn")
    room.must(AnswerAcute(acute=False), MODERATOR, "answered")
    room.must(LIST, MODERATOR, "list")


def alarming(room):
    """One of three judges a child in acute danger; nobody else does."""
    child = QuestionId("direct_safety@child-Lina")
    for move in room.script("blind_1"):
        room.play(move)
        if move.key == "r1-B-seal":
            acute = GiveAnswers(round=ROUND_1, answers={child: Answer(level=1)})
            room.must(acute, B, "acute")
    return room


def test_and_after_the_second_round_it_comes_before_the_decision(room_at):
    """With eight at the table, where somebody sees acute danger still."""
    room = room_at("decide", raters=8)
    move = next(m for m in room.script(DECIDE) if isinstance(m.command, RecordDecision))
    assert refused(room, move.seat, plain(move.command)) == (403, "acute_first")
    assert refused(room, MODERATOR, plain(move.command)) == (403, "acute_first")
    safe = next(m for m in room.script(DECIDE) if isinstance(m.command, AnswerSafeEnough))
    assert refused(room, safe.seat, plain(safe.command)) == (403, "acute_first")
    page = room.browser(safe.seat).get("/", LIVE)
    assert page.status_code == 200
    assert "AnswerSafeEnough" not in page.text
    assert refused(room, MODERATOR, plain(CloseMeeting(expected=DECIDE))) == (409, "gate_closed")
    passed = plain(Bypass(need="acute_question_open", reason="geen tijd"))
    assert refused(room, MODERATOR, passed) == (403, "cannot_bypass")


def test_nobody_lists_what_raters_say_of_themselves_instead_of_where_they_differ(room_at):
    """Not beside something else either: it is looked at, and round 2 asks about what was listed."""
    room = room_at("reveal")
    room.must(AnswerAcute(acute=False), MODERATOR, "nobody-in-danger")
    shown = room.browser(MODERATOR).get().json["stage"]["picture"]["judgements"]
    apart = [QuestionId(item["q"]) for item in shown if not item["child"]]
    assert apart
    for own in apart:
        for listed in ((own,), ("adult_acts_protectively", own)):
            around = SetAgenda(items=(AgendaItem(questions=listed),))
            assert refused(room, MODERATOR, plain(around)) == (400, "not_put_forward")
    room.must(LIST, MODERATOR, "list")
