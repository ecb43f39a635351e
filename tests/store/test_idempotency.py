"""Repeats: the same command again is recognised, another one under its key is too."""

import pytest
from sqlalchemy.exc import IntegrityError

from deliberate.sessions.ids import CommandKey, SeatId
from deliberate.store.database import writing
from deliberate.store.idempotency import Remembered, body_mac, recall, remember
from tests.store.factories import SEAT, SESSION

KEY = CommandKey("c1")
MAC = body_mac(b"k" * 32, SEAT, b"{}")


def test_a_command_is_remembered_with_its_receipt(engine, session):
    given = Remembered(1, 2, MAC, '{"minute":1}')
    with writing(engine) as conn:
        assert recall(conn, session, KEY) is None
        remember(conn, session, KEY, given)
        assert recall(conn, session, KEY) == given


def test_a_key_serves_one_command(engine, session):
    with writing(engine) as conn:
        remember(conn, SESSION, KEY, Remembered(1, 1, MAC, None))
        with pytest.raises(IntegrityError):
            remember(conn, SESSION, KEY, Remembered(2, 2, MAC, None))


@pytest.mark.parametrize(
    "other",
    [
        body_mac(b"k" * 32, SEAT, b"{ }"),
        body_mac(b"k" * 32, SeatId("bob"), b"{}"),
        body_mac(b"k" * 32, SeatId(f"{SEAT}{{"), b"}"),
        body_mac(b"l" * 32, SEAT, b"{}"),
    ],
)
def test_another_body_or_seat_is_no_repeat(other):
    assert Remembered(1, 1, MAC, None).repeats(MAC)
    assert not Remembered(1, 1, MAC, None).repeats(other)
