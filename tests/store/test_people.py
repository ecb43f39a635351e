"""People, groups and cases; and what the rotation of the devil's advocate weighs."""

from datetime import date

import pytest
from sqlalchemy import insert

from deliberate.sessions.draws import Attendance
from deliberate.sessions.ids import CaseId, Day, GroupId, Millis, PersonId, SessionId
from deliberate.store import event_log, people, rotation
from deliberate.store.database import writing
from deliberate.store.people import Case, Group, Person
from deliberate.store.tables import attendance

TEAM = GroupId("team")
ANN, BOB, GUEST = PersonId("ann"), PersonId("bob"), PersonId("guest")
TODAY = Day(date(2026, 3, 10).toordinal())


@pytest.fixture
def conn(engine):
    with writing(engine) as conn:
        people.save_group(conn, Group(TEAM, "Noord"))
        for one in (ANN, BOB, GUEST):
            people.save_person(conn, Person(one, one.title(), "psychology", "centre"))
        people.add_member(conn, TEAM, ANN)
        people.add_member(conn, TEAM, BOB)
        yield conn


def test_a_roster_lists_its_members_by_name(conn):
    people.add_member(conn, TEAM, ANN)
    assert [member.name for member in people.members(conn, TEAM)] == ["Ann", "Bob"]
    people.remove_member(conn, TEAM, ANN)
    assert [member.id for member in people.members(conn, TEAM)] == [BOB]


def test_a_person_can_be_renamed(conn):
    people.save_person(conn, Person(ANN, "Anna"))
    assert people.person(conn, ANN) == Person(ANN, "Anna")
    assert people.person(conn, PersonId("nobody")) is None


def test_groups_are_listed_by_name(conn):
    people.save_group(conn, Group(GroupId("other"), "Almere"))
    people.save_group(conn, Group(TEAM, "Zuid"))
    assert [group.name for group in people.all_groups(conn)] == ["Almere", "Zuid"]


def test_cases_of_a_group_are_listed_the_latest_first(conn):
    people.open_case(conn, Case(CaseId("1"), "Blauwe Egel", Millis(1), TEAM))
    people.open_case(conn, Case(CaseId("2"), "Groene Vos", Millis(2), TEAM))
    people.relabel_case(conn, CaseId("1"), "Rode Egel")
    assert [case.label for case in people.cases_of(conn, TEAM)] == ["Groene Vos", "Rode Egel"]


def test_members_without_sessions_have_an_empty_history(conn):
    assert rotation.advocate_history(conn, TEAM, TODAY) == (
        Attendance(person=ANN, attended=0, turns=0),
        Attendance(person=BOB, attended=0, turns=0),
    )


def test_the_history_counts_a_year_of_sessions(conn):
    _attended(conn, date(2025, 3, 10), ANN, advocate=True)
    _attended(conn, date(2025, 3, 11), ANN, advocate=True)
    _attended(conn, date(2025, 12, 31), ANN, BOB, advocate=True, passed=True)
    _attended(conn, date(2026, 1, 2), ANN, eligible=False)
    _attended(conn, date(2026, 1, 3), BOB, GUEST, passed=True)
    ann, bob, guest = rotation.advocate_history(conn, TEAM, TODAY)
    last = Day(date(2025, 12, 31).toordinal())
    assert ann == Attendance(person=ANN, sessions=4, attended=2, turns=2, last_turn=last)
    assert bob == Attendance(person=BOB, sessions=2, attended=2, turns=0, passed=True)
    assert guest == Attendance(person=GUEST, sessions=1, attended=1, turns=0)


def test_the_advocate_of_the_previous_session_is_marked(conn):
    _attended(conn, date(2026, 3, 1), ANN, BOB, advocate=True)
    ann, bob = rotation.advocate_history(conn, TEAM, TODAY)
    assert (ann.previous, bob.previous) == (True, False)


def test_the_previous_session_is_the_one_that_was_closed_last(conn):
    """However long ago it was, and whichever of the two had been opened first."""
    _attended(conn, date(2024, 3, 2), BOB, ANN, advocate=True)
    _attended(conn, date(2024, 3, 1), ANN, BOB, advocate=True)
    ann, bob = rotation.advocate_history(conn, TEAM, TODAY)
    assert (ann.previous, bob.previous) == (False, True)
    assert (bob.turns, bob.sessions) == (0, 2)


def test_whether_the_group_has_met_since_a_moment(conn):
    _attended(conn, date(2026, 3, 1), ANN)
    closed = Millis(date(2026, 3, 1).toordinal())
    assert rotation.met_since(conn, TEAM, Millis(closed - 1))
    assert not rotation.met_since(conn, TEAM, closed)


def test_a_leap_day_has_a_year_before_it(conn):
    today = Day(date(2028, 2, 29).toordinal())
    _attended(conn, date(2027, 2, 28), ANN)
    _attended(conn, date(2027, 3, 1), ANN)
    assert rotation.advocate_history(conn, TEAM, today)[0].attended == 1


def _attended(conn, day, *persons, eligible=True, advocate=False, passed=False):
    """A session on a day; the first person was the advocate and had passed, if anybody."""
    session = SessionId(day.isoformat())
    event_log.create(conn, session, Millis(day.toordinal()), TEAM)
    rows = [
        {
            "session_id": session,
            "person_id": person,
            "group_id": TEAM,
            "at": day.toordinal(),
            "day": day.toordinal(),
            "eligible": eligible,
            "was_advocate": advocate and person == persons[0],
            "passed": passed and person == persons[0],
        }
        for person in persons
    ]
    conn.execute(insert(attendance), rows)
