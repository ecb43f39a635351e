"""Envelopes in the database: the newest only, and rows that tell nothing of an answer."""

import pytest
from sqlalchemy import LargeBinary, String, select

from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import QuestionId, SeatId
from deliberate.store import codec, envelopes
from deliberate.store.database import reading, truncate_wal, writing
from deliberate.store.envelopes import Envelope
from deliberate.store.sealing import fingerprint, new_round, open_own, unseal
from deliberate.store.tables import envelopes as table
from tests.store.factories import (
    CANARY,
    NONE,
    RISK,
    ROUND,
    SEAT,
    SESSION,
    TOKEN,
    bytes_in,
    context,
    envelope,
)

KEY = new_round()
VIOLENCE, DEBT = QuestionId("violence"), QuestionId("debt")


@pytest.fixture
def put(engine, keys, session):
    def put(*new: Envelope) -> None:
        with writing(engine) as conn:
            envelopes.put(conn, keys, new)

    return put


def test_a_round_is_opened_by_the_fingerprints_of_the_log(engine, put):
    given = envelope(KEY.public_hex, RISK)
    put(given, envelope(KEY.public_hex, NONE, question=DEBT))
    with reading(engine) as conn:
        found = envelopes.sealed_of(conn, ROUND)
    assert len(found) == 2
    opened = unseal(KEY.private, found[fingerprint(given.sealed or b"")], context())
    assert codec.load_answer(opened) == RISK


def test_a_new_revision_takes_the_place_of_the_old(engine, put):
    put(envelope(KEY.public_hex, NONE))
    second = envelope(KEY.public_hex, RISK, revision=2)
    put(second)
    with reading(engine) as conn:
        assert list(envelopes.sealed_of(conn, ROUND).values()) == [second.sealed]


def test_a_seat_gets_its_own_copies_alone(engine, keys, put):
    put(
        envelope(KEY.public_hex, RISK),
        envelope(KEY.public_hex, NONE, seat=SeatId("bob")),
    )
    with reading(engine) as conn:
        own = envelopes.own_of(conn, keys, SEAT, [(ROUND, VIOLENCE), (ROUND, DEBT)])
    assert list(own) == [(ROUND, VIOLENCE)]
    assert open_own(TOKEN, own[ROUND, VIOLENCE], context()) == codec.dump_answer(RISK)


def test_a_private_form_has_an_own_copy_only(engine, keys, put):
    both = envelope(KEY.public_hex, RISK)
    put(Envelope(both.context, None, both.own))
    with reading(engine) as conn:
        assert envelopes.sealed_of(conn, ROUND) == {}
        assert envelopes.own_of(conn, keys, SEAT, [(ROUND, VIOLENCE)]) == {
            (ROUND, VIOLENCE): both.own
        }


def test_a_reveal_takes_the_sealed_halves_and_a_close_the_rest(engine, keys, put):
    put(envelope(KEY.public_hex, RISK))
    with writing(engine) as conn:
        envelopes.drop_sealed(conn, ROUND)
        assert envelopes.sealed_of(conn, ROUND) == {}
        assert envelopes.own_of(conn, keys, SEAT, [(ROUND, VIOLENCE)])
        envelopes.drop_session(conn, SESSION)
        assert not envelopes.own_of(conn, keys, SEAT, [(ROUND, VIOLENCE)])


def test_a_void_round_leaves_no_byte(engine, data, put):
    given = envelope(KEY.public_hex, RISK)
    put(given)
    middle = given.own[200:280]
    assert middle in bytes_in(data)
    with writing(engine) as conn:
        envelopes.drop_round(conn, ROUND)
    truncate_wal(engine)
    assert middle not in bytes_in(data)


def test_rows_differ_in_nothing_but_cipher(engine, put):
    put(
        envelope(KEY.public_hex, NONE),
        envelope(KEY.public_hex, RISK, question=DEBT, seat=SeatId("somebody-else"), revision=12),
    )
    with reading(engine) as conn:
        first, second = conn.execute(select(table)).all()
    sizes = [
        (column.name, len(a), len(b))
        for column, a, b in zip(table.columns, first, second, strict=True)
        if isinstance(column.type, LargeBinary | String)
    ]
    assert all(a == b for _, a, b in sizes)


def test_neither_seat_nor_question_nor_text_lies_in_the_file(engine, data, put):
    said = Answer(pick="can", reason=CANARY)
    put(envelope(KEY.public_hex, said, seat=SeatId("seat-of-ann"), question=QuestionId("q-danger")))
    found = bytes_in(data)
    assert b"round-1" in found
    assert not [word for word in (CANARY, "seat-of-ann", "q-danger") if word.encode() in found]
