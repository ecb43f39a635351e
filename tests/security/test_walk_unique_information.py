"""Walking around what only one person knows: for another, not at all, or after the core facts."""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import (
    AddEntry,
    CorrectEntry,
    MarkCore,
    NothingToAdd,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.ids import FACTS, EntryId, SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import GiveRole
from deliberate.sessions.windows import Fact
from tests.security.room import LIVE, SCREEN
from tests.security.walls import plain, refused

A, B, C = (SeatId(f"seat-{letter}") for letter in "ABC")
CORE = EntryId("fact-1")
OWN = Fact(text="Oma heeft een sleutel.", source="oma", date="gisteren", unique=True)
LEAVE = plain(Advance(expected=FACTS))


def test_nobody_says_for_another_what_only_they_know(room_at):
    """Not in their name, on their behalf, by ticking a fact of theirs, or by taking it back."""
    room = room_at(FACTS)
    nothing = plain(NothingToAdd())
    assert refused(room, RECORDER, nothing | {"seat": B}) == (400, "field_unknown")
    assert refused(room, SCREEN, nothing) == (403, "out_of_turn")
    assert refused(room, RECORDER, plain(AddEntry(content=OWN)) | {"by": B})[0] == 400
    room.must(AddEntry(content=replace(OWN, unique=False)), B, "theirs")
    ticked = plain(CorrectEntry(entry=EntryId("theirs"), content=OWN))
    for editor in (MODERATOR, RECORDER):
        assert refused(room, editor, ticked) == (403, "only_they_know")
    assert refused(room, C, ticked) == (403, "only_they_know")
    room.must(NothingToAdd(), A, "nothing-A")
    room.must(NothingToAdd(), C, "nothing-C")
    assert refused(room, MODERATOR, LEAVE) == (409, "gate_closed")


def test_nobody_has_a_turn_without_saying_anything(room_at):
    """Not by repeating what stands there, saying both, or taking it back afterwards."""
    room = room_at(FACTS)
    known = room.state.entries.by_id[CORE].content
    alike = known.text.replace("a", "\u0430").replace("e", "\u0435")
    assert alike != known.text
    for words in (known.text, f"  {known.text.upper()} ", known.text.rstrip("."), alike):
        again = plain(AddEntry(content=replace(OWN, text=words)))
        assert refused(room, B, again) == (400, "known_already")
    assert refused(room, B, plain(AddEntry(content=replace(OWN, text=" "))))[0] == 400
    room.must(AddEntry(content=OWN), B, "own")
    assert refused(room, B, plain(NothingToAdd())) == (409, "told_already")
    turned = plain(CorrectEntry(entry=EntryId("own"), content=replace(OWN, text=known.text)))
    assert refused(room, B, turned) == (400, "known_already")
    room.must(NothingToAdd(), A, "nothing-A")
    room.must(NothingToAdd(), C, "nothing-C")
    room.must(WithdrawEntry(entry=EntryId("own"), reason="toch niet"), B, "back")
    assert refused(room, MODERATOR, LEAVE) == (409, "gate_closed")
    core = plain(MarkCore(entry=CORE, core=True))
    assert refused(room, RECORDER, core) == (403, "unique_first")


def test_what_only_one_knows_comes_before_the_core_facts(room_at):
    """Not by hand, not by a field of the fact, and not by passing over somebody without a word."""
    room = room_at(FACTS)
    core = plain(MarkCore(entry=CORE, core=True))
    for seat in (MODERATOR, RECORDER):
        assert refused(room, seat, core) == (403, "unique_first")
    assert refused(room, A, core) == (403, "out_of_turn")
    ticked = plain(AddEntry(content=OWN))
    ticked = {**ticked, "content": {**ticked["content"], "core": True}}
    assert refused(room, B, ticked) == (400, "field_unknown")
    bypass = Bypass(need="unique_information_open", about=B, reason="")
    assert refused(room, MODERATOR, plain(bypass)) == (400, "text_missing")
    assert refused(room, A, plain(replace(bypass, reason="x"))) == (403, "out_of_turn")
    nobody = plain(replace(bypass, about="seat-Z", reason="x"))
    assert refused(room, MODERATOR, nobody) == (409, "nothing_to_bypass")
    assert refused(room, RECORDER, core) == (403, "unique_first")


def test_core_facts_are_not_chosen_before_anybody_was_asked(room_at):
    """Not in the preparation, whose pages do not offer it."""
    room = room_at("prepare")
    for move in room.script("prepare")[:-1]:
        room.play(move)
    core = plain(MarkCore(entry=CORE, core=True))
    assert refused(room, MODERATOR, core) == (403, "unique_first")
    page = room.browser(MODERATOR).get("/", LIVE)
    assert page.status_code == 200
    assert "MarkCore" not in page.text


def test_nobody_loses_their_turn_by_a_role(room_at):
    room = room_at(FACTS)
    room.must(NothingToAdd(), A, "nothing-A")
    room.must(NothingToAdd(), C, "nothing-C")
    watching = plain(GiveRole(seat=B, roles=frozenset({Role.OBSERVER})))
    assert refused(room, MODERATOR, watching) == (403, "unique_before_role")
    assert refused(room, MODERATOR, LEAVE) == (409, "gate_closed")
