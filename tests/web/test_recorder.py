"""The recorder's own screen: texts that are still needed, and nothing blind."""

import pytest

from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import NothingToAdd
from deliberate.sessions.needs import LED, WRITTEN, WRITTEN_BESIDE
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import GiveRole


def recorder(room):
    return room.browser(RECORDER)


def test_a_recorder_has_a_screen_of_their_own(room_at):
    room = room_at("facts")
    assert 'data-look="recorder"' in recorder(room).page().text
    assert recorder(room).see()["look"] == "recorder"


def test_who_leads_and_records_keeps_the_moderators_screen(room_at):
    room = room_at("facts")
    room.run(GiveRole(seat=RECORDER, roles=frozenset({Role.OBSERVER})), MODERATOR)
    roles = frozenset({Role.MODERATOR, Role.REVIEWER, Role.RECORDER})
    room.run(GiveRole(seat=MODERATOR, roles=roles), MODERATOR)
    assert 'data-look="moderator"' in room.browser(MODERATOR).page().text
    assert 'data-look="seat"' in recorder(room).page().text


@pytest.mark.parametrize("stage", ["facts", "options"])
def test_a_recorder_is_told_of_texts_alone_and_passes_nothing_by(room_at, stage):
    room = room_at(stage)
    told = recorder(room).see()["needs"]
    led = {(n["code"], n["about"]) for n in room.browser(MODERATOR).see()["needs"]}
    assert told
    assert {(n["code"], n["about"]) for n in told} < led
    for need in told:
        assert need["gate"] in WRITTEN or need["code"] in WRITTEN_BESIDE
        assert need["code"] not in LED
        assert not need["bypassable"]
    assert room.browser(room.cast.seat("A")).see()["needs"] == []
    assert 'name="type" value="Bypass"' not in recorder(room).page().text


def test_in_a_blind_round_a_recorder_who_does_not_rate_has_nothing_to_do(room_at):
    page = recorder(room_at("blind_1")).page().text
    assert "GiveAnswers" not in page
    assert "De anderen oordelen" in page


def test_a_recorder_who_also_rates_gets_the_own_form_first(room_at):
    room = room_at("facts")
    gone = room.cast.raters[-2]
    room.run(NothingToAdd(), gone)
    room.run(GiveRole(seat=gone, roles=frozenset({Role.OBSERVER})), MODERATOR)
    both = frozenset({Role.RECORDER, Role.RATER})
    room.run(GiveRole(seat=RECORDER, roles=both), MODERATOR)
    room.run(NothingToAdd(), RECORDER)
    for move in dict(STAGED)["facts"](room.cast):
        if move.seat != gone:
            room.play(move)
    page = recorder(room).page().text
    assert 'data-look="recorder"' in page
    assert page.index('value="GiveAnswers"') < page.index('class="split__side"')
