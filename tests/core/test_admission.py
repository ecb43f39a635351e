"""Requirement 28 in the core: whoever has not been let in sees nothing of any session."""

import json
from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm, NoteAlarm, SoundAlarm
from deliberate.sessions.project import project
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import EndSeat, Invite, MarkAbsent
from deliberate.sessions.visibility import Viewer
from deliberate.store import codec
from tests.core.moments import STAGES, at

LATE = "seat-of-noor"


def invited(stage, vignette="V1"):
    """A table with somebody who has been invited and has not come in."""
    table = at(stage, vignette)
    invite = Invite(
        name="Noor",
        discipline="GGD",
        organisation="GGD",
        roles=frozenset({Role.OBSERVER}),
        ground="-",
    )
    table.must(invite, MODERATOR, LATE)
    return table


def seen(table, seat=LATE):
    """All that a device at this seat gets; the version only counts events."""
    view = project(table.session, Viewer(seat, table.session.roster.seats[seat].roles), GUARDS)
    return json.dumps(codec.plain(replace(view, v=0)))


@pytest.mark.parametrize("stage", STAGES[1:])
def test_28_an_invited_person_sees_the_same_in_every_session_at_every_stage(stage):
    assert seen(invited(stage)) == seen(invited("open", "V2"))


def test_28_what_was_noted_in_an_alarm_is_not_for_who_waits():
    table, quiet = invited("facts"), invited("facts")
    table.must(AnswerAcute(acute=True, note="Bram slaat Lina"), MODERATOR)
    table.must(NoteAlarm(who="Bram", what="slaan", where="thuis"), MODERATOR)
    assert json.loads(seen(table))["danger"]["on"]
    assert "Bram" not in seen(table)
    assert "thuis" not in seen(table)
    table.must(EndAlarm(note="politie is er"), MODERATOR)
    assert seen(table) == seen(quiet)


def test_28_the_projector_shows_nothing_of_the_preparation():
    table, quiet = at("prepare"), at("prepare")
    table.must(AnswerAcute(acute=False, note="Bram slaat Lina"), MODERATOR)
    table.must(SoundAlarm(), MODERATOR)
    table.must(NoteAlarm(who="Bram"), MODERATOR)
    table.must(EndAlarm(note="Bram is weg"), MODERATOR)
    assert seen(table, "screen") == seen(quiet, "screen")


@pytest.mark.parametrize("gone", [EndSeat, MarkAbsent], ids=lambda c: c.__name__)
def test_28_whoever_was_taken_out_sees_what_a_stranger_to_the_case_sees(gone):
    """The name on the door stays; all that the session said is gone."""
    tables = at("discuss"), at("open", "V1")
    for table in tables:
        table.must(gone(seat="seat-B", reason="weg"), MODERATOR)
    assert seen(tables[0], "seat-B") == seen(tables[1], "seat-B")
