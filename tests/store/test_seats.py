"""Seats and devices: one live device per seat; and limits to guessing at a join code."""

import pytest

from deliberate.sessions.ids import Millis, SeatId, SessionId
from deliberate.store import event_log, seats
from deliberate.store.database import writing
from tests.store.factories import NOW, SEAT, SESSION

PHONE, TABLET = "a" * 64, "b" * 64
BOB = SeatId("bob")
MINUTE = 60_000


@pytest.fixture
def conn(engine, session):
    with writing(engine) as conn:
        yield conn


def test_a_device_opens_its_seat(conn):
    seats.bind(conn, SESSION, SEAT, PHONE, NOW)
    assert seats.seats_of(conn, SESSION, PHONE) == (SEAT,)
    assert seats.is_live(conn, SESSION, SEAT, PHONE)
    assert not seats.is_live(conn, SESSION, BOB, PHONE)
    assert not seats.is_live(conn, SESSION, SEAT, TABLET)


def test_a_seat_moved_to_another_device_leaves_the_first(conn):
    seats.bind(conn, SESSION, SEAT, PHONE, NOW)
    seats.bind(conn, SESSION, SEAT, TABLET, NOW)
    assert seats.seats_of(conn, SESSION, PHONE) == ()
    assert seats.seats_of(conn, SESSION, TABLET) == (SEAT,)
    seats.bind(conn, SESSION, SEAT, PHONE, NOW)
    assert seats.is_live(conn, SESSION, SEAT, PHONE)


def test_a_shared_tablet_opens_several_seats_in_several_sessions(conn):
    later = SessionId("later")
    event_log.create(conn, later, NOW)
    seats.bind(conn, SESSION, BOB, TABLET, NOW)
    seats.bind(conn, SESSION, SEAT, TABLET, NOW)
    seats.bind(conn, later, SEAT, TABLET, Millis(NOW + 1))
    assert seats.seats_of(conn, SESSION, TABLET) == (SEAT, BOB)
    assert seats.sessions_of(conn, TABLET) == (later, SESSION)


def test_an_ended_seat_opens_for_nobody(conn):
    seats.bind(conn, SESSION, SEAT, PHONE, NOW)
    seats.bind(conn, SESSION, BOB, TABLET, NOW)
    seats.unbind(conn, SESSION, SEAT)
    assert seats.sessions_of(conn, PHONE) == ()
    assert seats.is_live(conn, SESSION, BOB, TABLET)
    seats.unbind_all(conn, SESSION)
    assert not seats.is_live(conn, SESSION, BOB, TABLET)


def test_one_code_takes_ten_wrong_guesses_in_ten_minutes(conn):
    assert [_guess(conn, "c", f"address {n}") for n in range(11)] == [True] * 10 + [False]
    assert _guess(conn, "another code", "address")
    assert _guess(conn, "c", "address", after=10 * MINUTE)


def test_one_address_takes_sixty(conn):
    assert [_guess(conn, f"code {n}", "a") for n in range(61)] == [True] * 60 + [False]
    assert _guess(conn, "code", "another address")


def test_six_hundred_guesses_are_enough_for_everybody(conn):
    allowed = [_guess(conn, f"code {n}", f"address {n}") for n in range(601)]
    assert allowed == [True] * 600 + [False]


def test_a_full_room_may_type_the_right_code(conn):
    assert all(_guess(conn, "c", "a", right=True) for _ in range(100))


def test_a_right_guess_is_refused_where_too_many_were_wrong(conn):
    for n in range(10):
        _guess(conn, "c", f"address {n}")
    assert not _guess(conn, "c", "a", right=True)


def test_guessing_locks_no_admitted_seat_out(conn):
    seats.bind(conn, SESSION, SEAT, PHONE, NOW)
    for n in range(700):
        _guess(conn, f"code {n}", "a")
    assert seats.is_live(conn, SESSION, SEAT, PHONE)


def _guess(conn, code, address, after=0, right=False):
    return seats.guess(conn, code, address, Millis(NOW + after), right=right)
