"""Walking around independence: every way to look, to speak or to count before one has judged."""

from dataclasses import replace

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import PassReason, PassTurn
from deliberate.sessions.discussion.commands import SetAgenda
from deliberate.sessions.entries.commands import AddEntry, NothingToAdd
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import FACTS, IDEAS, ROUND_1, ROUND_2, SeatId, question
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    Abstain,
    CloseRound,
    ExcludeFromCount,
    ExcuseSeat,
    GiveAnswers,
    OpenPrework,
    OpenRound,
    SealRound,
    VoidRound,
)
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.seating.commands import AdmitSeat, EndSeat, GiveRole, Invite, MarkAbsent
from deliberate.sessions.windows import Fact
from tests.security.room import JSON, SCREEN
from tests.security.walls import plain, refused

A, B = "seat-A", "seat-B"
NEW = "seat-of-somebody-late"
LOUD = question("direct_safety")
GIVEN = GiveAnswers(round=ROUND_1, answers={LOUD: Answer(level=1)})
RATES = frozenset({Role.RATER})


def sealed(room, *seats):
    """What the script has these seats judge, sealed."""
    for move in room.script("blind_1"):
        if move.seat in seats:
            room.play(move)
    return room


def came_late(room, roles=RATES):
    """Somebody invited and let in when the others had judged."""
    invite = Invite(name="Noor", discipline="d", organisation="o", roles=roles, ground="-")
    room.must(invite, MODERATOR, NEW)
    room.sit(NEW)
    room.must(AdmitSeat(seat=NEW), MODERATOR, "admit-the-late-one")
    return room


def test_nobody_answers_for_another_or_in_another_round(room_at):
    room = room_at("blind_1")
    around = [
        (plain(GIVEN, seat=B), (400, "field_unknown")),
        (plain(GIVEN, round=ROUND_2), (400, "unknown_round")),
        (plain(GIVEN, round=late_round(B)), (400, "unknown_round")),
        (plain(GIVEN, round=IDEAS), (400, "unknown_round")),
        (plain(SealRound(round=ROUND_1)), (400, "answers_missing")),
        (plain(Abstain(round=ROUND_1, reason=" ")), (400, "text_missing")),
        (plain(ExcuseSeat(round=ROUND_1, seat=A, reason="moe")), (403, "out_of_turn")),
        (plain(ExcludeFromCount(round=ROUND_1, seat=B, reason="-")), (403, "out_of_turn")),
        (plain(VoidRound(round=ROUND_1, reason="nog eens")), (403, "out_of_turn")),
        (plain(CloseRound(round=ROUND_1)), (403, "out_of_turn")),
        ({"type": "RevealRound", "round": ROUND_1}, (403, "not_for_people")),
    ]
    for body, refusal in around:
        assert refused(room, A, body) == refusal, body
    for seat in (RECORDER, MODERATOR):
        assert refused(room, seat, plain(GIVEN)) in {(403, "not_your_round"), (403, "out_of_turn")}
    assert refused(sealed(room, A), A, plain(SealRound(round=ROUND_1))) == (409, "already_so")


def test_nobody_who_leads_gets_round_before_everybody_is_done(room_at):
    room = sealed(room_at("blind_1"), A)
    around = [
        (plain(Advance(expected="blind_1")), "gate_closed"),
        (plain(Advance(expected=FACTS)), "stale_stage"),
        (plain(Advance(expected="reveal")), "stale_stage"),
        (plain(Bypass(need="seat_not_sealed", about=B, reason="haast")), "cannot_bypass"),
        (plain(Bypass(need="seat_not_sealed", about="", reason="haast")), "nothing_to_bypass"),
        (plain(CloseRound(round=ROUND_1)), "out_of_turn"),
        (plain(ExcuseSeat(round=ROUND_1, seat=A, reason="-")), "already_so"),
        (plain(ExcuseSeat(round=ROUND_1, seat=B, reason="")), "text_missing"),
        (plain(OpenRound(round=ROUND_2)), "out_of_turn"),
        (plain(OpenPrework()), "out_of_turn"),
        (plain(SetAgenda(items=())), "out_of_turn"),
        (plain(GiveRole(seat=MODERATOR, roles=RATES | {Role.MODERATOR})), "moderator_rates_first"),
    ]
    for body, code in around:
        assert refused(room, MODERATOR, body)[1] == code, body


@pytest.mark.parametrize("path", ["/record", "/record.json", "/record.pdf"])
def test_nobody_reads_the_record_while_a_round_is_open(room_at, path):
    room = sealed(room_at("blind_1"), A)
    for seat in (MODERATOR, RECORDER, A, SCREEN):
        answer = room.browser(seat).get(f"{path}?for=file")
        assert answer.status_code in {403, 404, 409}, (seat, path)
        assert answer.json["error"]["message"]


def test_nobody_who_leads_reads_the_form_of_a_seat(room_at):
    room = sealed(room_at("blind_1"), A)
    shown = {seat: room.browser(seat).get().json for seat in (MODERATOR, RECORDER, SCREEN)}
    assert all(view["stage"]["form"] is None for view in shown.values())
    other = room.browser(MODERATOR)
    for look in ("/screen", f"/{A}", f"/{A}/view"):
        answer = other.client.get(f"{room.path}{look}", headers=JSON)
        assert answer.status_code in {401, 403, 404}, look


def test_a_late_rater_neither_speaks_nor_writes_nor_answers_anything_else_first(room_at):
    room = came_late(room_at("options"))
    fact = AddEntry(content=Fact(text="x", source="y", date="z"))
    around = [
        plain(fact),
        plain(SealRound(round=IDEAS)),
        plain(GiveAnswers(round=ROUND_2, answers={question("first_choice"): Answer(pick="x")})),
        plain(GiveAnswers(round=ROUND_1, answers={LOUD: Answer(level=1)})),
        plain(Abstain(round=ROUND_1, reason="-")),
    ]
    assert [refused(room, NEW, body) for body in around] == [(403, "rate_first")] * 5
    assert room.browser(NEW).get("/record.json?for=file").status_code == 409
    view = room.browser(NEW).get().json
    assert "picture" not in view["stage"] or view["stage"]["picture"] is None
    assert refused(room, A, plain(SealRound(round=late_round(NEW)))) == (403, "not_your_round")
    around = VoidRound(round=late_round(NEW), reason="-")
    assert refused(room, MODERATOR, plain(around)) == (403, "not_your_round")


def test_a_late_rater_does_not_pass_or_take_a_turn_first(room_at):
    room = came_late(room_at("reveal"))
    for command in (PassTurn(reason=PassReason.LOAD), NothingToAdd()):
        assert refused(room, NEW, plain(command))[1] in {"rate_first", "out_of_turn"}


def test_nobody_becomes_a_rater_by_looking_first(room_at):
    room = came_late(room_at("reveal"), frozenset({Role.OBSERVER}))
    saw = (403, "saw_the_picture")
    for seat in (NEW, RECORDER):
        roles = room.state.roster.seats[seat].roles | RATES
        assert refused(room, MODERATOR, plain(GiveRole(seat=seat, roles=roles))) == saw
    room.must(EndSeat(seat=NEW, reason="weg"), MODERATOR, "send-away")
    assert refused(room, MODERATOR, plain(GiveRole(seat=NEW, roles=RATES))) == saw


def test_everybody_sees_who_changes_places_once_the_round_is_open(room_at):
    room = room_at("blind_1")
    room.must(
        Invite(name="Noor", discipline="d", organisation="o", roles=RATES, ground="-"),
        MODERATOR,
        NEW,
    )
    for seat in (A, RECORDER, SCREEN):
        told = room.browser(seat).get(headers={"Accept": "text/html", "X-Live": "1"})
        assert "Noor" in told.get_data(as_text=True)
        assert "Nieuw aan tafel" in told.get_data(as_text=True)


def test_nobody_is_sent_away_without_a_word_to_the_others(room_at):
    room = room_at("discuss")
    own_word = plain(EndSeat(seat=A, reason="meeting_closed"))
    assert refused(room, MODERATOR, own_word) == (400, "text_missing")
    room.must(EndSeat(seat=A, reason="moet weg"), MODERATOR, "ended-with-a-reason")
    assert [(change.seat, change.what) for change in room.state.roster.changes] == [(A, "ended")]


def test_nobody_takes_a_seat_in_the_lobby_on_another_device_without_a_word(room_at):
    """Whose prework may be in already: everybody is told, and so is who was there before."""
    room = room_at("prepare")
    *before, leave = room.script("prepare")
    for move in before:
        room.play(move)
    room.must(OpenPrework(), MODERATOR, "open-prework")
    room.sit(B)
    room.play(leave)
    other = room.house.devices.hash("a-device-that-knocks-at-the-door-0000000")
    room.must(AdmitSeat(seat=B, device=other), MODERATOR, "on-another-device")
    assert room.client(B).get(f"{room.path}/view", headers=JSON).status_code == 401
    notices = room.browser(MODERATOR).get().json["notices"]
    name = room.state.roster.seats[B].name
    assert {"code": "seat_moved", "params": [["name", name]]} in notices


def test_nobody_judges_the_second_round_by_having_been_excused_from_the_first(room_at):
    """Not as an observer who was excused, nor as a rater excused before coming in."""
    room = came_late(room_at("blind_1"), frozenset({Role.OBSERVER}))
    later = SeatId("seat-of-somebody-later")
    invite = Invite(name="Bo", discipline="d", organisation="o", roles=RATES, ground="-")
    room.must(invite, MODERATOR, later)
    for seat in (NEW, later):
        excuse = plain(ExcuseSeat(round=ROUND_1, seat=seat, reason="kijkt mee"))
        assert refused(room, MODERATOR, excuse) == (409, "not_waited_for")
    room.must(MarkAbsent(seat=later, reason="komt later"), MODERATOR, "not-yet")
    for move in room.script("blind_1"):
        room.play(move)
    rates = plain(GiveRole(seat=NEW, roles=RATES))
    assert refused(room, MODERATOR, rates) == (403, "saw_the_picture")
    room.sit(later)
    room.must(AdmitSeat(seat=later), MODERATOR, "admit-later")
    assert room.state.rounds[late_round(later)].open


def test_who_was_excused_at_the_table_and_comes_back_judges_first(room_at):
    room = room_at("blind_1")
    room.must(ExcuseSeat(round=ROUND_1, seat=A, reason="telefoon"), MODERATOR, "excused")
    room.must(MarkAbsent(seat=A, reason="telefoon"), MODERATOR, "left")
    closed_without_a(room)
    room.must(AdmitSeat(seat=A), MODERATOR, "back")
    assert room.state.rounds[late_round(A)].open


def test_who_abstained_in_the_first_round_still_judges_in_the_second(room_at):
    """Said by the person alone, at the table; what was said in prework is asked again there."""
    room = room_at("blind_1")
    room.must(Abstain(round=ROUND_1, reason="ken het gezin"), A, "abstains")
    room.must(MarkAbsent(seat=A, reason="telefoon"), MODERATOR, "left")
    closed_without_a(room)
    room.must(AdmitSeat(seat=A), MODERATOR, "back")
    assert late_round(A) not in room.state.rounds


def closed_without_a(room):
    """The first round ends while seat A is away, with somebody else as the third."""
    came_late(room)
    for move in room.script("blind_1"):
        if move.seat == A and isinstance(move.command, GiveAnswers | SealRound):
            room.play(replace(move, seat=NEW))
    for move in room.script("blind_1"):
        if move.seat != A:
            room.play(move)
