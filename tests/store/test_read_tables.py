"""Rows beside the log: seats follow the roster, figures come at the reveal, attendance at close."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from deliberate.catalogue.load import starter
from deliberate.sessions.challenge.commands import PassReason, PointKind
from deliberate.sessions.challenge.events import AdvocateDrawn, PointDelivered, TurnPassed
from deliberate.sessions.dates import day_at
from deliberate.sessions.draws import Candidate
from deliberate.sessions.events import Event
from deliberate.sessions.flow.events import MeetingClosed, SessionOpened
from deliberate.sessions.ids import GroupId, Millis, PersonId, PointId, QuestionId, RoundId, SeatId
from deliberate.sessions.parameters import Parameters
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.events import RoundOpened, RoundSummarised
from deliberate.sessions.rounds.summary import Coefficient, ItemSummary, RoundSummary
from deliberate.sessions.seating.events import (
    Invited,
    LinkTaken,
    MarkedAbsent,
    SeatAdmitted,
    SeatEnded,
    SeatMoved,
)
from deliberate.sessions.state import fold
from deliberate.store import codec, people, seats
from deliberate.store.database import writing
from deliberate.store.people import Group, Person
from deliberate.store.read_tables import follow
from deliberate.store.rotation import renewed
from deliberate.store.tables import attendance, round_coefficients, round_items
from tests.store.factories import NOW, SEAT, SESSION

TEAM = GroupId("team")
PHONE, TABLET = "a" * 64, "b" * 64
OPENED = SessionOpened(
    kind="consultation",
    label="Blauwe Egel",
    catalogue=starter(),
    parameters=Parameters(),
    history=(),
    group=TEAM,
    case=None,
    seed="00",
    at=NOW,
)


@pytest.fixture
def conn(engine, session):
    with writing(engine) as conn:
        people.save_group(conn, Group(TEAM, "Noord"))
        for person in ("ann", "bob", "cas", "dik"):
            people.save_person(conn, Person(PersonId(person), person))
        yield conn


def test_the_opening_with_its_whole_catalogue_comes_back_equal():
    assert codec.load("flow.SessionOpened", 1, codec.dump(OPENED)) == OPENED


def test_a_seat_opens_for_the_device_that_was_admitted_last(conn):
    _follow(conn, SeatAdmitted(seat=SEAT, device=PHONE, at=NOW))
    assert seats.is_live(conn, SESSION, SEAT, PHONE)
    _follow(conn, SeatAdmitted(seat=SEAT, device="", at=NOW))
    assert seats.is_live(conn, SESSION, SEAT, PHONE)
    _follow(conn, SeatMoved(seat=SEAT, device=TABLET))
    assert not seats.is_live(conn, SESSION, SEAT, PHONE)
    _follow(conn, LinkTaken(seat=SEAT, device=PHONE, link=1))
    assert seats.is_live(conn, SESSION, SEAT, PHONE)
    _follow(conn, SeatEnded(seat=SEAT, reason="left"))
    assert seats.seats_of(conn, SESSION, PHONE) == ()


def test_a_reveal_leaves_counts_and_coefficients(conn):
    item = ItemSummary(QuestionId("violence@c1"), {"-3": 1, "0": 2}, unknown=1, n=3, risk=1)
    alpha = Coefficient("alpha", "factors", "ordinal", "0.42", "0.1", "0.6", None, 20, 4, 1)
    _follow(conn, _summarised(item, alpha))
    row = conn.execute(select(round_items)).one()
    assert (row.question, row.item, row.counts) == ("violence@c1", "violence", '{"-3":1,"0":2}')
    assert (row.n, row.unknown, row.risk, row.median) == (3, 1, 1, None)
    found = conn.execute(select(round_coefficients)).one()
    assert (found.name, found.among, found.value) == ("alpha", "factors", "0.42")
    assert (found.version, found.n_raters) == ("1", 4)


def test_rows_written_again_stay_one_row(conn):
    item = ItemSummary(QuestionId("violence"), {"0": 2}, unknown=0, n=2)
    _follow(conn, _summarised(item), _summarised(replace(item, n=3)))
    assert conn.execute(select(round_items.c.n)).scalars().all() == [3]


def test_an_open_round_leaves_no_row(conn):
    opened = RoundOpened(
        round=RoundId("round-1"),
        spec=RoundId("round-1"),
        attempt=1,
        seats=frozenset(),
        seed="00",
        public_key="00",
        at=NOW,
    )
    _follow(conn, opened)
    assert conn.execute(select(round_items)).all() == []


def test_the_close_notes_who_of_the_group_was_there(conn):
    log: list[Event] = [
        OPENED,
        *_admitted("ann", {Role.RATER}),
        *_admitted("bob", {Role.RATER}),
        *_admitted("cas", {Role.RATER, Role.PRESENTER}),
        *_admitted("dik", {Role.RATER}),
        *_admitted("guest-without-row", {Role.RATER}),
        *_admitted("eva", {Role.RATER}, person=None),
        MarkedAbsent(seat=SeatId("dik"), reason="ill"),
        _drawn("bob", "ann"),
        TurnPassed(seat=SeatId("bob"), reason=PassReason.LOAD),
        _drawn("ann"),
        MeetingClosed(at=NOW),
    ]
    follow(conn, SESSION, fold(log), log[-1:], NOW)
    rows = conn.execute(select(attendance).order_by(attendance.c.person_id)).all()
    assert [(r.person_id, r.eligible, r.was_advocate, r.passed) for r in rows] == [
        ("ann", True, True, False),
        ("bob", False, False, True),
        ("cas", False, False, False),
    ]
    assert {(row.group_id, row.day) for row in rows} == {(TEAM, day_at(NOW))}


def test_who_did_it_and_left_before_the_end_had_the_turn(conn):
    said = PointDelivered(
        point=PointId("p"),
        by=SeatId("ann"),
        kind=PointKind.EXPLANATION,
        text="it may be the move",
        about=None,
        lighter="",
        heavier="",
    )
    gone = SeatEnded(seat=SeatId("ann"), reason="left")
    for point, expected in (((said,), [("ann", True), ("bob", False)]), ((), [("bob", False)])):
        people_in = [*_admitted("ann", {Role.RATER}), *_admitted("bob", {Role.RATER})]
        log = [OPENED, *people_in, _drawn("ann", "bob"), *point, gone, MeetingClosed(at=NOW)]
        conn.execute(attendance.delete())
        follow(conn, SESSION, fold(log), log[-1:], NOW)
        rows = conn.execute(select(attendance).order_by(attendance.c.person_id)).all()
        assert [(row.person_id, row.was_advocate) for row in rows] == expected


def test_the_rotation_is_brought_only_when_the_group_has_met_since_the_opening(conn):
    state = fold([OPENED])
    assert renewed(conn, state, NOW) is None
    log = [OPENED, *_admitted("ann", {Role.RATER}), _drawn("ann"), MeetingClosed(at=NOW)]
    follow(conn, SESSION, fold(log), [MeetingClosed(at=Millis(NOW + 1))], NOW)
    found = renewed(conn, state, Millis(NOW + 2))
    assert [(a.person, a.turns, a.previous) for a in found] == [("ann", 1, True)]


def test_a_session_without_a_group_leaves_no_attendance(conn):
    log = [replace(OPENED, group=None), *_admitted("ann", {Role.RATER}), MeetingClosed(at=NOW)]
    follow(conn, SESSION, fold(log), log[-1:], NOW)
    assert conn.execute(select(attendance)).all() == []


def _follow(conn, *events):
    follow(conn, SESSION, fold([OPENED]), events, NOW)


def _summarised(item, *coefficients):
    summary = RoundSummary(raters=3, items=(item,), coefficients=coefficients)
    return RoundSummarised(round=RoundId("round-1"), summary=summary)


def _admitted(name, roles, person=PersonId):
    seat = SeatId(name)
    invited = Invited(
        seat=seat,
        name=name,
        discipline="psychology",
        organisation="centre",
        roles=frozenset(roles),
        sharing="by_name",
        ground="asked",
        person=person and person(name),
    )
    return invited, SeatAdmitted(seat=seat, device=PHONE, at=NOW)


def _drawn(seat, *others):
    present = tuple(Candidate(seat=SeatId(name)) for name in (seat, *others))
    hat = tuple(candidate.seat for candidate in present)
    return AdvocateDrawn(seat=hat[0], present=present, candidates=hat, relaxed="", seed="00")
