"""How firmly a decision stands, what is left to do after the meeting, and the way back."""

from dataclasses import replace

import pytest

from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.concrete import conditions_concrete
from deliberate.sessions.entries.commands import CorrectEntry
from deliberate.sessions.flow.commands import (
    Adjourn,
    Advance,
    Bypass,
    CloseMeeting,
    ReopenDecision,
    Resume,
)
from deliberate.sessions.forms import AGREES, Answer
from deliberate.sessions.ids import AGREEMENT, DECIDE, TEST, EntryId, Millis, SeatId, question
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.kinds.consultation import KIND
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import AFTER_MEETING, Role
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers
from deliberate.sessions.rounds.count import waiting
from deliberate.sessions.rounds.forms import AGREE
from deliberate.sessions.seating.commands import AdmitSeat, EnterByLink
from deliberate.sessions.seating.state import Standing
from deliberate.sessions.states import stand, steps
from deliberate.sessions.telling.commands import Consent, RecordReaction
from deliberate.sessions.telling.decide import looked_at
from deliberate.sessions.testing.commands import Judged, SignTest
from deliberate.sessions.verdict.commands import AnswerSafeEnough, CompleteDecision
from deliberate.sessions.views.tasks import COMPLETING, STAGES, Task, gates
from deliberate.sessions.windows import Person, Relation
from deliberate.sessions.workdays import DAY
from deliberate.web.afterwards import expired
from tests.core.play import ROOM, Table

SIGNED = SignTest(core=Judged.YES, proportional=Judged.YES, dissent=Judged.YES)
AFTERWARDS = ("test", "agree", "explain")


@pytest.fixture(scope="module")
def stages():
    """One table after each stage from the test on."""
    table, found = Table("V1").until("test"), {}
    found["test"] = copy(table)
    for stage, following in (("test", "agree"), ("agree", "explain"), ("explain", "closed")):
        for move in dict(STAGED)[stage](table.cast):
            table.play(move)
        found[following] = copy(table)
    return found


def copy(whole: Table) -> Table:
    table = object.__new__(Table)
    table.__dict__.update(whole.__dict__)
    table.events, table.answers = list(whole.events), dict(whole.answers)
    return table


def said(table: Table) -> list[tuple[str, str]]:
    return [(step.state.value, step.because) for step in steps(table.session)]


def test_nothing_stands_before_the_group_decided():
    table = Table("V1").until("decide")
    assert stand(table.session) is None
    assert table.look(MODERATOR).standing is None


def test_from_intended_to_final(stages):
    states = {name: stand(table.session).now.state for name, table in stages.items()}
    assert states == {
        "test": "intended",
        "agree": "tested",
        "explain": "tested",
        "closed": "final",
    }
    final = stand(stages["closed"].session)
    assert (final.plan, final.date) == ("complete", stages["closed"].cast.on(14))


def test_everybody_is_told_on_every_page(stages):
    for seat in (MODERATOR, RECORDER):
        assert stages["agree"].look(seat).standing.state == "tested"
    told = stages["agree"].look(RECORDER).standing.steps[-1]
    assert told.by == (stages["agree"].cast.vignette.moderator.name,)
    assert told.moderator_too


def test_a_condition_reworded_after_the_signature_makes_it_intended_again(stages):
    table = copy(stages["test"])
    for move in dict(STAGED)["test"](table.cast):
        if move.key == "leave-test":
            break
        table.play(move)
    assert stand(table.session).now.state == "tested"
    first = table.session.entries.by_id[EntryId("condition-1")]
    reworded = replace(first.content, what="slaapt elke nacht elders")
    table.must(CorrectEntry(entry=first.id, content=reworded), RECORDER)
    assert said(table) == [("intended", ""), ("tested", ""), ("intended", "reworded")]


def test_an_adjournment_is_provisional_until_its_day(stages):
    table = copy(stages["test"])
    table.must(Adjourn(provisional="Dennis slaapt elders.", until="20-01-2027"), MODERATOR)
    stands = stand(table.session)
    assert (stands.now.state, stands.date) == ("provisional", "20-01-2027")
    view = table.look(MODERATOR)
    assert not expired(view, 1_800_000_000_000)
    assert expired(view, 1_800_000_000_000 + 30 * DAY)
    table.must(Resume(), MODERATOR)
    assert stand(table.session).now.state == "intended"


def test_each_need_after_the_meeting_belongs_to_one_task():
    kind = KINDS["consultation"]
    for stage in AFTERWARDS:
        asked = [gate for task, at in STAGES.items() if at == stage for gate in gates(kind, task)]
        by_guards = [conditions_concrete] if stage == TEST else []
        assert sorted(map(repr, asked)) == sorted(map(repr, (*kind.stage(stage).gates, *by_guards)))
    assert set(COMPLETING) <= {*kind.stage(TEST).gates, conditions_concrete}


def test_tasks_have_an_owner_and_a_day_and_get_done(stages):
    view = stages["test"].look(MODERATOR)
    found = {t.task: t for t in view.tasks}
    vignette = stages["test"].cast.vignette
    assert found[Task.TEST].owners == (vignette.moderator.name,)
    assert found[Task.AGREE].owners == (vignette.recorder.name,)
    assert not found[Task.COMPLETE].done
    assert found[Task.COMPLETE].due < found[Task.TEST].due < found[Task.AGREE].due
    assert stages["agree"].look(MODERATOR).tasks[1].done
    assert stages["closed"].look(MODERATOR).tasks == ()
    assert stages["agree"].look(ROOM).tasks == ()


@pytest.mark.parametrize(("weekday", "days"), [("friday", 3), ("monday", 1)])
def test_one_working_day_skips_the_weekend(stages, weekday, days):
    table = copy(stages["test"])
    # 15 January 2027 was a Friday
    closed = Millis(1_800_000_000_000 + (0 if weekday == "friday" else 3) * DAY)
    progress = replace(table.session.progress, meeting_closed=closed)
    table.session = replace(table.session, progress=progress)
    due = table.look(MODERATOR).tasks[0].due
    assert due == closed + days * DAY


def test_only_a_reaction_that_sends_it_back_reopens(stages):
    table = copy(stages["explain"])
    assert table.ask(ReopenDecision(reason="toch"), MODERATOR) == Refusal("nothing_sent_back")


def sent_back(table: Table) -> Table:
    person = next(
        e.id
        for e in table.session.entries.by_id.values()
        if e.content.kind == "person" and e.content.relation == "parent"
    )
    said = RecordReaction(
        person=person,
        text="Oma is ziek, zij kan niet helpen.",
        answer="Dan kijken we opnieuw.",
        outcome="back",
    )
    table.must(said, RECORDER, "reaction-back")
    table.must(ReopenDecision(reason="Oma valt weg."), MODERATOR)
    return table


def safe_again(table: Table) -> None:
    """Asked anew for each child, as it is about now."""
    answers = (
        m for m in dict(STAGED)["decide"](table.cast) if isinstance(m.command, AnswerSafeEnough)
    )
    for number, move in enumerate(answers):
        table.must(move.command, move.seat, f"safe-again-{number}")


def decided_again(table: Table, **other) -> None:
    """The same decision or another, with which everybody agrees, and the meeting is closed."""
    decision = next(m for m in dict(STAGED)["decide"](table.cast) if m.key == "decision")
    table.must(replace(decision.command, **other), decision.seat, "decision-again")
    for seat in waiting(table.session, table.session.rounds[AGREEMENT], KIND.spec(AGREEMENT)):
        agrees = {question(AGREE): Answer(pick=AGREES)}
        table.must(GiveAnswers(round=AGREEMENT, answers=agrees), seat)
    table.must(CloseRound(round=AGREEMENT), MODERATOR)
    table.must(CloseMeeting(expected=DECIDE), MODERATOR)


def codes(table: Table) -> list[str]:
    return [need.code for need in table.look(MODERATOR).needs]


def test_a_reopened_decision_is_decided_tested_and_signed_again(stages):
    table = sent_back(copy(stages["explain"]))
    assert table.session.progress.stage == DECIDE
    assert said(table)[-1] == ("intended", "reopened")
    assert "decision_again" in [need.code for need in table.look(MODERATOR).needs]
    assert table.ask(CloseMeeting(expected=DECIDE), MODERATOR).code == "gate_closed"
    assert codes(table).count("safe_enough_open") == 2
    safe_again(table)
    decided_again(table)
    assert codes(table) == ["test_unsigned"]
    table.must(SIGNED, MODERATOR)
    assert said(table)[-1] == ("tested", "")
    assert len(table.session.verdict.decisions) == 2


def test_what_was_completed_of_another_option_is_asked_again_and_kept_to_begin_from(stages):
    table = sent_back(copy(stages["explain"]))
    safe_again(table)
    written, made = table.session.verdict.completed, table.session.verdict.decision
    assert made.option != made.lightest
    decided_again(table, option=made.lightest)
    assert set(codes(table)) >= {"not_chosen_open", "why_not_heavier_open", "test_unsigned"}
    shown = table.look(RECORDER).stage.verdict
    assert (shown.completed, shown.before) == (None, written)
    table.must(
        CompleteDecision(if_nothing_changes="a", why_not_heavier="b", not_chosen="c"), RECORDER
    )
    assert table.look(RECORDER).stage.verdict.before is None


def test_what_was_passed_over_or_looked_at_counts_for_that_decision_alone(stages):
    table = copy(stages["explain"])
    *asked, _ = dict(STAGED)["explain"](table.cast)
    consents = [m for m in asked if isinstance(m.command, Consent)]
    absent = next(m.command.person for m in consents if parent(table, m.command.person))
    for move in asked:
        if getattr(move.command, "person", None) != absent or not isinstance(move.command, Consent):
            table.play(move)
    table.must(Bypass(need="consent_missing", about=absent, reason="op vakantie"), MODERATOR)
    table = sent_back(table)
    assert not looked_at(table.session)
    safe_again(table)
    decided_again(table)
    table.must(SIGNED, MODERATOR)
    for stage in ("test", "agree"):
        table.must(Advance(expected=stage), MODERATOR)
    needs = table.look(MODERATOR).needs
    assert ("consent_missing", absent) in {(need.code, need.about) for need in needs}
    assert "op vakantie" in [b.reason for b in table.session.progress.bypassed]


def parent(table: Table, person: EntryId) -> bool:
    known = {entry.id: who for entry, who in table.session.entries.of(Person)}
    return known[person].relation is Relation.PARENT


def test_people_of_the_group_may_come_back_in_by_a_new_link(stages):
    table = sent_back(copy(stages["explain"]))
    seats = table.session.roster.seats
    rater = next(s for s in seats.values() if s.standing is Standing.INVITED and s.has(Role.RATER))
    assert not rater.roles & AFTER_MEETING
    assert table.ask(EnterByLink(seat=rater.id, device="d", link=1), None).code == "link_used"
    table.must(EnterByLink(seat=rater.id, device="d", link=rater.link), None)
    table.must(AdmitSeat(seat=rater.id), MODERATOR)
    assert table.look(SeatId(rater.id)).admitted


def test_everybody_is_told_why_it_is_back(stages):
    table = sent_back(copy(stages["explain"]))
    assert "reopened" in [notice.code for notice in table.look(RECORDER).notices]
