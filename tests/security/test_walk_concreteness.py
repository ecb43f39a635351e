"""Walking around concreteness: a word hidden, a source left out, a contradiction made to vanish."""

from dataclasses import replace

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import (
    AddEntry,
    ContestEntry,
    CorrectEntry,
    MarkCore,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.ids import BLIND_1, FACTS, EntryId
from deliberate.sessions.windows import Fact
from tests.security.walls import plain, refused

VAGUE = Fact(text="Dennis is vaak boos.", source="Yasmin", date="12 januari")
HIDDEN = (
    *("va\u200bak", "va\u00adak", "VAAK", "va\u200dak", "va\ufeffak"),  # signs without width
    *("va\u200c\u200dak", "va\u200b\u200cak", "va\ufe0fak", "va\u2063ak", "va\u034fak"),
    *("v\u0430ak", "va\u0430\u043a", "\u03bdaak", "\u0474AAK"),  # Cyrillic and Greek
    *("v\u0430\u200dak", "v\u0430\u034fak"),  # both at once
    *("\uff56\uff41\uff41\uff4b", "\U0001d42faak"),  # wide and bold letters
)


def facts_told(room):
    for move in room.script("facts")[:-1]:
        room.play(move)
    first = room.state.entries.core[0]
    room.must(MarkCore(entry=first, core=False), RECORDER, "one-less")


@pytest.fixture
def room(room_at):
    room = room_at("facts")
    facts_told(room)
    return room


def test_a_vague_core_fact_stops_however_the_word_is_hidden(room):
    room.must(AddEntry(content=VAGUE), RECORDER, "vague-fact-of-the-recorder")
    room.must(MarkCore(entry=EntryId("vague-fact-of-the-recorder"), core=True), RECORDER, "core")
    on = plain(Advance(expected=FACTS))
    assert refused(room, MODERATOR, on) == (409, "gate_closed")
    for number, word in enumerate(HIDDEN):
        hidden = replace(VAGUE, text=f"Dennis is {word} boos, {number}.")
        change = CorrectEntry(entry=EntryId("vague-fact-of-the-recorder"), content=hidden)
        assert room.browser(RECORDER).post(change, f"hidden-{number}").status_code == 200
        assert refused(room, MODERATOR, on) == (409, "gate_closed")
    skip = plain(Advance(expected=BLIND_1))
    assert refused(room, MODERATOR, skip) == (409, "stale_stage")
    silent = plain(Bypass(need="trigger_word", about="vague-fact-of-the-recorder", reason=" "))
    assert refused(room, MODERATOR, silent) == (400, "text_missing")
    other = plain(Bypass(need="trigger_word", about="fact-1", reason="haast"))
    assert refused(room, MODERATOR, other) == (409, "nothing_to_bypass")


def test_no_fact_without_its_source_and_day(room):
    for field, said, code in (
        ("source", "-", "fact_without_source"),
        ("date", "?", "fact_without_date"),
        ("source", "", "text_missing"),
    ):
        content = {**plain(VAGUE), field: said}
        content.pop("type")
        for seat in (RECORDER, "seat-A"):
            body = {"type": "AddEntry", "content": content}
            assert refused(room, seat, body) == (400, code)
        body = {"type": "CorrectEntry", "entry": "fact-1", "content": content}
        assert refused(room, RECORDER, body) == (400, code)


def test_nobody_makes_a_contradiction_vanish(room):
    key = "fact-that-is-contested"
    room.must(AddEntry(content=VAGUE), RECORDER, key)
    against = ContestEntry(entry=EntryId(key), text="Hij is nooit boos.", source="Dennis")
    room.must(against, "seat-A", "contested")
    away = plain(WithdrawEntry(entry=EntryId(key), reason="klopt niet"))
    for seat in (RECORDER, MODERATOR):
        assert refused(room, seat, away) == (400, "contested_fact_stays")
    emptied = plain(CorrectEntry(entry=EntryId(key), content=VAGUE), contested=[])
    assert refused(room, RECORDER, emptied) == (400, "field_unknown")
