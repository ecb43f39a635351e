"""Walking around options first: a preference, a decision or an own option before its time.

The ways to slip a preference itself in are in test_no_preference.
"""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import PointKind
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import CHALLENGE, IDEAS, OPTIONS, ROUND_2, EntryId, question
from deliberate.sessions.rounds.commands import (
    CloseRound,
    GiveAnswers,
    OpenRound,
    PlaceIdea,
    SealRound,
)
from deliberate.sessions.windows import Option, Weight
from tests.security.walls import plain, refused

A = "seat-A"
OWN = Option(title="Oma slaapt hier", weight=Weight.LIGHTER, by_family=True)
SHELTER = Option(title="Opvang in Noord", weight=Weight.HEAVIER)
ADD = AddEntry(content=SHELTER)
IDEA = GiveAnswers(round=IDEAS, answers={question("idea", EntryId("1")): Answer(reason="Opvang")})


def test_nobody_lists_the_own_option_before_all_have_thought_alone(room_at):
    room = room_at("options")
    for seat in (A, RECORDER, MODERATOR):
        assert refused(room, seat, plain(ADD)) == (403, "ideas_first")
    assert refused(room, MODERATOR, plain(OpenRound(round=IDEAS))) == (403, "family_first")
    assert refused(room, A, plain(OpenRound(round=IDEAS))) == (403, "out_of_turn")
    room.must(AddEntry(content=OWN), RECORDER, "own-of-the-family")
    turned = plain(
        CorrectEntry(entry=EntryId("own-of-the-family"), content=replace(OWN, by_family=False))
    )
    assert refused(room, RECORDER, turned) == (403, "ideas_first")
    room.must(OpenRound(round=IDEAS), MODERATOR, "open")
    for seat in (A, RECORDER, MODERATOR):
        assert refused(room, seat, plain(ADD)) == (403, "ideas_first")
    assert refused(room, RECORDER, turned) == (403, "ideas_first")
    place = PlaceIdea(round=IDEAS, idea="idea", weight=Weight.SAME)
    assert refused(room, RECORDER, plain(place)) == (400, "unknown_idea")
    assert refused(room, A, plain(place)) == (403, "out_of_turn")
    assert refused(room, A, plain(CloseRound(round=IDEAS))) == (403, "out_of_turn")


def test_nobody_makes_three_options_of_one(room_at):
    room = room_at("options")
    room.must(AddEntry(content=OWN), RECORDER, "own-of-the-family")
    room.must(OpenRound(round=IDEAS), MODERATOR, "open")
    again = {question("idea", EntryId("1")): Answer(reason="OMA slaapt  hier.")}
    room.must(GiveAnswers(round=IDEAS, answers=again), A, "idea")
    room.must(CloseRound(round=IDEAS), MODERATOR, "close")
    room.must(ADD, A, "shelter-in-the-north")
    same = AddEntry(content=replace(SHELTER, title=" opvang in noord. ", weight=Weight.LIGHTER))
    alike = AddEntry(content=replace(SHELTER, title="\u041epv\u0430ng in Noord"))
    bent = CorrectEntry(
        entry=EntryId("own-of-the-family"), content=replace(OWN, title="Opvang in Noord")
    )
    (idea,) = room.state.rounds[IDEAS].ideas
    placed = PlaceIdea(round=IDEAS, idea=idea.id, weight=Weight.HEAVIER)
    around = ((A, same), (MODERATOR, same), (A, alike), (RECORDER, bent), (RECORDER, placed))
    for seat, command in around:
        assert refused(room, seat, plain(command)) == (400, "option_listed"), command


def test_nobody_leaves_the_options_before_three_kinds_are_weighed(room_at):
    room = room_at("options")
    around = [
        (plain(Advance(expected=OPTIONS)), (409, "gate_closed")),
        (plain(Advance(expected="challenge")), (409, "stale_stage")),
        (
            plain(Bypass(need="option_missing_lighter", about="lighter", reason="")),
            (400, "text_missing"),
        ),
        (
            plain(Bypass(need="option_missing_same", about="same", reason="-")),
            (409, "nothing_to_bypass"),
        ),
        (plain(OpenRound(round=ROUND_2)), (400, "unknown_round")),
    ]
    for body, refusal in around:
        assert refused(room, MODERATOR, body) == refusal, body
    passing = Bypass(need="silent_round_missing", reason="haast")
    for seat in (A, RECORDER):
        assert refused(room, seat, plain(passing)) == (403, "out_of_turn")


def test_nobody_reads_an_idea_or_an_order_of_ideas_while_it_is_silent(room_at):
    room = room_at("options")
    room.must(AddEntry(content=OWN), RECORDER, "own-of-the-family")
    room.must(OpenRound(round=IDEAS), MODERATOR, "open")
    room.must(IDEA, A, "idea")
    for seat in (MODERATOR, RECORDER, "seat-B", "screen"):
        assert "Opvang" not in room.browser(seat).get().get_data(as_text=True)
    assert refused(room, A, plain(SealRound(round=IDEAS))) == (409, "already_so")


def test_nobody_takes_an_option_off_the_list_that_the_gate_looked_at(room_at):
    room = room_at("challenge")
    listed = [entry.id for entry, _ in room.state.entries.options()]
    for seat in (MODERATOR, RECORDER, A):
        gone = WithdrawEntry(entry=listed[-1], reason="liever niet")
        assert refused(room, seat, plain(gone)) == (400, "options_closed")


BENDS = [
    {"title": "Uithuisplaatsing met spoed"},
    {"weight": Weight.HEAVIER},
    {"by_family": True},
    {"touches": frozenset()},
    {"pro": "", "con": "", "harm": " "},
    {"waiting": "", "bridging": "-"},
    {"waiting": "", "bridging": "", "no_wait": True},
]
"""Each makes something else of an option, without taking it off the list."""


def bent(option, change):
    """The option changed so, where that is a change for it."""
    changed = replace(option, **change)
    waited = option.waiting or "waiting" not in change
    return changed if changed != option and waited else None


def test_nobody_makes_another_option_of_one_that_the_gate_looked_at(room_at):
    """Not lighter or heavier, not weightless, not without what was for or against it."""
    room, tried = room_at("challenge"), set()
    for entry, option in room.state.entries.options():
        for number, change in enumerate(BENDS):
            if changed := bent(option, change):
                around = plain(CorrectEntry(entry=entry.id, content=changed))
                tried.add(number)
                assert refused(room, RECORDER, around) == (400, "options_closed"), around
    assert len(tried) == len(BENDS)
    entry, option = room.state.entries.options()[0]
    more = replace(option, goal="slaap", touches=option.touches | {"contact"})
    room.must(CorrectEntry(entry=entry.id, content=more), RECORDER, "said-more")


def test_what_joins_the_list_in_the_challenge_is_weighed_before_it_can_be_chosen(room_at):
    """The advocate's own stays the option that it was, and is filled in by the group."""
    room = room_at("challenge")
    advocate, leave = room.state.challenge.advocate, plain(Advance(expected=CHALLENGE))
    *moves, last = room.script("challenge")
    for move in moves:
        room.play(move)
    room.must(AddEntry(content=SHELTER), A, "bare-option")
    for seat, refusal in ((MODERATOR, (409, "gate_closed")), (advocate, (403, "out_of_turn"))):
        assert refused(room, seat, leave) == refusal
    assert room.browser(MODERATOR).get().json["needs"][0]["code"] == "option_not_weighed"
    room.must(WithdrawEntry(entry=EntryId("bare-option"), reason="dubbel"), A, "taken-back")
    own = next(p for p in room.state.challenge.delivered(PointKind.OPTION))
    option = room.state.entries.by_id[EntryId(own.id)].content
    for change in ({"title": "Iets anders"}, {"weight": Weight.SAME}, {"con": ""}):
        around = plain(CorrectEntry(entry=EntryId(own.id), content=replace(option, **change)))
        assert refused(room, advocate, around) == (400, "options_closed")
    room.play(last)
