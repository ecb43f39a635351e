"""The protocol holds: order, roles, late and absent people, pauses, alarms and limits."""

from dataclasses import replace

import pytest

from deliberate.rehearsal.script import STAGED
from deliberate.sessions.challenge.commands import PassReason, PassTurn
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm, NoteAlarm, SoundAlarm
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, NothingToAdd, WithdrawEntry
from deliberate.sessions.flow.commands import Adjourn, Advance, Bypass, CloseMeeting, Pause, Resume
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import ROUND_1, ROUND_2, QuestionId, SeatId, question
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    Abstain,
    ExcludeFromCount,
    ExcuseSeat,
    GiveAnswers,
    OpenPrework,
    SealRound,
    VoidRound,
)
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.seating.commands import (
    AdmitSeat,
    EndSeat,
    GiveRole,
    Invite,
    MarkAbsent,
    MoveSeat,
)
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import CaseFactor, Fact, Option, Weight
from tests.core.play import Table

MODERATOR, A, B = SeatId("moderator"), SeatId("seat-A"), SeatId("seat-B")


def code(outcome):
    return outcome.code if isinstance(outcome, Refusal) else "done"


def part(table, name, upto=None):
    """The moves of one stage, all but the one that leaves it."""
    return list(dict(STAGED)[name](table.cast))[:upto]


def play(table, moves):
    for move in moves:
        table.play(move)


@pytest.mark.parametrize("stage", [name for name, _ in STAGED if name != "closed"])
def test_no_stage_is_left_before_its_gate_is_satisfied(stage):
    table = Table().until(stage)
    leave = CloseMeeting if stage == "decide" else Advance
    assert code(table.ask(leave(expected=stage), MODERATOR)) == "gate_closed"
    assert table.session.progress.stage == stage


def test_a_stage_that_was_already_left_is_not_left_twice():
    table = Table().until("facts")
    assert code(table.ask(Advance(expected="open"), MODERATOR)) == "stale_stage"


def test_nobody_but_the_moderator_leads():
    table = Table().until("facts")
    for command in (Advance(expected="facts"), Pause(), EndSeat(seat=B, reason="x")):
        assert code(table.ask(command, A)) == "out_of_turn"


def test_the_acute_question_can_not_be_passed():
    table = Table()
    play(table, part(table, "prepare", -2))
    refused = table.ask(Bypass(need="acute_question_open", reason="no time"), MODERATOR)
    assert code(refused) == "cannot_bypass"


def test_a_bypass_is_named_and_shown_to_everybody():
    table = Table("V1").until("options")
    play(table, part(table, "options", 2))
    for need in [n for n in table.look(MODERATOR).needs if n.bypassable]:
        bypass = Bypass(need=need.code, about=need.about, reason="laat geworden")
        table.must(bypass, MODERATOR)
    table.must(Advance(expected="options"), MODERATOR)
    seen = table.look(A).notices
    assert {n.code for n in seen} == {"bypassed"}
    assert dict(seen[0].params)["reason"] == "laat geworden"


def test_fewer_than_three_raters_is_a_hard_stop():
    table = Table().until("open")
    for seat in table.cast.raters[2:]:
        table.must(MarkAbsent(seat=seat, reason="ziek"), MODERATOR)
    assert "quorum" in {n.code for n in table.look(MODERATOR).needs}
    assert code(table.ask(Bypass(need="quorum", reason="x"), MODERATOR)) == "cannot_bypass"


def test_a_judgement_waits_for_the_factors():
    table = Table().until("blind_1")
    child = question("direct_safety", table.cast.child("Lina"))
    early = GiveAnswers(round=ROUND_1, answers={child: Answer(level=2)})
    assert code(table.ask(early, A)) == "factors_first"


def test_a_seal_waits_for_every_answer():
    table = Table().until("blind_1")
    assert code(table.ask(SealRound(round=ROUND_1), A)) == "answers_missing"


def test_a_round_does_not_close_before_everybody_is_done():
    table = Table().until("blind_1")
    play(table, [m for m in part(table, "blind_1", -1) if m.seat != B])
    needs = table.look(MODERATOR).needs
    assert [(n.code, n.about) for n in needs] == [("seat_not_sealed", B)]
    table.must(ExcuseSeat(round=ROUND_1, seat=B, reason="belde met de politie"), MODERATOR)
    table.must(Advance(expected="blind_1"), MODERATOR)
    assert table.session.rounds[ROUND_1].summary.raters == 7


def test_an_abstention_is_no_rating():
    table = Table().until("blind_1")
    play(table, [m for m in part(table, "blind_1", -1) if m.seat != B])
    table.must(Abstain(round=ROUND_1, reason="ken het gezin"), B)
    table.must(Advance(expected="blind_1"), MODERATOR)
    assert table.session.rounds[ROUND_1].summary.raters == 7


def test_a_rater_left_out_of_the_count_is_counted_as_left_out():
    table = Table().until("blind_1")
    play(table, part(table, "blind_1", -1))
    excluded = ExcludeFromCount(round=ROUND_1, seat=B, reason="zag een ander scherm")
    table.must(excluded, MODERATOR)
    table.must(Advance(expected="blind_1"), MODERATOR)
    picture = table.look(A).stage.picture
    assert (picture.raters, picture.left_out) == (7, 1)


def test_a_replaced_answer_counts_and_the_seat_stays_sealed():
    table = Table().until("blind_1")
    play(table, part(table, "blind_1", -1))
    child = question("direct_safety", table.cast.child("Lina"))
    table.must(GiveAnswers(round=ROUND_1, answers={child: Answer(level=1)}), A)
    table.must(Advance(expected="blind_1"), MODERATOR)
    item = table.session.rounds[ROUND_1].summary.item(child)
    assert (item.counts["1"], item.acute) == (2, 2)


def test_a_sealed_seat_replaces_whole_answers_only():
    table = Table().until("blind_1")
    play(table, part(table, "blind_1", -1))
    half = Answer(direction=Direction.PROTECTIVE)
    given = GiveAnswers(round=ROUND_1, answers={QuestionId("stable_routine"): half})
    table.answers[ROUND_1, A].pop("stable_routine")
    assert code(table.ask(given, A)) == "answer_incomplete"


def test_a_revealed_round_takes_no_answer():
    table = Table().until("reveal")
    late = GiveAnswers(round=ROUND_1, answers={QuestionId("adult_violence"): Answer()})
    assert code(table.ask(late, A)) == "round_closed"


def test_a_voided_round_begins_again_empty():
    table = Table().until("blind_1")
    play(table, part(table, "blind_1", 4))
    table.must(VoidRound(round=ROUND_1, reason="iemand las mee"), MODERATOR)
    this = table.session.rounds[ROUND_1]
    assert (this.attempt, this.open, dict(this.answered)) == (2, True, {})
    assert "round_again" in {n.code for n in table.look(A).notices}


def absent_then_late(stage):
    """Rater B is away while round 1 is held and comes in afterwards."""
    table = Table().until("open")
    for move in part(table, "open"):
        if getattr(move.command, "seat", None) == B:
            table.seat(B)
            table.must(MarkAbsent(seat=B, reason="trein"), MODERATOR)
        else:
            table.play(move)
    for name in ("facts", "blind_1"):
        play(table, [m for m in part(table, name) if m.seat != B])
    table.must(AdmitSeat(seat=B), MODERATOR)
    return table


def test_somebody_late_rates_first_alone_and_unseen():
    table = absent_then_late("reveal")
    look = table.look(B)
    assert look.late is not None
    assert look.stage.picture is None
    assert look.stage.advocate.name == ""
    assert code(table.ask(PassTurn(reason=PassReason.LOAD), B)) == "rate_first"
    late = late_round(B)
    for move in [m for m in part(table, "blind_1") if m.seat == B]:
        table.play(replace(move, command=replace(move.command, round=late)))
    assert table.look(B).stage.picture is not None
    assert table.look(A).stage.picture.late == 1
    assert table.session.rounds[ROUND_1].summary.raters == 7


def test_a_late_round_of_another_shows_nothing():
    table = absent_then_late("reveal")
    assert late_round(B) not in {getattr(table.look(A).late, "round", None)}
    assert table.look(A).late is None


def test_a_moderator_who_rates_does_so_first_and_is_not_counted():
    table = Table("V1")
    play(table, part(table, "prepare", -1))
    roles = frozenset({Role.MODERATOR, Role.REVIEWER, Role.RATER})
    table.must(GiveRole(seat=MODERATOR, roles=roles), MODERATOR)
    table.must(OpenPrework(), MODERATOR)
    table.must(Advance(expected="prepare"), MODERATOR)
    play(table, part(table, "open"))
    table.must(NothingToAdd(), MODERATOR)
    play(table, [m for m in part(table, "facts", -1)])
    assert "moderator_rates_first" in {n.code for n in table.look(MODERATOR).needs}
    for move in [m for m in part(table, "blind_1") if m.seat == A]:
        table.play(replace(move, seat=MODERATOR))
    for need in [n for n in table.look(MODERATOR).needs if n.bypassable]:
        table.must(Bypass(need=need.code, about=need.about, reason="x"), MODERATOR)
    table.must(Advance(expected="facts"), MODERATOR)
    play(table, part(table, "blind_1", -1))
    assert "seat_not_sealed" in {n.code for n in table.look(MODERATOR).needs}
    table.must(SealRound(round=ROUND_1), MODERATOR)
    table.must(Advance(expected="blind_1"), MODERATOR)
    picture = table.look(A).stage.picture
    assert (picture.raters, picture.left_out) == (8, 1)


def test_prework_is_confirmed_before_it_counts():
    table = Table("V1")
    play(table, part(table, "prepare", -1))
    table.seat(A)
    table.must(OpenPrework(), MODERATOR)
    play(table, [m for m in part(table, "blind_1") if m.seat == A and "core" not in m.key][:-2])
    assert table.look(A).stage.form is not None
    assert table.look(B).admitted is False


def test_no_preference_before_the_options_are_closed():
    table = Table().until("options")
    decision = RecordDecision(
        option="x", decider="d", competence="c", text="t", reason="r", lightest="x"
    )
    assert code(table.ask(decision, MODERATOR)) == "out_of_turn"


def test_first_choices_stay_shut_until_round_2_is_shown():
    table = Table().until("blind_2")
    play(table, part(table, "blind_2", -1))
    assert ROUND_2 in table.session.rounds
    assert "first_choice" not in str(table.look(MODERATOR))
    table.must(Advance(expected="blind_2"), MODERATOR)
    choices = {c.option: c.first for c in table.look(A).stage.verdict.choices}
    expected = table.cast.vignette.expected["first_choice_round_2"]
    assert choices == {table.cast.option(letter): n for letter, n in expected.items()}


def test_an_alarm_freezes_everything_but_help():
    table = Table().until("discuss")
    table.must(SoundAlarm(), A)
    assert code(table.ask(Advance(expected="discuss"), MODERATOR)) == "alarm_is_on"
    table.must(NoteAlarm(who="Lina", calls="A belt 112"), A)
    assert table.look(B).danger.on
    table.must(EndAlarm(note="politie is ter plaatse"), MODERATOR)
    assert not table.look(B).danger.on


def test_the_projector_can_sound_the_alarm_too():
    table = Table().until("facts")
    table.must(SoundAlarm(), SeatId("screen"))
    assert table.look(A).danger.on


def test_a_yes_to_the_acute_question_is_an_alarm():
    table = Table().until("open")
    table.must(AnswerAcute(acute=True, note="kind is nu alleen"), MODERATOR)
    assert table.look(A).danger.on or table.session.alarm.on


def test_a_pause_holds_everything_and_an_adjournment_keeps_what_holds_now():
    table = Table().until("discuss")
    table.must(Pause(), MODERATOR)
    fact = AddEntry(content=Fact(text="x", source="y", date="z"))
    assert code(table.ask(fact, A)) == "paused"
    table.must(Resume(), MODERATOR)
    table.must(Adjourn(provisional="Dennis slaapt elders", until="16-05-2027"), MODERATOR)
    assert code(table.ask(fact, A)) == "adjourned"
    assert {n.code for n in table.look(A).notices} == {"provisional"}
    table.must(Resume(), MODERATOR)
    table.must(fact, A)


def test_the_meeting_ends_the_seats_of_those_without_a_task():
    table = Table().until("test")
    assert table.look(A).admitted  # A decides and keeps the seat
    assert not table.look(B).admitted
    assert not table.look(SeatId("screen")).admitted
    assert code(table.ask(AdmitSeat(seat=B, device="d"), MODERATOR)) == "meeting_is_over"


def test_a_seat_is_taken_once_and_a_name_only_once():
    table = Table().until("facts")
    assert code(table.ask(AdmitSeat(seat=A, device="d"), MODERATOR)) == "seat_taken"
    twin = Invite(
        name=table.session.roster.seats[A].name,
        discipline="d",
        organisation="o",
        roles=frozenset({Role.OBSERVER}),
        ground="g",
    )
    assert code(table.ask(twin, MODERATOR)) == "name_already_seated"


def test_a_moved_seat_needs_a_device():
    table = Table().until("facts")
    assert code(table.ask(MoveSeat(seat=A, device=""), MODERATOR)) == "no_device"


def test_presenter_and_moderator_are_two_people():
    table = Table().until("facts")
    roles = frozenset({Role.MODERATOR, Role.PRESENTER})
    given = table.ask(GiveRole(seat=MODERATOR, roles=roles), MODERATOR)
    assert code(given) == "moderator_is_not_presenter"


def test_case_factors_rest_on_facts_and_are_three_at_most():
    table = Table().until("facts")
    bare = AddEntry(content=CaseFactor(label="oma rookt"))
    assert code(table.ask(bare, MODERATOR)) == "case_factor_needs_fact"
    for number in range(3):
        content = CaseFactor(label=f"eigen {number}", facts=(table.cast.fact(1),))
        table.must(AddEntry(content=content), MODERATOR, f"own-{number}")
    fourth = AddEntry(content=CaseFactor(label="vier", facts=(table.cast.fact(1),)))
    assert code(table.ask(fourth, MODERATOR)) == "too_many_case_factors"


def test_core_facts_stand_once_they_have_been_judged_on():
    table = Table().until("discuss")
    fact = table.session.entries.by_id[table.cast.fact(1)].content
    changed = CorrectEntry(entry=table.cast.fact(1), content=replace(fact, text="iets anders"))
    assert code(table.ask(changed, MODERATOR)) == "core_facts_frozen"


def test_an_option_stays_once_it_has_been_voted_on():
    table = Table().until("decide")
    gone = WithdrawEntry(entry=table.cast.option("A"), reason="x")
    assert code(table.ask(gone, MODERATOR)) == "not_now"


def test_a_condition_changed_after_its_test_is_tested_again():
    table = Table().until("test")
    play(table, part(table, "test", -1))
    entry = "condition-1"
    content = table.session.entries.by_id[entry].content
    changed = replace(content, what="slaapt elke nacht bij zijn broer")
    table.must(CorrectEntry(entry=entry, content=changed), SeatId("seat-recorder"))
    assert "condition_untested" in {n.code for n in table.look(MODERATOR).needs}


def test_an_empty_or_endless_text_is_refused_beside_its_field():
    table = Table().until("options")
    empty = AddEntry(content=Option(title=" ", weight=Weight.SAME))
    assert table.ask(empty, A) == Refusal("text_missing", "content.title")
    endless = AddEntry(content=Option(title="x" * 301, weight=Weight.SAME))
    assert table.ask(endless, A) == Refusal("text_too_long", "content.title", {"max": 300})
