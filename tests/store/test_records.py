"""Closed records: the very bytes come back with their signature, and no word of them lies open."""

import pytest

from deliberate.sessions.ids import Millis, SeatId
from deliberate.store import records, signature
from deliberate.store.codec import Unreadable
from deliberate.store.database import reading, writing
from tests.store.factories import CANARY, NOW, SESSION, bytes_in, tamper

RECORD = f'{{"text":"{CANARY}"}}'.encode()
MOTHER = b'{"text":""}'


def test_every_readers_record_comes_back_byte_for_byte(engine, keys, session):
    assert _load(engine, keys) is None
    digests = _save(engine, keys, {"file": RECORD, "mother": MOTHER})
    assert {reader: len(digest) for reader, digest in digests.items()} == {"file": 64, "mother": 64}
    assert _load(engine, keys).canonical == RECORD
    assert _load(engine, keys, "mother").canonical == MOTHER
    assert _load(engine, keys, "father") is None


def test_20_each_is_signed(engine, keys, session):
    _save(engine, keys, {"file": RECORD, "mother": MOTHER})
    found = _load(engine, keys, "mother")
    assert found.signed.key == keys.signer.key
    assert signature.fits(found.signed.public, found.signed.value, MOTHER)
    assert not signature.fits(found.signed.public, found.signed.value, RECORD)


def test_the_latest_version_counts_and_earlier_ones_stay(engine, keys, session):
    _save(engine, keys, {"file": RECORD})
    _save(engine, keys, {"file": MOTHER}, later=1)
    assert _load(engine, keys).canonical == MOTHER
    assert _load(engine, keys, version=1).canonical == RECORD


def test_a_record_is_ciphertext_in_the_file(engine, keys, session, data):
    _save(engine, keys, {"file": RECORD})
    assert CANARY.encode() not in bytes_in(data)


def test_an_erased_record_is_none(engine, keys, session):
    _save(engine, keys, {"file": RECORD})
    keys.destroy(SESSION, [records.SUBJECT])
    assert _load(engine, keys) is None


def test_a_changed_record_is_not_shown(engine, keys, session):
    _save(engine, keys, {"file": RECORD})
    tamper(engine, "UPDATE records SET sha256 = replace(sha256, 'a', 'b')")
    with pytest.raises(Unreadable):
        _load(engine, keys)


def test_copies_are_written_down_in_their_order(engine, keys, session):
    with writing(engine) as conn:
        for n, reader in enumerate(("file", "mother")):
            records.log(conn, SESSION, reader, "html", SeatId("ann"), Millis(NOW + n))
    with reading(engine) as conn:
        made = records.logged(conn, SESSION)
    assert [(m.recipient, m.at - NOW) for m in made] == [("file", 0), ("mother", 1)]


def _save(engine, keys, canonical, later=0):
    with writing(engine) as conn:
        return records.save(conn, keys, SESSION, canonical, Millis(NOW + later))


def _load(engine, keys, reader="file", version=None):
    with reading(engine) as conn:
        return records.load(conn, keys, SESSION, reader, version)
