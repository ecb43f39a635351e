"""Composition: who must be there, who may not be two people, and what asks for one line."""

from dataclasses import replace

import pytest

from deliberate.bias_guards.composition import GUARD, WEAK
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.flow.commands import Advance, ExplainWarning
from deliberate.sessions.ids import OPEN, PersonId, SeatId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import AdmitSeat, EndSeat, GiveRole, Invite, MarkAbsent
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import Expertise
from tests.core.moments import at, script
from tests.core.play import Table

A = SeatId("seat-A")
RATES, LISTENS = frozenset({Role.RATER}), frozenset({Role.OBSERVER})
NOBODY_KNOWS = AddEntry(content=Expertise(text="verslaving", who="arts"))


def invite(name="Noor Elings", roles=RATES, person=None):
    more = {"discipline": "arts", "organisation": "GGD", "ground": "hulp"}
    return Invite(name=name, roles=roles, person=person, **more)


def code(outcome):
    return outcome.code if isinstance(outcome, Refusal) else "done"


def warned(table):
    return {n.about for n in table.look(MODERATOR).needs if n.guard == GUARD.name} & set(WEAK)


def asked(table):
    return {n.code for n in table.look(MODERATOR).needs if n.guard == GUARD.name}


def all_are(table, **same):
    """Everybody who judges has this in common."""
    seats = {
        key: replace(seat, **same) if seat.has(Role.RATER) else seat
        for key, seat in table.session.roster.seats.items()
    }
    roster = replace(table.session.roster, seats=seats)
    table.session = replace(table.session, roster=roster)
    return table


def test_a_good_table_is_asked_for_nothing_but_its_expertise():
    table = at("open")
    for seat in (*table.cast.raters, RECORDER):
        table.seat(seat)
        table.must(AdmitSeat(seat=seat), MODERATOR, f"in-{seat}")
    assert asked(table) == {"expertise_question_open"}
    table.must(NOBODY_KNOWS, MODERATOR)
    assert asked(table) == set()


@pytest.mark.parametrize(
    ("same", "warning"),
    [
        ({"organisation": "SAVE"}, "one_organisation"),
        ({"organisation": " save"}, "one_organisation"),
        ({"discipline": "GW"}, "one_discipline"),
        ({"often_differs": False}, "nobody_who_often_differs"),
    ],
)
def test_one_team_one_discipline_and_no_outsider_ask_for_one_line(same, warning):
    table = all_are(at("open"), **same)
    assert warned(table) == {warning}
    table.must(ExplainWarning(warning=warning, reason="vakantie"), MODERATOR)
    assert warned(table) == set()


def test_somebody_who_differs_and_only_listens_is_no_outsider():
    table = all_are(at("open"), often_differs=False)
    table.must(replace(invite(roles=LISTENS), often_differs=True), MODERATOR, "listens")
    assert "nobody_who_often_differs" in warned(table)


def test_too_many_professionals_ask_for_one_line():
    table = at("open")
    for name in ("Noor", "Otto"):
        assert len(table.cast.raters) <= table.session.opened.parameters.max_raters
        table.must(invite(name, LISTENS), MODERATOR, f"seat-{name}")
    assert warned(table) == {"too_many_professionals"}


def test_what_is_weak_since_the_opening_is_asked_before_anybody_judges():
    table = all_are(at("facts"), organisation="SAVE")
    assert warned(table) == {"one_organisation"}
    assert warned(all_are(at("blind_1"), organisation="SAVE")) == set()


def test_a_warning_is_not_explained_before_it_is_given_nor_twice():
    table = at("open")
    early = ExplainWarning(warning="one_organisation", reason="-")
    assert code(table.ask(early, MODERATOR)) == "nothing_to_explain"
    assert code(table.ask(replace(early, warning="rubbish"), MODERATOR)) == "nothing_to_explain"
    all_are(table, organisation="SAVE")
    table.must(early, MODERATOR)
    assert code(table.ask(early, MODERATOR)) == "nothing_to_explain"


def test_fewer_than_three_raters_stop():
    table = Table().until("open")
    for seat in table.cast.raters[2:]:
        table.must(MarkAbsent(seat=seat, reason="ziek"), MODERATOR)
    assert "quorum" in asked(table)
    assert code(table.ask(Advance(expected=OPEN), MODERATOR)) == "gate_closed"


@pytest.mark.parametrize(
    ("roles", "refusal"),
    [
        ({Role.MODERATOR, Role.PRESENTER}, "moderator_is_not_presenter"),
        ({Role.OBSERVER, Role.RATER}, "observer_only_listens"),
        ({Role.OBSERVER, Role.DECISION_MAKER}, "observer_only_listens"),
    ],
)
def test_a_conflict_of_roles_stops_where_roles_are_given(roles, refusal):
    table = at("facts")
    roles = frozenset(roles)
    assert code(table.ask(invite(roles=roles), MODERATOR, "noor")) == refusal
    seat = MODERATOR if Role.MODERATOR in roles else A
    assert code(table.ask(GiveRole(seat=seat, roles=roles), MODERATOR)) == refusal


def test_no_more_raters_than_a_conversation_bears_by_any_door():
    table = at("open")
    seats = len(table.cast.raters)
    assert seats == table.session.opened.parameters.max_raters
    assert code(table.ask(invite(), MODERATOR, "noor")) == "too_many_raters"
    table.must(invite(roles=LISTENS), MODERATOR, "noor")
    given = GiveRole(seat=SeatId("noor"), roles=RATES)
    assert code(table.ask(given, MODERATOR)) == "too_many_raters"
    table.must(MarkAbsent(seat=A, reason="te laat"), MODERATOR)
    table.must(given, MODERATOR)
    back = table.ask(AdmitSeat(seat=A, device="d"), MODERATOR)
    assert code(back) == "too_many_raters"


def test_nobody_judges_from_two_seats():
    table = at("prepare")
    noor = PersonId("noor")
    table.must(invite(person=noor, roles=LISTENS), MODERATOR, "noor")
    again = invite("Noor E.", LISTENS, noor)
    assert code(table.ask(again, MODERATOR, "noor-again")) == "name_already_seated"


def decision(table):
    """Up to the decision, which is given back."""
    for move in script(table, "decide"):
        if isinstance(move.command, RecordDecision):
            return move.command
        table.play(move)
    raise LookupError


def test_with_nobody_who_may_decide_it_is_an_advice():
    table = at("decide")
    made = decision(table)
    (decider,) = table.session.roster.with_role(Role.DECISION_MAKER)
    table.must(MarkAbsent(seat=decider.id, reason="per telefoon"), MODERATOR)
    assert code(table.ask(replace(made, advice=False), RECORDER, "reached")) == "done"
    table.must(EndSeat(seat=decider.id, reason="niet bereikbaar"), MODERATOR)
    refused = table.ask(replace(made, advice=False), RECORDER)
    assert (code(refused), refused.field) == ("advice_only", "advice")
    table.must(replace(made, advice=True), RECORDER)
    (note,) = GUARD.reports(table.session)
    assert note.params["advice"] == 1


def test_nobody_who_may_decide_asks_for_a_line_at_the_opening():
    table = at("open")
    (decider,) = table.session.roster.with_role(Role.DECISION_MAKER)
    table.must(GiveRole(seat=decider.id, roles=decider.roles - {Role.DECISION_MAKER}), MODERATOR)
    assert warned(table) == {"nobody_decides"}


def test_the_account_counts_who_judged_and_what_was_explained():
    table = at("open")
    assert GUARD.reports(table.session)[0].params["raters"] == 0
    (note,) = GUARD.reports(at("closed").session)
    assert note.params == {
        "raters": 8,
        "organisations": note.params["organisations"],
        "disciplines": note.params["disciplines"],
        "differ": 1,
        "recorder": 1,
        "explained": 0,
        "advice": 0,
    }
    assert 2 <= note.params["organisations"] <= note.params["raters"]
