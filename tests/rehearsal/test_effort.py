"""What a session asks of hands: how it is counted, and that it stays within what people can do."""

from dataclasses import replace
from datetime import date

import pytest

from deliberate.catalogue import load
from deliberate.rehearsal import pace
from deliberate.rehearsal.blind_form import blind, screens
from deliberate.rehearsal.casting import cast
from deliberate.rehearsal.effort import Act, Counter
from deliberate.rehearsal.hands import Effort
from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import AnswerPoint, DeliverPoint, PointKind, Reply
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.forms import CAN, CANNOT, DIRECTED, Answer, Direction, Shift
from deliberate.sessions.ids import (
    CHALLENGE,
    DECIDE,
    DISCUSS,
    FACTS,
    IDEAS,
    ROUND_1,
    EntryId,
    ItemId,
    PointId,
    SeatId,
    question,
)
from deliberate.sessions.parameters import Parameters
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from deliberate.sessions.windows import Fact, Option, PlanB, Weight
from tests.core.play import Table

DAY = date(2026, 5, 14)
FACTORS, PEOPLE = 25, 6
STAGES_5_TO_9 = ("discuss", "options", "challenge", "blind_2", "decide")
A, B = SeatId("seat-A"), SeatId("seat-B")


# -- a consultation of six, with 25 factors and two children


@pytest.fixture(scope="module", params=["V1", "V2"])
def stages(request):
    """The effort of each stage of a session that the core accepted, up to the closed meeting."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.core.play.casting.cast", widened)
        table = Table(request.param)
    assert len(table.session.opened.catalogue.factors) == FACTORS
    assert (len(table.cast.raters), len(table.cast.vignette.children)) == (PEOPLE, 2)
    acts = []
    for stage, phase in STAGED[: [name for name, _ in STAGED].index("decide") + 1]:
        for move in phase(table.cast):
            advocate = table.session.challenge.advocate
            seat = advocate if move.seat == ADVOCATE and advocate else move.seat
            acts.append(Act(stage, seat, move.key, move.command))
            table.play(move)
    done = pace.stages(acts, table.session.opened.parameters)
    return {stage.stage: stage for stage in done}


def widened(vignette_id, _seats, locale, today):
    """The vignette at a table of six, with more factors, judged as its own were judged."""
    six = cast(vignette_id, PEOPLE, locale, today)
    whole = six.vignette
    others = [f for f in load.starter().factors if f.id not in whole.factor_ids]
    more = others[: FACTORS - len(whole.factor_ids)]
    given = {
        (number, letter): {**answers, **dict(alike(whole, more, answers))}
        if number == 1
        else answers
        for (number, letter), answers in whole.given.items()
    }
    ids = (*whole.factor_ids, *(f.id for f in more))
    return replace(six, vignette=replace(whole, factor_ids=ids, given=given))


def alike(whole, more, answers):
    """As often directed as the answers to the vignette's own factors, wherever it can be."""
    benefit = load.starter().benefit.values[0]
    for place, factor in enumerate(more):
        model = answers[whole.factor_ids[place % len(whole.factor_ids)]]
        directions = [model.direction, *(d for d in factor.directions if d in DIRECTED)]
        direction = next(d for d in directions if d in factor.directions)
        risk, protects = direction is Direction.RISK, direction is Direction.PROTECTIVE
        yield (
            factor.id,
            Answer(
                direction=direction,
                level=(model.level or 1) if direction in DIRECTED else None,
                cause=factor.cause.values[0] if risk and factor.cause else None,
                benefit=benefit if protects else None,
            ),
        )


def test_a_first_round_takes_a_rater_at_most_90_taps_and_200_characters(stages):
    most = stages["blind_1"].most("rater")
    assert (most.taps, most.characters) <= (90, 200)
    assert most.characters <= 200


def test_a_second_round_takes_a_rater_at_most_25_taps(stages):
    assert stages["blind_2"].most("rater").taps <= 25


def test_the_recorder_has_at_most_60_fields_before_the_meeting_closes(stages):
    filled = {
        stage: sum(seat.fields for seat in stages[stage].seats if seat.seat == RECORDER)
        for stage in STAGES_5_TO_9
    }
    assert sum(filled.values()) <= 60, filled


def test_no_stage_takes_hands_longer_than_it_has_minutes(stages):
    planned = [stage for stage in stages.values() if stage.planned is not None]
    assert len(planned) == len(Parameters().minutes)
    assert [(s.stage, s.minutes, s.planned) for s in planned if s.over] == []


# -- how it is counted


def took(command, *before):
    """What one command takes, after others of the same person."""
    acts = [Act(FACTS, A, f"k{n}", c) for n, c in enumerate((*before, command))]
    return list(Counter().count(acts))[-1][1]


FACT = Fact(text="Seen twice", source="school", date="1 May")


def test_a_form_takes_its_fold_its_fields_and_its_button():
    assert took(AddEntry(content=FACT)) == Effort(1 + 3 + 1, 10 + 6 + 5, 3)


def test_a_fold_that_was_opened_stays_open():
    again = AddEntry(content=replace(FACT, text="Heard"))
    assert took(again, AddEntry(content=FACT)).taps == 3 + 1


def test_fields_in_a_fold_of_their_own_take_one_tap_more():
    more = took(AddEntry(content=replace(FACT, hand="first")))
    assert more.taps == took(AddEntry(content=FACT)).taps + 2


def test_of_a_text_that_stands_there_only_the_change_is_typed():
    mended = CorrectEntry(entry=EntryId("k0"), content=replace(FACT, text="Seen three times"))
    assert took(mended, AddEntry(content=FACT)) == Effort(1 + 1 + 1, len("three times") - 1, 1)


def test_what_the_page_begins_is_not_typed():
    text = "You can also see it like this: no"
    point = DeliverPoint(kind=PointKind.COUNTER_SENTENCE, text=text, about=ItemId("1"))
    assert took(point) == Effort(2, 2, 1)


def test_being_sure_takes_two_taps_every_time():
    leave = Advance(expected=FACTS)
    assert took(leave) == took(leave, leave) == Effort(taps=2)


def test_a_reply_is_said_by_the_press_that_opens_it():
    reply = AnswerPoint(point=PointId("p"), reply=Reply.REJECTED, text="No")
    assert took(reply) == Effort(1 + 1 + 1, 2, 1)


def test_a_reason_for_a_bypass_is_typed_in_its_fold():
    assert took(Bypass(need="quorum", reason="ill")) == Effort(3, 3, 1)


RISK = Answer(direction=Direction.RISK, level=2)


def test_a_blind_form_is_counted_at_its_seal():
    given = {question(f"f{n}"): RISK for n in range(6)} | {question("urgency"): Answer(level=1)}
    shown = 2 + 2 + 1
    answers = GiveAnswers(round=ROUND_1, answers=given)
    assert screens(given, 5) == shown
    assert took(answers).taps == 0
    assert took(SealRound(round=ROUND_1), answers).taps == 6 * 2 + 1 + shown + 1


def test_an_option_one_can_stand_behind_is_not_tapped():
    said = {question("support", EntryId(o)): Answer(pick=CAN) for o in "ABC"}
    against = {question("support", EntryId("D")): Answer(pick=CANNOT)}
    assert blind({**said, **against}, 5).taps == 1 + 1


def test_a_reason_for_a_shift_is_one_tap():
    explained = replace(RISK, shift=Shift.NEW_FACT)
    there, question_id = blind({question("f"): explained}, 5), question("f")
    assert there.taps == blind({question_id: RISK}, 5).taps + 1


def test_an_idea_is_saved_by_itself():
    idea = Answer(reason="Oma", pro="Near")
    given = GiveAnswers(round=IDEAS, answers={question("idea", EntryId("1")): idea})
    assert took(given) == Effort(2 + 1, 7, 2)


# -- how long it lasts


def lasts(*acts):
    return pace.seconds([(act, Effort(taps=5)) for act in acts])


def plan_b(seat, key):
    return Act(DECIDE, seat, key, AddEntry(content=PlanB(text="-")))


def test_two_people_write_at_the_same_time_and_one_after_the_other():
    assert lasts(plan_b(A, "1"), plan_b(B, "2")) == 10
    assert lasts(plan_b(A, "1"), plan_b(A, "2")) == 20


def test_nothing_is_completed_before_it_is_there():
    full = CorrectEntry(entry=EntryId("1"), content=Option(title="-", weight=Weight.SAME))
    assert lasts(plan_b(A, "1"), Act(DECIDE, B, "2", full)) == 20


def test_leaving_waits_for_everybody():
    leave = Act(DISCUSS, MODERATOR, "leave", Advance(expected=DISCUSS))
    assert lasts(plan_b(A, "1"), plan_b(B, "2"), leave) == 20
    assert lasts(leave, plan_b(A, "1"), plan_b(B, "2")) == 20


def test_a_stage_says_who_had_most_to_do_and_whether_it_is_over():
    text = "x" * 1000
    explanation = DeliverPoint(kind=PointKind.EXPLANATION, text=text)
    (stage,) = pace.stages([Act(CHALLENGE, A, "1", explanation)], Parameters())
    assert (stage.minutes, stage.planned, stage.over) == (5.6, 5, True)
    assert stage.most("advocate").characters == 1000
    assert stage.most("rater") is None
