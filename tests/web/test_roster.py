"""A group remembers who sat at its table, so that the advocate's turn rotates."""

from dataclasses import replace

import pytest

from deliberate.catalogue.load import shortlist, starter
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.dates import day_at
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.ids import GroupId, SessionId
from deliberate.sessions.seating.commands import Invite
from deliberate.store import people, rotation
from deliberate.store.database import reading, writing
from deliberate.web import roster
from tests.web.room import Room

EAST = GroupId("team-east")


def a_meeting(room, label):
    """A whole meeting of the group, invitations passing through the group's roster."""
    with writing(room.house.engine) as conn:
        people.save_group(conn, people.Group(EAST, "Team Oost"))
        today = day_at(room.clock())
        history = rotation.advocate_history(conn, EAST, today)
    opened = OpenSession(
        kind="consultation",
        label=label,
        moderator="Helga",
        catalogue=shortlist(starter(), room.cast.vignette.factor_ids),
        group=EAST,
        history=history,
    )
    session = SessionId(room.house.token()[:22])
    assert room.house.runner.open(session, opened) is None
    meeting = Seated(room.app, room.house, room.clock, session, room.cast)
    meeting.browser(MODERATOR)
    return meeting.until("test")


class Seated(Room):
    def play(self, move):
        if isinstance(move.command, Invite):
            command = roster.known(self.house, self.session, MODERATOR, move.command)
            move = replace(move, command=command)
        return super().play(move)


@pytest.fixture
def meetings(room):
    return a_meeting(room, "eerste"), a_meeting(room, "tweede")


def test_who_sat_in_the_group_is_one_person_in_its_next_meeting(meetings):
    first, second = meetings
    named = {s.name: s.person for s in first.state.roster.seats.values() if s.person}
    assert len(named) == 10  # one of them wrote instead of coming
    assert named == {s.name: s.person for s in second.state.roster.seats.values() if s.person}


def test_the_turn_goes_to_somebody_else_the_next_time(meetings):
    first, second = meetings
    seats = [meeting.state.challenge.advocate for meeting in (first, second)]
    assert seats[0] != seats[1]
    turns = {a.person: a for a in second.state.opened.history}
    drawn = first.state.roster.seats[seats[0]].person
    assert (turns[drawn].turns, turns[drawn].previous) == (1, True)
    with reading(first.house.engine) as conn:
        today = day_at(first.clock())
        now = rotation.advocate_history(conn, EAST, today)
    assert sum(a.turns for a in now) == 2
