"""Nobody goes along unseen: reasons for shifts, going apart, the private question, and silence."""

from dataclasses import replace

import pytest

from deliberate.bias_guards.conformity import GUARD
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.flow.commands import Bypass, CloseMeeting
from deliberate.sessions.forms import AGREES, DISAGREES, Answer, Shift
from deliberate.sessions.ids import AGREEMENT, DECIDE, ROUND_1, ROUND_2, SeatId, question
from deliberate.sessions.kinds.consultation import KIND
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.apart import Apart, apart, polarised
from deliberate.sessions.rounds.commands import (
    CloseRound,
    ExcuseSeat,
    GiveAnswers,
    OpenRound,
    SealRound,
)
from deliberate.sessions.rounds.count import waiting
from deliberate.sessions.rounds.forms import AGREE, SUPPORT
from deliberate.sessions.rounds.summary import ItemSummary
from deliberate.sessions.verdict.objections import nobody_objects, silence, wide_at_first
from deliberate.sessions.windows import Dissent
from tests.core.moments import at, script
from tests.core.play import ROOM

F, H = SeatId("seat-F"), SeatId("seat-H")
SAFE_NOW = "direct_safety"


def code(outcome):
    return outcome.code if isinstance(outcome, Refusal) else "done"


def played(table, stage, upto):
    """The script of a stage up to the move with this key, which is given back."""
    for move in script(table, stage):
        if move.key == upto:
            return move
        table.play(move)
    raise LookupError(upto)


# -- a reason for a shift of two levels or more


@pytest.fixture
def shifting():
    """Seat F before sealing round 2, and the question on which F moved two levels."""
    table = at("blind_2")
    played(table, "blind_2", "r2-F-seal")
    (asked,) = (q for q, answer in table.answers[ROUND_2, F].items() if answer.shift)
    return table, asked


def without_reason(table, asked):
    silent = replace(table.answers[ROUND_2, F][asked], shift=None)
    return GiveAnswers(round=ROUND_2, answers={asked: silent})


def test_a_shift_of_two_levels_is_not_sealed_without_a_reason(shifting):
    table, asked = shifting
    table.must(without_reason(table, asked), F)
    refused = table.ask(SealRound(round=ROUND_2), F)
    assert (code(refused), refused.field) == ("shift_reason_missing", asked)


def test_a_sealed_seat_does_not_move_without_a_reason(shifting):
    table, asked = shifting
    table.must(SealRound(round=ROUND_2), F)
    refused = table.ask(without_reason(table, asked), F)
    assert (code(refused), refused.field) == ("shift_reason_missing", asked)


def test_i_went_along_is_a_reason(shifting):
    table, asked = shifting
    went = replace(table.answers[ROUND_2, F][asked], shift=Shift.WENT_ALONG)
    table.must(GiveAnswers(round=ROUND_2, answers={asked: went}), F)
    assert code(table.ask(SealRound(round=ROUND_2), F)) == "done"


def test_what_is_open_is_said_before_what_is_unexplained(shifting):
    table, asked = shifting
    table.must(without_reason(table, asked), F)
    left = dict(table.answers[ROUND_2, F])
    del left[question("first_choice")]
    table.answers[ROUND_2, F] = left
    assert code(table.ask(SealRound(round=ROUND_2), F)) == "answers_missing"


# -- going apart


def lying(*levels, asked="q"):
    middle = sorted(levels)[len(levels) // 2]
    deviation = sum(abs(level - middle) for level in levels) / len(levels)
    counts = {str(level): levels.count(level) for level in levels}
    return ItemSummary(
        question=question(asked), counts=counts, unknown=0, n=len(levels), deviation=str(deviation)
    )


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        ((2, 2, 3, 3), (2, 2, 4, 4), Apart.POLES),
        ((1, 1, 5, 5), (1, 1, 5, 5), Apart.POLES),
        ((2, 3, 3, 4), (1, 3, 3, 5), Apart.WIDER),
        ((2, 3, 3, 4), (2, 3, 3, 5), None),
        ((1, 3, 3, 5), (1, 3, 3, 5), None),
        ((1, 3, 3, 5), (2, 3, 3, 4), None),
        ((3, 3, 3), (3, 3, 5), None),
        ((3, 3, 3), (1, 3, 5), Apart.WIDER),
        ((1, 1, 3, 5, 5), (1, 1, 3, 5, 5), None),
    ],
)
def test_going_apart_is_two_camps_or_a_spread_that_grew_beyond_a_sixth_of_the_scale(
    before, after, how
):
    assert apart(lying(*before), lying(*after), 5) is how


def test_one_person_alone_is_no_camp():
    assert apart(lying(3, 3, 3, 3), lying(3, 3, 3, 5), 5) is None


def answering(table, round_id, levels):
    """The session as if safety now had been judged like this, about every child."""
    this = table.session.rounds[round_id]
    items = tuple(
        replace(lying(*levels), question=item.question)
        if item.question.startswith(SAFE_NOW)
        else item
        for item in this.summary.items
    )
    again = replace(this, summary=replace(this.summary, items=items))
    table.session = replace(table.session, rounds={**table.session.rounds, round_id: again})
    return table


def test_polarisation_after_talking_is_told_to_the_group_in_words():
    table = at("decide")
    assert not table.look(MODERATOR).stage.conformity.apart
    answering(table, ROUND_2, (2, 2, 2, 4, 4, 4))
    for seat in (MODERATOR, F, ROOM):
        told = table.look(seat).stage.conformity.apart
        assert {(row.child, row.how) for row in told} == {("Lina", "poles"), ("Mats", "poles")}
    assert len(tuple(polarised(table.session))) == 2


def test_what_was_not_asked_twice_or_has_no_scale_does_not_go_apart():
    table = at("decide")
    asked = {q for q, _ in polarised(answering(table, ROUND_2, (1, 1, 5, 5)).session)}
    assert all(q.startswith(SAFE_NOW) for q in asked)
    assert not tuple(polarised(at("discuss").session))


# -- the private question, and silence


def agree(pick):
    return GiveAnswers(round=AGREEMENT, answers={question(AGREE): Answer(pick=pick)})


@pytest.fixture
def decided():
    table = at("decide")
    table.play(played(table, "decide", "decision"))
    return table


def asked_of(table):
    return waiting(table.session, table.session.rounds[AGREEMENT], KIND.spec(AGREEMENT))


def test_the_private_question_is_not_closed_over_anybodys_head(decided):
    early = decided.ask(CloseRound(round=AGREEMENT), MODERATOR)
    assert (code(early), early.params) == ("agreement_unanswered", {"open": 9})
    for seat in asked_of(decided)[1:]:
        decided.must(agree(AGREES), seat)
    assert code(decided.ask(CloseRound(round=AGREEMENT), MODERATOR)) == "agreement_unanswered"
    (last,) = asked_of(decided)
    decided.must(ExcuseSeat(round=AGREEMENT, seat=last, reason="naar huis"), MODERATOR)
    assert code(decided.ask(CloseRound(round=AGREEMENT), MODERATOR)) == "done"


def test_the_meeting_waits_for_who_has_not_been_asked_in_private(decided):
    asked = [need for need in decided.look(MODERATOR).needs if need.code == "agreement_open"]
    assert [need.about for need in asked] == list(asked_of(decided))
    assert not any(need.bypassable for need in asked)
    passed = Bypass(need="agreement_open", about=H, reason="haast")
    assert code(decided.ask(passed, MODERATOR)) == "cannot_bypass"
    assert code(decided.ask(CloseMeeting(expected=DECIDE), MODERATOR)) == "gate_closed"


def all_answer(table, pick=AGREES):
    for seat in asked_of(table):
        table.must(agree(pick), seat)
    table.must(CloseRound(round=AGREEMENT), MODERATOR)
    return table


def standing_behind(table):
    """The session as if nobody had said that they cannot stand behind the option."""
    this = table.session.rounds[ROUND_2]
    kept = tuple(i for i in this.summary.items if not i.question.startswith(SUPPORT))
    again = replace(this, summary=replace(this.summary, items=kept))
    table.session = replace(table.session, rounds={**table.session.rounds, ROUND_2: again})
    return table


def test_no_dissent_at_all_after_a_wide_first_round_is_noted_and_stops_nothing(decided):
    all_answer(standing_behind(decided))
    assert wide_at_first(decided.session)
    for seat in (MODERATOR, F, ROOM):
        assert decided.look(seat).stage.conformity.silence
    assert told(decided)["silence"] == 1
    assert not [n for n in decided.look(MODERATOR).needs if n.guard == "conformity"]


def test_one_word_against_it_is_enough_to_say_nothing_of_silence(decided):
    assert not silence(all_answer(decided).session), "F could not stand behind it in round 2"
    table = standing_behind(decided)
    assert silence(table.session)
    dissent = Dissent(about="decision", text="Te kort.", changes_mind="Een week erbij.")
    move = next(m for m in script(table, "decide") if m.key.startswith("dissent"))
    table.must(replace(move.command, content=dissent), H, "against")
    assert not nobody_objects(table.session)


def test_who_disagrees_in_private_breaks_the_silence_without_being_named(decided):
    standing_behind(decided)
    decided.must(agree(DISAGREES), H)
    all_answer(decided)
    assert not silence(decided.session)


def test_alike_at_first_means_that_agreeing_says_nothing(decided):
    all_answer(standing_behind(decided))
    answering(decided, ROUND_1, (3, 3, 4, 4))
    assert nobody_objects(decided.session)
    assert not silence(decided.session)


def test_of_too_few_answers_nothing_is_made(decided):
    first, second, *others = asked_of(standing_behind(decided))
    for seat in (first, second):
        decided.must(agree(AGREES), seat)
    for seat in others:
        decided.must(ExcuseSeat(round=AGREEMENT, seat=seat, reason="weg"), MODERATOR)
    decided.must(CloseRound(round=AGREEMENT), MODERATOR)
    assert not nobody_objects(decided.session)
    assert "asked" not in told(decided)


def test_a_private_prompt_to_disagree_reaches_only_who_cannot_stand_behind_it(decided):
    prompted = {
        seat
        for seat in (MODERATOR, ROOM, *decided.cast.raters)
        if decided.look(seat).stage.verdict.agreement.write
    }
    assert prompted == {F}
    decided.must(agree(DISAGREES), H)
    assert decided.look(H).stage.verdict.agreement.write
    assert not decided.look(MODERATOR).stage.verdict.agreement.disagree


def test_nobody_is_asked_to_agree_before_there_is_something_to_agree_with():
    asked = at("decide").ask(OpenRound(round=AGREEMENT), MODERATOR)
    assert code(asked) == "decision_first"


# -- the account


def told(table):
    (note,) = GUARD.reports(table.session)
    assert note.code == "conformity"
    return dict(note.params)


def test_the_account_counts_shifts_going_apart_and_objections(decided):
    started = {"moved": 1, "went_along": 0, "apart": 0, "wrote": 0, "silence": 0}
    assert told(decided) == started
    answering(decided, ROUND_2, (2, 2, 2, 4, 4, 4))
    decided.must(agree(DISAGREES), H)
    all_answer(decided)
    assert told(decided) == {**started, "apart": 2, "asked": 9, "disagree": 1}


def test_while_round_2_is_open_there_is_nothing_to_tell():
    assert GUARD.reports(at("blind_2").session) == ()
    assert GUARD.reports(at("prepare").session) == ()
