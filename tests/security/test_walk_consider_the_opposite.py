"""Walking around the deciding fact, the fact that does not fit and the look back from failure."""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import (
    AnswerPoint,
    DeliverPoint,
    FactKind,
    PointKind,
    Reply,
)
from deliberate.sessions.entries.commands import MarkCore, WithdrawEntry
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.forms import UNKNOWN, Answer
from deliberate.sessions.ids import (
    BLIND_1,
    CHALLENGE,
    ROUND_1,
    PointId,
    SeatId,
    question,
)
from deliberate.sessions.rounds.commands import GiveAnswers, OpenPrework, SealRound
from deliberate.sessions.rounds.forms import DECIDING_FACT
from tests.security.walls import plain, refused

A = SeatId("seat-A")
DECIDING = question(DECIDING_FACT)
SEAL = SealRound(round=ROUND_1)


def without_the_fact(room):
    """Seat A has answered everything in round 1 but which fact decides."""
    for move in room.script("blind_1"):
        if move.seat != A or isinstance(move.command, SealRound):
            continue
        left = {q: answer for q, answer in move.command.answers.items() if q != DECIDING}
        room.play(replace(move, command=GiveAnswers(round=ROUND_1, answers=left)))
    return room


def deciding(**answer):
    return GiveAnswers(round=ROUND_1, answers={DECIDING: Answer(**answer)})


def test_nobody_seals_without_the_fact_that_decides(room_at):
    """Not by answering beside the list, nor by going on without those who did not say it."""
    room = without_the_fact(room_at("blind_1"))
    walks = [
        (A, plain(SEAL), (400, "deciding_fact_missing")),
        (A, plain(deciding(pick="my own fact")), (400, "answer_does_not_fit")),
        (A, plain(deciding(pick=UNKNOWN)), (400, "answer_does_not_fit")),
        (A, plain(deciding(reason="they all decide")), (400, "answer_does_not_fit")),
        (A, plain(deciding(level=1)), (400, "answer_does_not_fit")),
        (MODERATOR, plain(Advance(expected=BLIND_1)), (409, "gate_closed")),
        (
            MODERATOR,
            plain(Bypass(need="seat_not_sealed", about=A, reason="haast")),
            (403, "cannot_bypass"),
        ),
    ]
    for seat, body, told in walks:
        assert refused(room, seat, body) == told, body


def judged_beforehand(room):
    """The core fact that decided it when seat A judged while the facts were told."""
    *before, leave = room.script("prepare")
    for move in before:
        room.play(move)
    room.must(OpenPrework(), MODERATOR, "prework")
    for move in (leave, *room.script("open"), *room.script("facts")[:-1]):
        room.play(move)
    for move in room.script("blind_1"):
        if move.seat == A and isinstance(move.command, GiveAnswers):
            room.play(move)
    fact = room.state.entries.core[0]
    room.must(deciding(pick=fact), A, "decides-beforehand")
    room.must(SEAL, A, "sealed-beforehand")
    return fact


def test_nobody_seals_on_a_fact_that_is_no_longer_there(room_at):
    """It decided beforehand, and was taken off among the facts: the page asks again."""
    room = room_at("prepare")
    fact = judged_beforehand(room)
    room.must(MarkCore(entry=fact, core=False), MODERATOR, "no-core-fact")
    room.must(WithdrawEntry(entry=fact, reason="klopt niet"), MODERATOR, "taken-off")
    room.play(room.script("facts")[-1])
    assert refused(room, A, plain(SEAL)) == (400, "deciding_fact_missing")
    assert refused(room, A, plain(deciding(pick=fact))) == (400, "answer_does_not_fit")
    assert room.browser(A).get().json["stage"]["form"]["missing"] == [DECIDING]
    room.must(deciding(pick=room.state.entries.core[0]), A, "another")
    room.must(SEAL, A, "sealed")


def point(kind, text="Niemand belde.", **more):
    return plain(DeliverPoint(kind=kind, text=text, **more))


def test_a_look_back_from_failure_does_not_take_the_place_of_what_is_owed(room_at):
    """The group judged safety now apart, so what is owed are explanation, fact and option."""
    room = room_at("challenge")
    advocate = room.state.challenge.advocate
    assert refused(room, advocate, point("pre_mortem")) == (400, "pre_mortem_not_asked")
    counter = point("counter_sentence", about="1")
    assert refused(room, advocate, counter) == (403, "not_now")
    assert refused(room, advocate, point("fact", text="  ")) == (400, "text_missing")
    assert refused(room, advocate, point("fact", fact="no fact at all")) == (400, "field_wrong")
    leave = plain(Advance(expected=CHALLENGE))
    assert refused(room, MODERATOR, leave) == (409, "gate_closed")


def reply(misfit="", of="missing-fact"):
    said = AnswerPoint(point=PointId(of), reply=Reply.ADOPTED, text="ja", misfit=misfit)
    return plain(said)


def test_a_missing_fact_does_not_spare_the_group_the_one_that_does_not_fit(room_at):
    room = room_at("challenge")
    asked = DeliverPoint(kind=PointKind.FACT, text="Waar was zij?", fact=FactKind.MISSING)
    room.must(asked, room.state.challenge.advocate, "missing-fact")
    assert refused(room, RECORDER, reply()) == (400, "text_missing")
    assert refused(room, RECORDER, reply(" \n ")) == (400, "text_missing")
    assert refused(room, RECORDER, reply("WAAR was zij?")) == (400, "misfit_is_missing")
    assert refused(room, RECORDER, reply("Zij belde.", "another")) == (400, "unknown_point")
    assert refused(room, A, reply("Zij belde.")) == (403, "out_of_turn")
    again = point("fact", text="Een ander feit.")
    assert refused(room, room.state.challenge.advocate, again) == (400, "already_brought")
