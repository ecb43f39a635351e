"""The behavioural scientist's test: what a verdict says for itself, returned wordings, a second
tester, and signatures that lapse."""

from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import (
    AddEntry,
    CorrectEntry,
    ShieldEntry,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import TEST, EntryId, PartyId, SeatId
from deliberate.sessions.project import project
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import AdmitSeat, Invite
from deliberate.sessions.testing.commands import Judged, SignTest, TestCondition, TestVerdict
from deliberate.sessions.testing.gate import conditions_tested
from deliberate.sessions.testing.owed import Standing, standing
from deliberate.sessions.testing.process import findings
from deliberate.sessions.visibility import Viewer
from deliberate.sessions.windows import Person
from tests.core.play import Table

FIRST = EntryId("condition-1")
COLLEAGUE = SeatId("seat-colleague")
AGREED = TestCondition(
    entry=FIRST, verdict=TestVerdict.AGREED, weakest="doable", why="Het kan.", as_family=True
)
BACK = TestCondition(entry=FIRST, verdict=TestVerdict.BACK, weakest="concrete", change="Wie kijkt?")
SECOND = replace(BACK, verdict=TestVerdict.SECOND_TEST, change="Kijk naar eer.")
SIGNED = SignTest(core=Judged.YES, proportional=Judged.YES, dissent=Judged.YES)


def at_the_test(vignette: str = "V1") -> Table:
    """The meeting is over and the decision complete; nothing has been tested."""
    table = Table(vignette).until("test")
    for move in dict(STAGED)["test"](table.cast):
        if isinstance(move.command, TestCondition):
            return table
        table.play(move)
    return table


@pytest.fixture(scope="module")
def whole():
    return at_the_test()


@pytest.fixture
def table(whole):
    return copy(whole)


def copy(whole: Table) -> Table:
    table = object.__new__(Table)
    table.__dict__.update(whole.__dict__)
    table.events = list(whole.events)
    return table


def codes(table: Table) -> list[str]:
    return [need.code for need in conditions_tested(table.session)]


def condition(table: Table, entry: EntryId = FIRST):
    return table.session.entries.by_id[entry]


def reworded(table: Table, what: str = "slaapt elke nacht bij zijn broer in Utrecht"):
    return CorrectEntry(entry=FIRST, content=replace(condition(table).content, what=what))


def all_agreed(table: Table, seat: SeatId = MODERATOR) -> None:
    for entry in table.session.entries.by_id.values():
        if entry.content.kind == "condition" and entry.withdrawn is None:
            table.must(replace(AGREED, entry=entry.id), seat)


def with_colleague(table: Table) -> None:
    """A second behavioural scientist comes in after the meeting, by a link of their own."""
    invite = Invite(
        name="Ineke Bos",
        discipline="GW",
        organisation="SAVE Noord",
        roles=frozenset({Role.REVIEWER}),
        ground="tweede toets",
    )
    table.must(invite, MODERATOR, COLLEAGUE)
    table.seat(COLLEAGUE)
    table.must(AdmitSeat(seat=COLLEAGUE), MODERATOR)


def weighty(table: Table) -> None:
    """As if it had been said beforehand."""
    progress = replace(table.session.progress, weighty=True)
    table.session = replace(table.session, progress=progress)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (replace(AGREED, why=" "), Refusal("text_missing", "why")),
        (replace(AGREED, as_family=False), Refusal("read_as_family", "as_family")),
        (replace(BACK, change=""), Refusal("text_missing", "change")),
        (replace(SECOND, change=""), Refusal("text_missing", "change")),
        (replace(AGREED, entry=EntryId("nothing")), Refusal("unknown_entry", "entry")),
        (
            replace(AGREED, verdict=TestVerdict.AGREED_AFTER_CHANGE),
            Refusal("nothing_changed", "verdict"),
        ),
    ],
)
def test_a_verdict_says_what_it_rests_on(table, said, refusal):
    assert table.ask(said, MODERATOR) == refusal


def test_a_returned_condition_is_reworded_by_who_decides_and_tested_again(table):
    table.must(BACK, MODERATOR)
    assert standing(table.session, condition(table)) is Standing.RETURNED
    assert "condition_returned" in codes(table)
    decider = table.cast.seat(table.cast.vignette.decider)
    table.must(reworded(table), decider)
    assert standing(table.session, condition(table)) is Standing.UNTESTED
    assert table.ask(AGREED, MODERATOR) == Refusal("changed_since", "verdict")
    table.must(replace(AGREED, verdict=TestVerdict.AGREED_AFTER_CHANGE), MODERATOR)
    assert standing(table.session, condition(table)) is Standing.PASSED


def test_the_returned_wording_stays_in_view_with_its_test_and_who_wrote_what(table):
    table.must(BACK, MODERATOR)
    table.must(reworded(table), RECORDER)
    row = table.look(MODERATOR).stage.testing.rows[0]
    before, now = row.wordings
    assert [t.said.verdict for t in before.tests] == [TestVerdict.BACK]
    assert before.content.what != now.content.what
    assert now.wrote == table.cast.vignette.recorder.name
    assert now.tests == ()


def test_who_only_tests_cannot_reword(table):
    with_colleague(table)
    table.must(BACK, COLLEAGUE)
    assert table.ask(reworded(table), COLLEAGUE).code == "not_now"
    new = AddEntry(content=condition(table).content)
    assert table.ask(new, COLLEAGUE).code == "not_now"


def test_a_condition_taken_off_after_its_test_stays_readable(table):
    table.must(BACK, MODERATOR)
    table.must(WithdrawEntry(entry=FIRST, reason="Nu een aanbod."), RECORDER)
    view = table.look(MODERATOR).stage.testing
    assert [row.entry for row in view.taken_off] == [FIRST]
    assert view.taken_off[0].withdrawn == "Nu een aanbod."
    assert FIRST not in [row.entry for row in view.rows]


def test_nobody_signs_before_everything_is_complete_and_agreed():
    table = Table("V1").until("test")
    assert table.ask(SIGNED, MODERATOR).code == "complete_first"
    table = at_the_test()
    assert table.ask(SIGNED, MODERATOR).code == "condition_untested"
    all_agreed(table)
    table.must(BACK, MODERATOR)
    assert table.ask(SIGNED, MODERATOR).code == "condition_not_agreed"


@pytest.mark.parametrize("asked", ["core", "proportional", "dissent"])
def test_whatever_is_not_yes_needs_a_reason(table, asked):
    all_agreed(table)
    partly = replace(SIGNED, **{asked: Judged.PARTLY})
    assert table.ask(partly, MODERATOR) == Refusal("text_missing", f"{asked}_reason")
    table.must(
        replace(partly, **{f"{asked}_reason": "Het netwerk komt er niet in voor."}), MODERATOR
    )


def test_a_second_opinion_says_of_whom_it_is_asked(table):
    all_agreed(table)
    asks = replace(SIGNED, second_opinion=frozenset({"honour"}))
    assert table.ask(asks, MODERATOR) == Refusal("text_missing", "second_opinion_reason")


@pytest.mark.parametrize("change", ["reworded", "added", "withdrawn", "tested_again"])
def test_any_change_under_a_signature_ends_it(table, change):
    all_agreed(table)
    table.must(SIGNED, MODERATOR)
    assert codes(table) == []
    does = {
        "reworded": (reworded(table), RECORDER),
        "added": (AddEntry(content=condition(table).content), RECORDER),
        "withdrawn": (WithdrawEntry(entry=FIRST, reason="Niet nodig."), RECORDER),
        "tested_again": (BACK, MODERATOR),
    }
    table.must(*does[change], key="changed")
    assert "test_unsigned" in codes(table)
    lapsed = table.look(MODERATOR).stage.testing.lapsed
    assert [found.ended.because for found in lapsed] == [change]
    assert table.ask(Advance(expected=TEST), MODERATOR).code == "gate_closed"


def test_a_second_test_is_left_to_somebody_else(table):
    all_agreed(table)
    table.must(SECOND, MODERATOR)
    assert codes(table)[0] == "second_tester_missing"
    with_colleague(table)
    asked = conditions_tested(table.session)[0]
    assert (asked.code, asked.params["name"]) == ("condition_second_test", "Ineke Bos")
    table.must(AGREED, COLLEAGUE)
    table.must(SIGNED, MODERATOR)
    assert codes(table) == []


def test_a_weighty_decision_takes_two_testers_and_two_signatures(table):
    weighty(table)
    all_agreed(table)
    assert "second_tester_missing" in codes(table)
    assert table.ask(SIGNED, MODERATOR).code == "condition_not_agreed"
    with_colleague(table)
    all_agreed(table, COLLEAGUE)
    table.must(SIGNED, MODERATOR)
    needed = conditions_tested(table.session)
    assert [(n.code, n.params["name"]) for n in needed] == [
        ("second_signature_missing", "Ineke Bos")
    ]
    assert table.look(MODERATOR).stage.testing.signed is None
    table.must(SIGNED, COLLEAGUE)
    assert codes(table) == []


def test_testing_twice_is_not_a_second_test(table):
    weighty(table)
    all_agreed(table)
    all_agreed(table)
    assert standing(table.session, condition(table)) is Standing.SECOND_TEST


def test_nobody_signs_for_what_only_others_tested(table):
    with_colleague(table)
    all_agreed(table)
    assert table.ask(SIGNED, COLLEAGUE) == Refusal("tested_nothing")


def test_the_view_says_when_the_moderator_tested(table):
    all_agreed(table)
    table.must(SIGNED, MODERATOR)
    assert table.look(MODERATOR).stage.testing.signatures[0].said.moderator_too


@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_the_log_shows_the_process(vignette):
    found = findings(at_the_test(vignette).session)
    assert [f.code for f in found] == ["rounds", "challenge", "options", "instrument"]
    assert {f.proved for f in found} == {Judged.YES}


def test_the_log_shows_what_was_left_out(whole):
    session = whole.session
    unanswered = {k: replace(p, reply=None) for k, p in session.challenge.points.items()}
    challenge = replace(session.challenge, points=unanswered)
    rounds = {k: r for k, r in session.rounds.items() if k != "round-2"}
    found = findings(replace(session, challenge=challenge, rounds=rounds))
    assert [f.proved for f in found[:2]] == [Judged.PARTLY, Judged.NO]


def test_a_signature_that_lapsed_over_something_shielded_is_no_trace(table):
    """Whoever may not know of the condition is not told that one was ended over it."""
    all_agreed(table)
    table.must(SIGNED, MODERATOR)
    other = AddEntry(content=condition(table).content)
    table.must(other, RECORDER, "hidden")
    hidden = EntryId("hidden")
    party = PartyId(next(e.id for e, _ in table.session.entries.of(Person)))
    shield = ShieldEntry(entry=hidden, parties=frozenset({party}), reason="veiligheid")
    table.must(shield, MODERATOR)
    table.must(replace(BACK, entry=hidden), MODERATOR)
    table.must(WithdrawEntry(entry=hidden, reason="Nu een aanbod."), RECORDER)
    table.must(SIGNED, MODERATOR)
    for stands_for in (frozenset(), frozenset({party})):
        viewer = Viewer(MODERATOR, frozenset({Role.MODERATOR}), stands_for)
        view = project(table.session, viewer, GUARDS)
        told = view.stage.testing
        assert len(told.lapsed) == len(told.taken_off) == (not stands_for)
        states = [step.state for step in view.standing.steps]
        assert states == ["intended", "tested"] + ["intended", "tested"] * (not stands_for)


def test_the_recorder_is_told_that_a_condition_waits_for_other_words(table):
    table.must(BACK, MODERATOR)
    assert [need.code for need in table.look(RECORDER).needs] == ["condition_returned"]
