"""Walking around the order of judging, figures of an open round, and facts without proposals."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import ROUND_1, ROUND_2, QuestionId, SeatId
from deliberate.sessions.rounds.commands import GiveAnswers, RevealRound, SealRound
from deliberate.sessions.rounds.summary import RoundSummary
from deliberate.sessions.windows import Condition, Fact, Option, Weight
from tests.security.room import JSON, SCREEN
from tests.security.walls import plain, refused

A, B = SeatId("seat-A"), SeatId("seat-B")
LINA = QuestionId("direct_safety@child-Lina")
FACT = Fact(text="Dennis sliep gisteren elders.", source="buurman", date="gisteren")
OPTION = Option(title="Uithuisplaatsing", weight=Weight.HEAVIER)


def judged(round_id=ROUND_1, **answers):
    return plain(GiveAnswers(round=round_id, answers={LINA: Answer(level=2), **answers}))


def test_judgements_are_locked_until_the_factors_are_done(room_at):
    """Not by posting them alone, beside a few factors, with sealing, or in another's name."""
    room = room_at("blind_1")
    assert refused(room, A, judged()) == (403, "factors_first")
    moves = [m for m in room.script("blind_1") if m.seat == A]
    first = moves[0].command.answers
    assert refused(room, A, judged(**first)) == (403, "factors_first")
    for move in moves[:2]:
        room.play(move)
    assert refused(room, A, judged()) == (403, "factors_first")
    assert refused(room, B, judged()) == (403, "factors_first")
    assert refused(room, A, judged() | {"seat": B}) == (400, "field_unknown")
    assert refused(room, A, judged() | {"sealed": True}) == (400, "field_unknown")
    assert refused(room, A, plain(SealRound(round=ROUND_1))) == (400, "answers_missing")
    assert refused(room, A, judged(ROUND_2)) == (400, "unknown_round")


def test_and_in_the_second_round_before_what_was_talked_about(room_at):
    room = room_at("blind_2")
    assert refused(room, A, judged(ROUND_2)) == (403, "factors_first")
    choice = GiveAnswers(
        round=ROUND_2, answers={QuestionId("first_choice"): Answer(pick="option-B")}
    )
    assert refused(room, A, plain(choice)) == (403, "factors_first")
    assert refused(room, A, judged(ROUND_1)) == (409, "round_closed")


@pytest.mark.parametrize("stage", ["blind_1", "blind_2"])
def test_no_figure_of_an_open_round_is_anywhere(room_at, stage):
    """Not by closing it early, in the record, in another look, or in a view of the past."""
    room = room_at(stage)
    round_id = ROUND_1 if stage == "blind_1" else ROUND_2
    shown = plain(RevealRound(round=round_id, opened=(), summary=RoundSummary(raters=3)))
    assert refused(room, MODERATOR, shown)[0] in {400, 403}
    closed = {"type": "CloseRound", "round": round_id}
    assert refused(room, MODERATOR, closed) in {(403, "out_of_turn"), (400, "unknown_command")}
    for seat in (MODERATOR, RECORDER, A):
        browser = room.browser(seat)
        told = browser.get("/record", JSON)
        assert told.status_code in {403, 404, 409}
        assert told.json["error"]["message"]
        for look in ("screen", "record", "figures", f"v={room.state.public - 3}"):
            seen = browser.client.get(f"{room.path}/view?look={look}", headers=JSON)
            assert not figures(seen.text)
    assert not figures(room.browser(SCREEN).get().text)


def figures(text):
    return [word for word in ("median", "coefficient", "deviation", '"counts"') if word in text]


@pytest.mark.parametrize("stage", ["prepare", "facts", "discuss"])
def test_whoever_presents_gives_facts_and_no_proposal(room_at, stage):
    """Not as an option or a condition, in a field of the fact, or as another kind of a fact."""
    room, presenter = room_at(stage), A
    if stage == "prepare":
        room, presenter = _with_facts(room), MODERATOR
    add = plain(AddEntry(content=FACT))
    proposals = (OPTION, Condition(who="Dennis", what="gaat weg", until="morgen", why="-"))
    for proposal in proposals:
        status, code = refused(room, presenter, plain(AddEntry(content=proposal)))
        assert (status, code) == (403, "not_now")
    for field in ("proposal", "advice", "weight", "option", "decision"):
        extra = {**add, "content": {**add["content"], field: "Uithuisplaatsing"}}
        assert refused(room, presenter, extra) == (400, "field_unknown")
    fact = room.state.entries.of(Fact)[0][0].id
    turned = plain(CorrectEntry(entry=fact, content=OPTION))
    assert refused(room, presenter, turned)[1] in {
        "other_kind_of_entry",
        "not_your_entry",
        "core_facts_frozen",
    }
    strange = {**add, "content": {**add["content"], "kind": "proposal"}}
    assert refused(room, presenter, strange)[0] == 400


def _with_facts(room):
    room.must(AddEntry(content=FACT), MODERATOR, "a-fact")
    return room
