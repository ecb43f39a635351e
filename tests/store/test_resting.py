"""Devices that are laid away: what opens them, how often it may be tried, and what they open."""

import pytest

from deliberate.sessions.ids import SeatId, SessionId
from deliberate.store import event_log, resting, seats
from deliberate.store.database import writing
from deliberate.store.resting import A_DAY, TRIES, Lock, Place
from tests.store.factories import NOW, SEAT, SESSION

ANNA, BAS, TABLET = "a" * 64, "b" * 64, "c" * 64
TOKEN = "x" * 43
LOCK = Lock("4071", "t" * 43, b"k" * 32)


@pytest.fixture
def conn(engine, session):
    with writing(engine) as conn:
        yield conn


@pytest.fixture(scope="module")
def box():
    return resting.close(TOKEN, ANNA, LOCK)


def rest(conn, box, device=ANNA, at=NOW):
    resting.rest(conn, device, TABLET, box, at)


def test_the_code_opens_it_on_the_tablet_where_it_was_laid_away(box):
    assert resting.unlocked(box, ANNA, LOCK) == TOKEN


@pytest.mark.parametrize(
    ("device", "lock"),
    [
        (ANNA, Lock("4072", LOCK.tablet, LOCK.secret)),
        (ANNA, Lock("", LOCK.tablet, LOCK.secret)),
        (ANNA, Lock(LOCK.code, "u" * 43, LOCK.secret)),
        (ANNA, Lock(LOCK.code, LOCK.tablet, b"l" * 32)),
        (BAS, LOCK),
    ],
    ids=["another code", "no code", "another tablet", "another server", "another person"],
)
def test_nothing_else_opens_it(box, device, lock):
    assert resting.unlocked(box, device, lock) is None


def test_the_box_of_the_same_secret_is_never_the_same(box):
    again = resting.close(TOKEN, ANNA, LOCK)
    assert again.salt != box.salt
    assert again.sealed != box.sealed
    assert TOKEN.encode() not in box.sealed


def test_a_device_that_rests_opens_nothing_until_it_is_taken_up(conn, box):
    seats.bind(conn, SESSION, SEAT, ANNA, NOW)
    rest(conn, box)
    assert seats.seats_of(conn, SESSION, ANNA) == ()
    assert seats.held(conn, SESSION, ANNA) == ()
    assert seats.sessions_of(conn, ANNA) == ()
    assert not seats.is_live(conn, SESSION, SEAT, ANNA)
    assert seats.holder(conn, SESSION, SEAT) == ANNA
    resting.take_up(conn, ANNA, TABLET)
    assert seats.seats_of(conn, SESSION, ANNA) == (SEAT,)


def test_of_one_tablet_one_device_is_in_hand(conn, box):
    for device in (ANNA, BAS):
        rest(conn, box, device)
        resting.take_up(conn, device, TABLET)
    assert {one.device: one.rests for one in resting.at_tablet(conn, TABLET)} == {
        ANNA: True,
        BAS: False,
    }


def test_five_wrong_tries_are_all_and_what_was_laid_away_is_gone(conn, box):
    rest(conn, box)
    left = []
    for _ in range(TRIES):
        assert resting.attempt(conn, ANNA) == box
        left.append(resting.failed(conn, ANNA))
    assert left == [4, 3, 2, 1, 0]
    assert resting.attempt(conn, ANNA) is None
    assert resting.find(conn, ANNA).box is None
    assert resting.find(conn, ANNA).rests


def test_tries_that_are_made_at_once_are_counted_before_they_are_judged(conn, box):
    rest(conn, box)
    assert [resting.attempt(conn, ANNA) is not None for _ in range(TRIES + 1)] == [
        *[True] * TRIES,
        False,
    ]


def test_a_right_code_and_passing_on_again_give_all_tries_back(conn, box):
    rest(conn, box)
    resting.attempt(conn, ANNA)
    resting.take_up(conn, ANNA, TABLET)
    resting.rest_again(conn, ANNA)
    for _ in range(TRIES):
        assert resting.attempt(conn, ANNA) == box


def test_places_are_those_that_a_device_opens_or_opened_until_they_ended(conn):
    later, other = SessionId("later"), SeatId("bob")
    event_log.create(conn, later, NOW)
    seats.bind(conn, SESSION, SEAT, ANNA, NOW)
    seats.end(conn, SESSION, SEAT)
    seats.bind(conn, later, SEAT, ANNA, NOW + 1)
    seats.bind(conn, later, other, BAS, NOW)
    seats.unbind(conn, later, other)
    assert resting.places(conn, [ANNA, BAS]) == (
        Place(ANNA, later, SEAT, True),
        Place(ANNA, SESSION, SEAT, False),
    )


def test_what_opens_no_seat_any_more_is_thrown_away_after_a_day(conn, box):
    seats.bind(conn, SESSION, SEAT, ANNA, NOW)
    for device in (ANNA, BAS):
        rest(conn, box, device)
    resting.clear(conn, NOW + A_DAY)
    assert len(resting.at_tablet(conn, TABLET)) == 2
    resting.clear(conn, NOW + A_DAY + 1)
    assert [one.device for one in resting.at_tablet(conn, TABLET)] == [ANNA]
