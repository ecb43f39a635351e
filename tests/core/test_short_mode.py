"""Half an hour is for what can be undone; the clock counts work, and adjourning names a day."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.danger.commands import EndAlarm, SoundAlarm
from deliberate.sessions.dates import typed_date
from deliberate.sessions.entries.commands import AddEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Adjourn, Bypass, DescribeCase, Pause, Resume
from deliberate.sessions.flow.state import Bypassed
from deliberate.sessions.ids import ROUND_1, ROUND_2, EntryId, SeatId, item_of
from deliberate.sessions.parameters import shortened
from deliberate.sessions.project import View
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.commands import GiveAnswers, OpenPrework
from deliberate.sessions.rounds.forms import DECIDING_FACT, FORMS
from deliberate.sessions.scope import refuses, too_far, weighty
from deliberate.sessions.seating.commands import AdmitSeat
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.views.clock import MINUTE, planned
from deliberate.sessions.windows import Arrangement, Option, Weight
from tests.core.moments import at
from tests.core.play import ROOM, Table
from tests.records.made import record_of

A, B, C = SeatId("seat-A"), SeatId("seat-B"), SeatId("seat-C")
QUESTION = {"decision_question": "Kan Lina zonder zorgen naar oma?", "decision_authority": "GW"}


def code(outcome):
    return outcome.code if isinstance(outcome, Refusal) else "done"


def moves(table, stage):
    return list(dict(STAGED)[stage](table.cast))


def needs(table):
    return {need.code for need in table.look(MODERATOR).needs}


def option(touches=(), title="Naar oma"):
    content = Option(title=title, weight=Weight.HEAVIER, by_family=True, touches=frozenset(touches))
    return AddEntry(content=content)


def short_until_open(sealed=(A, B, C), vignette="V1"):
    """Half an hour with the prework of these raters in, where the room has just been opened."""
    table = Table(vignette, short=True)
    *before, leave = moves(table, "prepare")
    for move in before:
        table.play(move)
    if ROUND_1 not in table.session.rounds:
        table.must(OpenPrework(), MODERATOR)
    for seat in table.cast.raters:
        table.seat(seat)
    judged = {A: [], B: [], C: []}
    for move in moves(table, "blind_1"):
        if move.seat in judged:
            judged[move.seat].append(move)
    for seat in sealed:
        play(table, judged[seat])
    table.play(leave)
    return table


def asked_now(table, move):
    """A blind answer without what is not asked: no core facts yet, or only half an hour."""
    if not isinstance(move.command, GiveAnswers) or move.command.round not in FORMS:
        return move
    asked = {q.id: q for q in FORMS[move.command.round](table.session).questions}
    answers = {q: a for q, a in move.command.answers.items() if q in asked}
    if not table.session.entries.core:
        answers.pop(DECIDING_FACT, None)
    return replace(move, command=replace(move.command, answers=answers)) if answers else None


def test_half_an_hour_is_thirty_minutes_and_a_standard_meeting_sixty_four():
    table = short_until_open()
    assert sum(planned(table.session).values()) == 30
    standard = Table("V1").until("facts")
    assert sum(planned(standard.session).values()) == 64 - 3 + 10
    early = Table("V1")
    for move in moves(early, "prepare")[:-1]:
        early.play(move)
    if ROUND_1 not in early.session.rounds:
        early.must(OpenPrework(), MODERATOR)
    assert sum(planned(early.session).values()) == 64


def test_half_an_hour_refuses_a_weighty_decision_from_the_start():
    table = Table(short=True)
    refused = table.ask(DescribeCase(**QUESTION, weighty=True), MODERATOR)
    assert (code(refused), refused.field) == ("weighty_needs_full_session", "weighty")
    table.must(DescribeCase(**QUESTION), MODERATOR)
    Table().must(DescribeCase(**QUESTION, weighty=True), MODERATOR)


def test_half_an_hour_is_not_begun_without_prework_and_nobody_passes_that_by():
    table = Table(short=True)
    assert "prework_not_open" in needs(table)
    passed = table.ask(Bypass(need="prework_not_open", reason="haast"), MODERATOR)
    assert code(passed) == "cannot_bypass"
    assert "prework_not_open" not in needs(Table())


def test_the_meeting_waits_until_three_raters_have_judged_beforehand():
    table = short_until_open(sealed=(A, B))
    table.must(AdmitSeat(seat=C), MODERATOR)
    assert "prework_too_few" in needs(table)
    passed = table.ask(Bypass(need="prework_too_few", reason="haast"), MODERATOR)
    assert code(passed) == "cannot_bypass"
    assert table.look(C).stage.form is not None, "who did not come to it can still do it here"


def shortened_at(stage, vignette="V1"):
    """A session at this moment as if it had been opened for half an hour."""
    table = at(stage, vignette)
    setup = table.session.opened
    setup = replace(setup, parameters=shortened(setup.parameters))
    table.session = replace(table.session, setup=setup)
    return table


def test_the_second_round_of_half_an_hour_asks_safety_now_and_a_first_choice():
    table = shortened_at("blind_2")
    asked = {item_of(q.id) for q in FORMS[ROUND_2](table.session).questions}
    assert asked == {"direct_safety", "first_choice"}
    table = at("blind_2")
    assert len(FORMS[ROUND_2](table.session).questions) > len(asked)


@pytest.mark.parametrize("touched", ["placement", "contact", "closed_care", "compulsory"])
def test_an_option_beyond_the_frame_turns_half_an_hour_into_preparation(touched):
    table = shortened_at("options", "V3")
    assert told(table, A) == told(table, ROOM) == set()
    table.must(option([touched]), A, "beyond")
    for seat in (A, RECORDER, MODERATOR, ROOM):
        assert "needs_full_session" in told(table, seat)
    assert refuses(table.session, EntryId("beyond")).code == "needs_full_session"
    table.must(WithdrawEntry(entry=EntryId("beyond"), reason="toch niet"), MODERATOR)
    assert "needs_full_session" not in told(table, A)


def told(table, seat):
    return {notice.code for notice in table.look(seat).notices}


def test_closing_waits_for_a_full_session_while_somebody_judged_a_child_unsafe():
    table = shortened_at("options", "V1")
    table.must(option(["closing"]), A, "closing")
    assert [o.title for o in too_far(table.session)] == ["Naar oma"]
    calm = at("options", "V1")
    calm.must(option(["closing"]), A, "closing")
    assert too_far(calm.session) == ()


def test_half_an_hour_does_not_decide_what_leaves_the_frame():
    table = shortened_at("decide", "V2")
    outcome = table.ask(choosing(table, "D"), MODERATOR)
    assert (code(outcome), outcome.field) == ("needs_full_session", "option")
    light = table.ask(choosing(table, "A"), MODERATOR)
    assert code(light) != "needs_full_session", "what stays within the frame may be decided"


def choosing(table, letter):
    """The vignette's decision, but for this option."""
    decided = next(m for m in moves(table, "decide") if isinstance(m.command, RecordDecision))
    return replace(decided.command, option=table.cast.option(letter))


def test_a_weighty_option_is_decided_after_a_challenge_with_an_advocate_only():
    table = at("decide", "V2")
    chosen = choosing(table, "D")
    assert refuses(table.session, chosen.option) is None
    nobody = replace(table.session.challenge, advocate=None)
    whole, table.session = table.session, replace(table.session, challenge=nobody)
    assert code(table.ask(chosen, MODERATOR)) == "weighty_needs_advocate"
    table.session = whole
    passed = Bypassed("point_missing", "fact", "G4", "challenge", MODERATOR, "laat")
    hurried = replace(table.session.progress, bypassed=(passed,))
    table.session = replace(table.session, progress=hurried)
    assert code(table.ask(chosen, MODERATOR)) == "weighty_needs_advocate"


def test_what_is_decided_makes_a_decision_weighty():
    table = at("decide", "V2")
    for move in moves(table, "decide"):
        if isinstance(move.command, RecordDecision):
            break
        table.play(move)
    assert not weighty(table.session)
    table.must(choosing(table, "D"), MODERATOR)
    assert weighty(table.session)
    assert table.look(A).case.weighty


# -- the clock


def test_time_used_stands_beside_time_planned_and_breaks_do_not_count():
    table = at("facts")
    entered = table.session.progress.entered["facts"]
    table.clock = entered + 5 * MINUTE
    table.must(Pause(), MODERATOR)
    paused = table.look(MODERATOR).clock
    assert paused.stopped == table.clock
    assert paused.stopped - paused.stage_since == 5 * MINUTE + 1000
    table.clock += 10 * MINUTE
    table.must(Resume(), MODERATOR)
    running = table.look(MODERATOR).clock
    assert running.stopped == 0
    assert table.clock - running.stage_since == 5 * MINUTE + 1000
    assert table.clock - running.meeting_since < 6 * MINUTE


def test_an_alarm_in_a_break_is_one_standstill():
    table = at("facts")
    start = table.look(A).clock.stage_since
    table.must(Pause(), MODERATOR)
    since = table.clock
    table.must(SoundAlarm(), A)
    table.must(EndAlarm(note="gebeld"), MODERATOR)
    assert table.look(A).clock.stopped == since
    table.must(Resume(), MODERATOR)
    assert table.look(A).clock.stage_since - start == table.clock - since


def test_a_stage_that_was_left_keeps_the_time_it_took():
    table = at("facts")
    rows = {row.stage: row for row in table.look(ROOM).clock.rows}
    progress = table.session.progress
    assert rows["open"].used == progress.left["open"] - progress.entered["open"]
    assert (rows["open"].planned, rows["facts"].used) == (2, None)


def test_the_moment_to_finish_or_adjourn_comes_later_by_every_break():
    table = at("discuss")
    clock = table.look(MODERATOR).clock
    assert clock.wrap_up - clock.meeting_since == 55 * MINUTE
    assert (
        shortened_at("discuss").look(MODERATOR).clock.wrap_up == clock.meeting_since + 25 * MINUTE
    )
    table.must(Pause(), MODERATOR)
    table.clock += 10 * MINUTE
    table.must(Resume(), MODERATOR)
    assert table.look(MODERATOR).clock.wrap_up > clock.wrap_up + 10 * MINUTE
    assert at("test").look(MODERATOR).clock.wrap_up == 0


# -- adjourning


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("16-05-2027", "done"),
        ("2027-05-16", "done"),
        ("31-02-2027", "not_a_date"),
        ("volgende week", "not_a_date"),
        ("2027-5-16", "not_a_date"),
        ("15-01-2027", "date_has_passed"),
        ("01-01-2020", "date_has_passed"),
    ],
)
def test_an_adjournment_ends_on_a_day_that_exists_and_is_to_come(typed, said):
    table = at("options")
    asked = Adjourn(provisional="Dennis slaapt elders", until=typed)
    outcome = table.ask(asked, MODERATOR)
    assert code(outcome) == said
    if said == "done":
        assert table.session.progress.provisional.until == "16-05-2027"
    else:
        assert outcome.field == "until"


@given(st.dates())
def test_the_core_counts_days_as_the_calendar_does(day):
    for typed in (f"{day:%d-%m-}{day.year:04d}", day.isoformat()):
        meant = typed_date(typed)
        assert meant.ordinal == day.toordinal()
        assert (meant.year, meant.month, meant.day) == (day.year, day.month, day.day)


@pytest.mark.parametrize(
    "typed", ["29-02-2027", "29-02-1900", "31-04-2027", "00-01-2027", "1-1-27"]
)
def test_a_day_that_does_not_exist_is_none(typed):
    assert typed_date(typed) is None


def test_what_happens_at_once_goes_with_the_adjournment():
    table = at("options")
    asked = {"provisional": "Dennis slaapt elders", "until": "16-05-2027", "who": "Oma"}
    half = table.ask(Adjourn(**asked), MODERATOR)
    assert (code(half), half.field) == ("text_missing", "what")
    table.must(Adjourn(**asked, what="haalt Lina op", when="vandaag"), MODERATOR, "now")
    for seat in (A, MODERATOR, ROOM):
        seen: View = table.look(seat)
        rows = [row.content for row in seen.windows.arrangements]
        assert rows == [Arrangement(who="Oma", what="haalt Lina op", when="vandaag", direct=True)]
        assert "provisional" in {notice.code for notice in seen.notices}


def test_a_break_can_become_an_adjournment():
    table = at("discuss")
    table.must(Pause(), MODERATOR)
    since = table.clock
    table.must(Adjourn(provisional="Niets verandert", until="16-05-2027"), MODERATOR)
    assert table.look(A).clock.stopped == since
    table.must(Resume(), MODERATOR)
    assert table.look(A).notices == ()
    assert code(table.ask(Resume(), MODERATOR)) == "already_so"


# -- a whole session of half an hour


def play(table, played):
    """Moves of the script, as far as they fit; who has opened the link need not do so again."""
    for move in played:
        due = asked_now(table, move)
        known = isinstance(move.command, AdmitSeat) and move.command.seat
        if known and table.session.roster.seats[known].seated:
            table.must(move.command, move.seat, move.key)
        elif due:
            table.play(due)


@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_half_an_hour_can_be_played_from_the_prework_to_the_record(vignette):
    table = short_until_open(vignette=vignette)
    for stage in [name for name, _ in STAGED if name != "prepare"]:
        play(table, moves(table, stage))
    assert table.session.progress.stage == "closed"
    head = record_of(table).head
    assert head["case"]["short"]
    assert [row["planned"] for row in head["times"]] == [1, 5, 1, 2, 8, 5, 2, 1, 5]
