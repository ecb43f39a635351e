"""A group remembers who sat at its table, so that the advocate's turn rotates."""

from dataclasses import replace

import pytest
from sqlalchemy import insert

from deliberate.catalogue.load import shortlist, starter
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.dates import day_at
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.ids import GroupId, Millis, PersonId, SessionId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import Invite
from deliberate.store import event_log, people, rotation
from deliberate.store.database import reading, writing
from deliberate.store.tables import attendance
from deliberate.web import roster
from tests.web.room import Room

EAST = GroupId("team-east")
BO = Invite(
    name="Bo Smit",
    discipline="GGD",
    organisation="GGD",
    roles=frozenset({Role.RATER}),
    ground="-",
)


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


@pytest.fixture
def team(room):
    """A session of a group that is being prepared, and the group's one member."""
    session = SessionId(room.house.token()[:22])
    with writing(room.house.engine) as conn:
        people.save_group(conn, people.Group(EAST, "Team Oost"))
        people.save_person(conn, people.Person(PersonId("bo"), "Bo Smit"))
        people.add_member(conn, EAST, PersonId("bo"))
    opened = OpenSession(
        kind="consultation",
        label="derde",
        moderator="Helga",
        catalogue=shortlist(starter(), room.cast.vignette.factor_ids),
        group=EAST,
    )
    assert room.house.runner.open(session, opened) is None
    return room.house, session


@pytest.mark.parametrize("person", [None, "bo", "made-up", "somebody-else"])
@pytest.mark.parametrize("name", ["Bo Smit", "bo  smit"])
def test_nobody_is_invited_as_a_stranger_to_have_no_turn(team, person, name):
    house, session = team
    invited = replace(BO, name=name, person=person)
    assert roster.known(house, session, MODERATOR, invited).person == "bo"


def test_who_left_the_roster_and_is_invited_again_is_the_same_person(team):
    house, session = team
    with writing(house.engine) as conn:
        event_log.create(conn, SessionId("earlier"), Millis(1), EAST)
        row = {"session_id": "earlier", "group_id": EAST, "person_id": "bo", "at": 1, "day": 1}
        told = {"eligible": True, "was_advocate": True, "passed": False}
        conn.execute(insert(attendance), row | told)
        people.remove_member(conn, EAST, PersonId("bo"))
    assert roster.known(house, session, MODERATOR, BO).person == "bo"
    with reading(house.engine) as conn:
        assert [p.id for p in people.members(conn, EAST)] == ["bo"]


def test_a_session_without_a_group_knows_nobody(room):
    invited = replace(BO, person=PersonId("bo"))
    assert roster.known(room.house, room.session, MODERATOR, invited).person is None
