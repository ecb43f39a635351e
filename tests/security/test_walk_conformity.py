"""Walking around the reason for a shift, and around the private question whether one agrees."""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Bypass, CloseMeeting
from deliberate.sessions.forms import AGREES, DISAGREES, Answer, Shift
from deliberate.sessions.ids import AGREEMENT, DECIDE, ROUND_1, ROUND_2, SeatId, question
from deliberate.sessions.rounds.commands import (
    CloseRound,
    ExcuseSeat,
    GiveAnswers,
    OpenRound,
    SealRound,
    VoidRound,
)
from deliberate.sessions.rounds.forms import AGREE
from deliberate.sessions.seating.commands import AdmitSeat, MarkAbsent
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import Dissent
from tests.security.room import LIVE
from tests.security.walls import plain, refused

A, B = SeatId("seat-A"), SeatId("seat-B")
SAFE_NOW = "direct_safety"


def moving(room):
    """Seat A before sealing round 2, with a judgement of safety now two levels from the first."""
    table = room.script("blind_1")
    first = {
        q: a for m in table if m.seat == A for q, a in getattr(m.command, "answers", {}).items()
    }
    asked = next(q for q in first if q.startswith(SAFE_NOW))
    was = first[asked].level
    far = Answer(level=was + 2 if was <= 3 else was - 2)
    for move in room.script("blind_2"):
        if move.seat == A and isinstance(move.command, GiveAnswers):
            room.play(move)
    return asked, far, replace(far, level=(was + far.level) // 2)


def given(asked, answer, round_id=ROUND_2):
    return plain(GiveAnswers(round=round_id, answers={asked: answer}))


def test_nobody_moves_two_levels_without_a_reason(room_at):
    """Not by sealing first and moving then, in two steps, or with a reason that is none."""
    room = room_at("blind_2")
    asked, far, halfway = moving(room)
    seal = plain(SealRound(round=ROUND_2))
    room.must(GiveAnswers(round=ROUND_2, answers={asked: far}), A, "far")
    assert refused(room, A, seal) == (400, "shift_reason_missing")
    room.must(GiveAnswers(round=ROUND_2, answers={asked: halfway}), A, "halfway")
    room.must(SealRound(round=ROUND_2), A, "sealed")
    assert refused(room, A, given(asked, far)) == (400, "shift_reason_missing")
    invented = given(asked, far)
    invented["answers"][asked]["shift"] = "because"
    assert refused(room, A, invented) == (400, "field_wrong")
    assert refused(room, A, given(asked, far, ROUND_1)) == (409, "round_closed")
    room.must(
        GiveAnswers(round=ROUND_2, answers={asked: replace(far, shift=Shift.WENT_ALONG)}),
        A,
        "along",
    )


def agrees(pick):
    return GiveAnswers(round=AGREEMENT, answers={question(AGREE): Answer(pick=pick)})


def agree(pick=AGREES):
    return plain(agrees(pick))


def decided(room):
    for move in room.script("decide"):
        room.play(move)
        if isinstance(move.command, RecordDecision):
            return move.command
    raise LookupError


def test_nobody_is_kept_from_disagreeing_in_private(room_at):
    """Not by closing the question at once, passing it over, or answering for somebody else."""
    room = room_at("decide")
    made = decided(room)
    walks = [
        (MODERATOR, plain(CloseRound(round=AGREEMENT)), (409, "agreement_unanswered")),
        (MODERATOR, plain(CloseMeeting(expected=DECIDE)), (409, "gate_closed")),
        (
            MODERATOR,
            plain(Bypass(need="agreement_open", about=A, reason="haast")),
            (403, "cannot_bypass"),
        ),
        (MODERATOR, plain(ExcuseSeat(round=AGREEMENT, seat=A, reason=" ")), (400, "text_missing")),
        (MODERATOR, agree(), (403, "not_your_round")),
        (MODERATOR, {**agree(), "seat": A}, (400, "field_unknown")),
        (RECORDER, plain(CloseRound(round=AGREEMENT)), (403, "out_of_turn")),
        (MODERATOR, plain(OpenRound(round=AGREEMENT)), (409, "already_so")),
        (A, agree("I would rather not say"), (400, "answer_does_not_fit")),
    ]
    for seat, body, told in walks:
        assert refused(room, seat, body) == told, body
    room.must(agrees(DISAGREES), B, "no")
    room.must(replace(made, text="Anders gezegd."), RECORDER, "reworded")
    this = room.state.rounds[AGREEMENT]
    assert (this.attempt, B in this.sealed) == (1, True), "other words do not ask again"


AGAINST = Dissent(about="decision", text="Te kort.", changes_mind="Een week erbij.")
NAMELESS = replace(AGAINST, about="process", anonymous=True)
FORM = 'id="dissent-form"'


def test_nobodys_words_tell_who_disagrees_while_all_are_being_asked(room_at):
    """Not in a new dissent, without a name, or by changing or taking back one from before."""
    room = room_at("decide")
    room.must(AddEntry(content=AGAINST), B, "before")
    decided(room)
    room.must(agrees(DISAGREES), A, "no")
    room.must(agrees(DISAGREES), B, "no-either")
    for seat, body in (
        (A, plain(AddEntry(content=AGAINST))),
        (A, plain(AddEntry(content=NAMELESS))),
        (B, plain(CorrectEntry(entry="before", content=replace(AGAINST, text="Nog korter.")))),
        (B, plain(WithdrawEntry(entry="before", reason="toch niet"))),
        (MODERATOR, plain(AddEntry(content=AGAINST))),
    ):
        assert refused(room, seat, body) == (409, "after_the_question"), body
    for seat in (A, B, MODERATOR):
        assert FORM not in room.browser(seat).get("/view", LIVE).text


def test_who_disagrees_is_asked_to_write_it_down_once_the_question_is_closed(room_at):
    """And the meeting does not close over it: the question is closed first."""
    room = room_at("decide")
    decided(room)
    room.must(agrees(DISAGREES), A, "no")
    for number, seat in enumerate((*room.cast.raters, RECORDER)):
        if seat != A:
            room.must(agrees(AGREES), seat, f"yes-{number}")
    needs = [need["code"] for need in room.browser(MODERATOR).get().json["needs"]]
    assert "agreement_to_close" in needs
    close = plain(CloseMeeting(expected=DECIDE))
    assert refused(room, MODERATOR, close) == (409, "gate_closed")
    room.must(CloseRound(round=AGREEMENT), MODERATOR, "closed")
    asked = room.browser(A).get("/view", LIVE).text
    assert FORM in asked
    assert asked.index(FORM) < asked.index('id="decision"'), "before everything else"
    room.must(AddEntry(content=AGAINST), A, "against")


def test_a_no_said_in_private_is_not_thrown_away(room_at):
    """Not by beginning the question again without another decision, nor by an excuse after it."""
    room = room_at("decide")
    decided(room)
    room.must(agrees(DISAGREES), A, "no")
    void = plain(VoidRound(round=AGREEMENT, reason="opnieuw"))
    assert refused(room, MODERATOR, void) == (409, "question_is_not_thrown_away")
    excuse = plain(ExcuseSeat(round=AGREEMENT, seat=A, reason="al gevraagd"))
    assert refused(room, MODERATOR, excuse) == (409, "already_so")


def test_the_account_tells_why_somebody_was_excused_and_who_was_away_when_all_were_asked(room_at):
    room = room_at("decide", raters=4)
    decided(room)
    *others, last = room.cast.raters[1:]
    room.must(MarkAbsent(seat=A, reason="even weg"), MODERATOR, "away")
    room.must(ExcuseSeat(round=AGREEMENT, seat=last, reason="moest naar huis"), MODERATOR, "gone")
    for seat in (*others, RECORDER):
        room.must(agrees(AGREES), seat, f"yes-{seat}")
    room.must(CloseRound(round=AGREEMENT), MODERATOR, "closed")
    room.must(AdmitSeat(seat=A), MODERATOR, "back")
    guards = room.browser(MODERATOR).get("/protection").json["guards"]
    (note,) = next(guard["notes"] for guard in guards if guard["name"] == "conformity")
    told = {name: note["params"].get(name) for name in ("excused", "excused_why", "unasked")}
    assert told == {"excused": 1, "excused_why": "moest naar huis", "unasked": 1}
    page = room.browser(MODERATOR).get("/protection", {"Accept": "text/html"}).text
    assert "moest naar huis" in page
