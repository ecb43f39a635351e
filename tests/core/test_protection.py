"""What protects a session: how each guard stands, for whom, and nothing that is still sealed.

That sealed answers change no byte of it is seen in test_blindness.
"""

from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.flow.commands import Bypass, ExplainWarning
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import DECIDE, ROUND_1
from deliberate.sessions.project import project
from deliberate.sessions.refusals import Note
from deliberate.sessions.roles import Role
from deliberate.sessions.visibility import Sees, Viewer
from tests.core.moments import STAGES, at, twin

EVERY = [*STAGES, "closed"]
LEADS = frozenset({Role.MODERATOR})
TESTS = frozenset({Role.REVIEWER})


def told(table, roles=LEADS, guards=GUARDS):
    """The page as somebody with these roles gets it, or nothing."""
    viewer = Viewer(MODERATOR, roles)
    return project(table.session, viewer, guards, also=Sees.PROTECTION).protection


def guard(table, name):
    return next(g for g in told(table) if g.name == name)


@pytest.mark.parametrize("stage", EVERY)
def test_every_guard_is_told_at_every_stage_in_the_order_of_the_house(stage):
    assert [g.name for g in told(at(stage))] == [g.name for g in GUARDS]


@pytest.mark.parametrize("stage", EVERY)
def test_it_is_for_who_leads_and_from_the_test_on_for_who_tests(stage):
    after = EVERY.index(stage) >= EVERY.index("test")
    assert (told(at(stage), TESTS) is not None) == after
    for role in (Role.RATER, Role.RECORDER, Role.SCREEN, Role.OBSERVER, Role.FILE):
        assert told(at(stage), frozenset({role})) is None


def test_it_is_made_only_for_who_asks_for_it():
    table = at("options")
    assert table.look(MODERATOR).protection is None


def test_a_guard_asks_then_was_passed_over_and_says_by_whom_and_why():
    table = at("challenge")
    assert guard(table, "devils_advocate").works == "asks"
    for need in [n for n in table.look(MODERATOR).needs if n.bypassable]:
        table.must(Bypass(need=need.code, about=need.about, reason="haast"), MODERATOR)
    found = guard(table, "devils_advocate")
    assert (found.works, found.needs) == ("passed_over", ())
    name = table.cast.vignette.moderator.name
    assert {(p.by, p.reason) for p in found.passed_over} == {(name, "haast")}
    assert guard(table, "independence").passed_over == ()


def test_an_explained_warning_stands_with_the_guard_that_gave_it():
    table = at("facts")
    seats = {
        key: replace(seat, organisation="SAVE") for key, seat in table.session.roster.seats.items()
    }
    roster = replace(table.session.roster, seats=seats)
    table.session = replace(table.session, roster=roster)
    assert guard(table, "composition").works == "asks"
    table.must(ExplainWarning(warning="one_organisation", reason="vakantie"), MODERATOR)
    found = guard(table, "composition")
    assert found.works == "passed_over"
    (passed,) = found.passed_over
    assert (passed.code, passed.warning, passed.reason) == ("one_organisation", True, "vakantie")


def test_a_guard_whose_turn_has_not_come_tells_nothing_yet():
    def tells(_session):
        return (Note("telling"),)

    later = Guard("later", reports=tells, works_from=DECIDE)
    now = Guard("now", reports=tells)
    first, second = told(at("facts"), guards=(later, now))
    assert (first.works, first.notes) == ("not_yet", ())
    assert (second.works, second.notes) == ("holds", (Note("telling"),))


def test_accounts_are_made_from_what_the_viewer_may_see():
    """A guard that would tell of sealed answers finds none in what it is given."""
    seen = []

    def looks(session):
        seen.append(session)
        return ()

    table = twin(at("blind_1"))
    told(table, guards=(Guard("curious", reports=looks),))
    (session,) = seen
    this = session.rounds[ROUND_1]
    assert this.answered == {}
    assert this.summary is None
    assert this.public_key == ""
    assert session.private == {}
