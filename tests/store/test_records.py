"""Closed records: the very bytes come back, and no word of them lies in the database."""

import pytest

from deliberate.sessions.ids import Millis
from deliberate.store import records
from deliberate.store.codec import Unreadable
from deliberate.store.database import reading, writing
from tests.store.factories import CANARY, NOW, SESSION, bytes_in, tamper

RECORD = f'{{"text":"{CANARY}"}}'.encode()


def test_a_record_comes_back_byte_for_byte(engine, keys, session):
    assert _load(engine, keys) is None
    digest = _save(engine, keys, RECORD)
    assert len(digest) == 64
    assert _load(engine, keys) == RECORD


def test_the_latest_record_counts(engine, keys, session):
    _save(engine, keys, b"{}")
    _save(engine, keys, RECORD, later=1)
    assert _load(engine, keys) == RECORD


def test_a_record_is_ciphertext_in_the_file(engine, keys, session, data):
    _save(engine, keys, RECORD)
    assert CANARY.encode() not in bytes_in(data)


def test_an_erased_record_is_none(engine, keys, session):
    _save(engine, keys, RECORD)
    keys.destroy(SESSION, [records.SUBJECT])
    assert _load(engine, keys) is None


def test_a_changed_record_is_not_shown(engine, keys, session):
    _save(engine, keys, RECORD)
    tamper(engine, "UPDATE records SET sha256 = replace(sha256, 'a', 'b')")
    with pytest.raises(Unreadable):
        _load(engine, keys)


def _save(engine, keys, canonical, later=0):
    with writing(engine) as conn:
        return records.save(conn, keys, SESSION, canonical, Millis(NOW + later))


def _load(engine, keys):
    with reading(engine) as conn:
        return records.load(conn, keys, SESSION)
