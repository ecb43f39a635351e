"""Agendas: which cases follow each other; and who held a seat until it ended."""

import pytest
from sqlalchemy import text

from deliberate.sessions.ids import SeatId, SessionId
from deliberate.store import agendas, event_log, seats
from deliberate.store.agendas import AgendaId, Item
from deliberate.store.database import writing
from deliberate.store.migrations import downgrade, migrate
from tests.store.factories import NOW, SEAT, SESSION

MEETING = AgendaId("monday")
SECOND, THIRD = SessionId("second"), SessionId("third")
PHONE, TABLET = "a" * 64, "b" * 64


@pytest.fixture
def conn(engine, session):
    with writing(engine) as conn:
        for later in (SECOND, THIRD):
            event_log.create(conn, later, NOW)
        yield conn


def order(conn):
    return [item.session for item in agendas.items(conn, MEETING)]


def test_cases_stand_in_the_order_in_which_they_were_added_until_it_is_changed(conn):
    for session in (SESSION, SECOND, THIRD):
        agendas.append(conn, Item(MEETING, session))
    assert order(conn) == [SESSION, SECOND, THIRD]
    agendas.arrange(conn, [SESSION, THIRD, SECOND])
    assert order(conn) == [SESSION, THIRD, SECOND]
    agendas.take_off(conn, THIRD)
    assert order(conn) == [SESSION, SECOND]


def test_any_case_leads_to_the_whole_agenda(conn):
    items = (Item(MEETING, SESSION), Item(MEETING, SECOND, SESSION))
    for item in items:
        agendas.append(conn, item)
    assert agendas.around(conn, SECOND) == items
    assert {item.origin for item in items} == {SESSION}
    assert agendas.around(conn, THIRD) == ()


def test_the_device_that_held_a_seat_until_its_end_stays_known(conn):
    seats.bind(conn, SESSION, SEAT, PHONE, NOW)
    seats.bind(conn, SESSION, SEAT, TABLET, NOW)
    assert seats.holder(conn, SESSION, SEAT) == TABLET
    seats.end(conn, SESSION, SEAT)
    assert seats.seats_of(conn, SESSION, TABLET) == ()
    assert seats.held(conn, SESSION, TABLET) == (SEAT,)
    assert seats.held(conn, SESSION, PHONE) == ()
    assert seats.holder(conn, SESSION, SEAT) == TABLET
    assert seats.holder(conn, SESSION, SeatId("bob")) is None


def test_what_was_there_before_agendas_comes_along(engine, session):
    downgrade(engine, "0001")
    with writing(engine) as conn:
        row = {"session": SESSION, "seat": SEAT, "device": PHONE, "at": NOW}
        bound = "INSERT INTO seat_devices VALUES (:session, :seat, :device, 1, :at)"
        conn.execute(text(bound), row)
    migrate(engine)
    with writing(engine) as conn:
        assert seats.seats_of(conn, SESSION, PHONE) == (SEAT,)
        agendas.append(conn, Item(MEETING, SESSION))
