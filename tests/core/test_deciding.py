"""Blind again, then weigh and decide: why answers moved, what is decided first, and who agrees."""

from dataclasses import replace

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.events import unsigned
from deliberate.sessions.flow.commands import Advance, CloseMeeting
from deliberate.sessions.forms import Answer, Direction, Shift, moved
from deliberate.sessions.ids import AGREEMENT, ROUND_2, Millis, SeatId, question
from deliberate.sessions.kinds.consultation import KIND
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.commands import CloseRound, ExcuseSeat, GiveAnswers, SealRound
from deliberate.sessions.rounds.count import waiting
from deliberate.sessions.rounds.forms import AGREE
from deliberate.sessions.verdict.commands import (
    AnswerSafeEnough,
    CompleteDecision,
    RecordDecision,
)
from deliberate.sessions.windows import Condition, Consequences, Dissent
from deliberate.sessions.workdays import DAY, workdays_after
from tests.core.moments import at, script
from tests.core.play import ROOM, Table

A, B, F = SeatId("seat-A"), SeatId("seat-B"), SeatId("seat-F")
ASKED = question(AGREE)
RISK, PROTECTIVE, NONE = Direction.RISK, Direction.PROTECTIVE, Direction.NONE


def code(outcome):
    return outcome.code if isinstance(outcome, Refusal) else "done"


def play(table, stage, upto):
    """The script of a stage up to the move with this key."""
    for move in script(table, stage):
        if move.key == upto:
            return move
        table.play(move)
    raise LookupError(upto)


def agree(pick):
    return GiveAnswers(round=AGREEMENT, answers={ASKED: Answer(pick=pick)})


def needs(table):
    return {need.code for need in table.look(MODERATOR).needs}


# -- blind round 2


@pytest.mark.parametrize(
    ("before", "after", "far"),
    [
        (Answer(RISK, 1), Answer(PROTECTIVE, 1), True),
        (Answer(RISK, 1), Answer(NONE), False),
        (Answer(NONE), Answer(RISK, 2), True),
        (Answer(level=2), Answer(level=4), True),
        (Answer(level=2), Answer(level=3), False),
        (Answer(level=1), Answer(pick="unknown"), False),
        (Answer(Direction.UNKNOWN), Answer(RISK, 3), False),
        (None, Answer(RISK, 3), False),
    ],
)
def test_a_shift_is_two_levels_between_two_answers_that_stand_somewhere(before, after, far):
    assert moved(after, before, 2) is far


@pytest.fixture
def shifting():
    """Seat F in round 2, who moved two levels on one factor and says why in the script."""
    table = at("blind_2")
    seal = play(table, "blind_2", "r2-F-seal")
    (asked,) = (q for q, a in table.answers[ROUND_2, F].items() if a.shift)
    return table, seal, asked


def test_a_round_is_not_sealed_before_each_shift_has_a_reason(shifting):
    table, seal, asked = shifting
    moved_to = table.answers[ROUND_2, F][asked]
    silent = GiveAnswers(round=ROUND_2, answers={asked: replace(moved_to, shift=None)})
    table.must(silent, F)
    refused = table.ask(SealRound(round=ROUND_2), F)
    assert (code(refused), refused.field) == ("shift_reason_missing", asked)
    assert table.look(F).stage.form.unexplained == (asked,)
    table.must(GiveAnswers(round=ROUND_2, answers={asked: moved_to}), F)
    table.play(seal)
    assert code(table.ask(silent, F)) == "shift_reason_missing"


def test_a_reason_goes_with_the_shift_that_it_was_for(shifting):
    table, _, asked = shifting
    back = Answer(Direction.NONE, shift=Shift.WENT_ALONG)
    table.must(GiveAnswers(round=ROUND_2, answers={asked: back}), F)
    assert table.answers[ROUND_2, F][asked].shift is None


def test_a_screen_knows_which_answers_ask_for_a_reason(shifting):
    table, _, asked = shifting
    cards = [c for s in table.look(F).stage.form.screens for c in s.cards if c.q == asked]
    levels = next(card for card in cards if card.levels)
    assert (levels.far, levels.shifted, levels.unexplained) == (("1", "2", "3"), True, False)
    assert all(not card.far for s in table.look(F).stage.form.screens for card in s.cards[5:])


def test_reasons_are_counted_without_names_and_by_question_only_where_nobody_stands_alone():
    table = at("decide")
    said = table.look(MODERATOR).stage.verdict
    assert said.why_shifted.total == (("misread", 1),)
    assert said.why_shifted.by_question == ()
    assert not any(shift.reasons for shift in said.shifts)
    this = table.session.rounds[ROUND_2]
    two = tuple(replace(i, shifts={"misread": 2}) if i.shifts else i for i in this.summary.items)
    again = replace(this, summary=replace(this.summary, items=two))
    table.session = replace(table.session, rounds={**table.session.rounds, ROUND_2: again})
    said = table.look(MODERATOR).stage.verdict
    assert [reasons for _, reasons in said.why_shifted.by_question] == [(("misread", 2),)]


@pytest.mark.parametrize("name", ["V1", "V2", "V3"])
def test_the_second_round_and_its_preferences_are_those_of_the_vignette(name):
    table = at("decide", name)
    expected, cast = table.cast.vignette.expected, table.cast
    choices = {row.option: row for row in table.look(MODERATOR).stage.verdict.choices}
    for letter, first in expected["first_choice_round_2"].items():
        row = choices[cast.option(letter)]
        assert (row.first, row.cannot) == (first, expected["cannot_support_round_2"][letter])
    summary = table.session.rounds[ROUND_2].summary
    for judged in ("direct_safety", "stable_safety"):
        for child, figures in expected["rounds"]["2"][judged].items():
            item = summary.item(question(judged, cast.child(child)))
            assert [item.counts.get(str(n), 0) for n in range(1, 6)] == figures["counts"]
            assert float(item.median) == figures["median"]
    talked = {q for factors in expected["discussion_items"] for q in factors}
    shown = {shift.after.q for shift in table.look(A).stage.verdict.shifts if not shift.after.child}
    assert {q.removeprefix("case:") for q in shown} == {
        cast.case_factor(q) if q.startswith("case:") else q for q in talked
    }


# -- before we leave


def test_the_two_likeliest_options_are_weighed_out_before_anything_is_decided():
    table = at("decide")
    leading = [lead.option for lead in table.look(RECORDER).stage.verdict.leading]
    assert leading == [table.cast.option("B"), table.cast.option("D")]
    decision = next(m for m in script(table, "decide") if isinstance(m.command, RecordDecision))
    assert "consequences_missing" in needs(table)
    table.must(AnswerAcute(acute=False), MODERATOR)
    assert code(table.ask(decision.command, RECORDER)) == "consequences_first"
    play(table, "decide", "safe-0")
    assert "consequences_missing" not in needs(table)
    assert code(table.ask(decision.command, RECORDER)) == "done"


def test_consequences_are_written_once_and_say_something_of_every_child():
    table = at("decide")
    first = next(move for move in script(table, "decide") if move.seat == RECORDER)
    bare = replace(first.command.content, siblings="")
    assert table.ask(AddEntry(content=bare), RECORDER).field == "content.siblings"
    strange = replace(bare, option="nobody")
    assert code(table.ask(AddEntry(content=strange), RECORDER)) == "unknown_option"
    assert code(table.ask(AddEntry(content=bare), B)) == "not_now"
    table.play(first)
    assert code(table.ask(first.command, RECORDER)) == "consequences_written"
    other = next(o.id for o, _ in table.session.entries.options() if o.id != bare.option)
    theirs = replace(first.command.content, option=other)
    table.must(AddEntry(content=theirs), RECORDER, "other")
    changed = CorrectEntry(entry="other", content=first.command.content)
    assert code(table.ask(changed, RECORDER)) == "consequences_written"
    one_child = at("decide", "V3")
    lone = next(script_move for script_move in script(one_child, "decide")).command.content
    assert isinstance(lone, Consequences)
    assert code(one_child.ask(AddEntry(content=replace(lone, siblings="")), RECORDER)) == "done"


def test_safe_enough_needs_a_reason_where_a_rating_says_otherwise():
    table = at("decide")
    table.must(AnswerAcute(acute=False), MODERATOR)
    lina = table.cast.child("Lina")
    yes, no = (AnswerSafeEnough(child=lina, safe_enough=answer) for answer in (True, False))
    assert code(table.ask(yes, A)) == "safe_enough_reason_missing"
    assert code(table.ask(no, A)) == "done"
    this = table.session.rounds[ROUND_2]
    calm = tuple(
        replace(i, counts={"4": 5, "5": 3}) if i.question == question("direct_safety", lina) else i
        for i in this.summary.items
    )
    this = replace(this, summary=replace(this.summary, items=calm))
    table.session = replace(table.session, rounds={**table.session.rounds, ROUND_2: this})
    assert code(table.ask(yes, A)) == "done"
    assert code(table.ask(no, A)) == "safe_enough_reason_missing"
    assert code(table.ask(replace(no, reason="vader is weg"), A)) == "done"


def test_why_not_lighter_is_asked_unless_the_lightest_was_chosen():
    table = at("decide")
    made = play(table, "decide", "decision").command
    assert table.ask(replace(made, why_not_lighter=""), RECORDER).field == "why_not_lighter"
    assert table.ask(replace(made, lightest="nobody"), RECORDER).field == "lightest"
    assert table.ask(replace(made, lightest=made.option), RECORDER).code == "not_the_lightest"
    change_nothing = replace(made, option=made.lightest, why_not_lighter="")
    table.must(change_nothing, RECORDER)
    assert table.session.verdict.decision.misfit


def test_more_conditions_than_five_ask_for_one_line():
    table = at("decide")
    play(table, "decide", "plan-b")
    condition = Condition(who="Dennis", what="belt om 18.00 uur", until="1 juni", why="rust")
    for number in range(3):
        table.must(AddEntry(content=condition), RECORDER, f"more-{number}")
    warned = [need.about for need in table.look(MODERATOR).needs if need.code == "warning"]
    assert warned == ["too_many_conditions"]


# -- who agrees


@pytest.fixture
def decided():
    table = at("decide")
    table.play(play(table, "decide", "decision"))
    return table


def test_everybody_is_asked_as_soon_as_something_is_decided(decided):
    assert decided.look(B).stage.verdict.agreement.open
    assert decided.look(MODERATOR).stage.verdict.agreement.asked is False
    decided.must(agree("disagrees"), B)
    mine, other = (decided.look(seat).stage.verdict.agreement for seat in (B, A))
    assert (mine.own, mine.write) == ("disagrees", True)
    assert (other.own, other.write, other.disagree, other.of) == ("", False, 0, 0)
    assert (decided.look(MODERATOR).done.sealed, decided.look(MODERATOR).done.of) == (1, 9)


def test_who_could_not_stand_behind_the_option_is_asked_to_write_it_down(decided):
    assert decided.look(F).stage.verdict.agreement.write
    assert not decided.look(A).stage.verdict.agreement.write


def close(table):
    """Excuse whoever has not answered, and close the question."""
    this = table.session.rounds[AGREEMENT]
    for seat in waiting(table.session, this, KIND.spec(AGREEMENT)):
        table.must(ExcuseSeat(round=AGREEMENT, seat=seat, reason="weg"), MODERATOR)
    table.must(CloseRound(round=AGREEMENT), MODERATOR)


def test_it_is_counted_once_the_question_is_closed(decided):
    for seat in (A, B):
        decided.must(agree("agrees"), seat)
    decided.must(agree("disagrees"), F)
    assert code(decided.ask(agree("agrees"), MODERATOR)) == "not_your_round"
    close(decided)
    found = decided.look(A).stage.verdict.agreement
    assert (found.closed, found.disagree, found.of, found.wrote) == (True, 1, 3, 0)
    assert code(decided.ask(agree("agrees"), F)) == "round_closed"


@pytest.mark.parametrize(("answered", "few"), [((), True), ((A, B), True), ((A, B, F), False)])
def test_of_fewer_than_three_answers_no_count_is_told(decided, answered, few):
    """Who answered is known to who leads: a count of one would tell them what it was."""
    for seat in answered:
        decided.must(agree("disagrees"), seat)
    close(decided)
    for seat in (A, MODERATOR, RECORDER, ROOM):
        found = decided.look(seat).stage.verdict.agreement
        assert (found.closed, found.few) == (True, few)
        assert (found.disagree, found.of) == ((0, 0) if few else (3, 3))


@pytest.mark.parametrize("closed", [False, True])
def test_another_option_asks_everybody_again(decided, closed):
    decided.must(agree("disagrees"), B)
    if closed:
        close(decided)
    made = decided.session.verdict.decision
    same = next(m.command for m in script(decided, "decide") if m.key == "decision")
    decided.must(replace(same, text="Anders gezegd."), RECORDER)
    assert decided.session.rounds[AGREEMENT].attempt == 1
    decided.must(replace(same, option=decided.cast.option("D")), RECORDER)
    this = decided.session.rounds[AGREEMENT]
    assert (this.attempt, this.open, this.sealed) == (2, True, frozenset())
    assert decided.look(B).stage.verdict.agreement.own == ""
    assert decided.session.verdict.decision.option != made.option


def test_the_meeting_waits_for_whoever_has_not_answered_and_is_not_excused(decided):
    for move in script(decided, "decide"):
        left_out = move.key in {"agree-H", "agree-close"} or move.key.startswith("process")
        left_out = left_out or "dissent" in move.key
        if left_out or move.key in decided_keys(decided):
            continue
        if isinstance(move.command, CloseMeeting):
            break
        decided.play(move)
    last = decided.ask(CloseMeeting(expected="decide"), MODERATOR)
    assert (code(last), last.field) == ("gate_closed", "agreement_open")
    decided.must(ExcuseSeat(round=AGREEMENT, seat=SeatId("seat-H"), reason="weg"), MODERATOR)
    last = decided.ask(CloseMeeting(expected="decide"), MODERATOR)
    assert last.field == "agreement_to_close", "who disagrees can still write it down"
    decided.must(CloseRound(round=AGREEMENT), MODERATOR)
    decided.must(CloseMeeting(expected="decide"), MODERATOR)
    agreement = decided.look(MODERATOR).stage.verdict.agreement
    assert (agreement.closed, agreement.of) == (True, 8)


def decided_keys(table: Table):
    """What has been played before the question was opened."""
    keys = [move.key for move in script(table, "decide")]
    return set(keys[: keys.index("decision") + 1])


# -- dissent


def test_a_dissent_about_the_process_may_go_without_a_name_and_then_has_none():
    table = at("decide")
    said = Dissent(about="decision", text="te licht", changes_mind="een brief", anonymous=True)
    assert code(table.ask(AddEntry(content=said), B)) == "only_process_anonymous"
    process = replace(said, about="process")
    outcome = table.must(AddEntry(content=process), B, "nameless")
    assert all(unsigned(event) for event in outcome)
    for seat in (A, B, MODERATOR):
        (row,) = table.look(seat).windows.dissent
        assert (row.author, row.mine) == ("", False)
    changed = CorrectEntry(entry="nameless", content=process)
    assert code(table.ask(changed, B)) == "not_your_entry"
    table.must(AddEntry(content=replace(process, anonymous=False)), B, "named")
    late = CorrectEntry(entry="named", content=process)
    assert code(table.ask(late, B)) == "anonymous_from_the_start"


def test_a_dissent_rests_on_a_fact_of_the_session():
    table = at("decide")
    said = Dissent(about="facts", text="te licht", changes_mind="niets", deciding_fact="nobody")
    assert table.ask(AddEntry(content=said), B).field == "content.deciding_fact"
    fact = table.cast.fact(1)
    assert code(table.ask(AddEntry(content=replace(said, deciding_fact=fact)), B)) == "done"


# -- within one working day


def test_what_was_left_for_later_keeps_the_test_open_until_it_is_complete():
    table = at("test")
    later = {"good_enough_open", "future_concern_open", "why_not_heavier_open", "not_chosen_open"}
    assert later <= needs(table)
    for need in table.look(MODERATOR).needs:
        assert need.code not in later or not need.bypassable
    half = Condition(who="Dennis", what="belt om 18.00 uur", until="1 juni", why="rust")
    table.must(AddEntry(content=half), RECORDER, "half")
    assert "condition_incomplete" in needs(table)
    whole = replace(half, seen_by="oma", watched_by="oma", otherwise="bellen")
    table.must(CorrectEntry(entry="half", content=whole), RECORDER)
    said = {"if_nothing_changes": "geweld", "why_not_heavier": "te ver"}
    table.must(CompleteDecision(good_enough="drie maanden rust", **said), RECORDER)
    assert later & needs(table) == {"not_chosen_open"}
    assert table.ask(Advance(expected="test"), MODERATOR).code == "gate_closed"


def test_there_is_nothing_to_complete_before_there_is_a_decision():
    assert code(at("decide").ask(CompleteDecision(), RECORDER)) == "decision_first"


FRIDAY = Millis(1_800_010_800_000)


@pytest.mark.parametrize(("days", "later"), [(0, 0), (1, 3), (2, 4), (6, 10)])
def test_a_working_day_after_friday_is_monday(days, later):
    """15 January 2027, a Friday."""
    assert workdays_after(FRIDAY, days) - FRIDAY == later * DAY
