"""Erasing: the text is gone everywhere, an old backup does not bring it back, the log holds."""

import shutil

import pytest

from deliberate.store import event_log
from deliberate.store.codec import Erased
from deliberate.store.database import open_database, reading, truncate_wal, writing
from deliberate.store.erasure import erase, erased_subjects
from deliberate.store.event_log import LogBroken
from deliberate.store.keys import KeyStore
from deliberate.store.verify import Bad, verify_database
from tests.store.factories import (
    NOW,
    SEAT,
    SESSION,
    append,
    bytes_in,
    fact,
    paused,
    read,
    resumed,
    tamper,
)

SUBJECT = "entry:e1"


@pytest.fixture
def written(engine, keys, session):
    return append(engine, keys, paused(), fact("e1"), fact("e2"), fact("e1", "verbeterd"))


def test_an_erased_subject_leaves_its_place_and_nothing_else(engine, keys, written):
    _erase(engine, keys)
    gone = Erased("entries.EntryAdded", SUBJECT)
    assert read(engine, keys) == [paused(), gone, fact("e2"), gone, resumed()]


def test_the_log_verifies_after_erasure(engine, keys, written):
    _erase(engine, keys)
    append(engine, keys, paused())
    report = verify_database(engine, keys)
    assert (report.ok, report.events, report.erased) == (True, 6, 2)


def test_not_a_byte_of_an_erased_payload_or_key_is_left(engine, keys, written, data, tmp_path):
    found = bytes_in(data)
    with reading(engine) as conn:
        sealed = conn.exec_driver_sql("SELECT sealed FROM payloads WHERE seq = 2").scalar_one()
    assert sealed[12:60] in found
    _erase(engine, keys)
    assert sealed[12:60] not in bytes_in(data)
    assert SUBJECT.encode() not in bytes_in(tmp_path / "keys")


def test_an_old_backup_with_the_master_key_does_not_bring_it_back(engine, keys, written, tmp_path):
    truncate_wal(engine)
    backup = shutil.copytree(engine.url.database.rpartition("/")[0], tmp_path / "backup")
    _erase(engine, keys)
    restored = open_database(f"sqlite:///{backup}/deliberate.db")
    with pytest.raises(LogBroken, match="the key of entry:e1 is gone"):
        read(restored, KeyStore(tmp_path / "keys"))
    restored.dispose()


def test_the_doctor_is_told_of_every_erased_subject(engine, keys, written):
    with reading(engine) as conn:
        assert list(erased_subjects(conn)) == []
    _erase(engine, keys)
    with reading(engine) as conn:
        assert list(erased_subjects(conn)) == [(SESSION, SUBJECT)]


def test_a_tombstone_does_not_lie_under_the_key_it_buries(engine, keys, written):
    with pytest.raises(ValueError, match="the key that it buries"):
        _erase(engine, keys, f"session:{SESSION}")


def test_an_erased_payload_that_came_back_is_named(engine, keys, written):
    _erase(engine, keys)
    tamper(engine, "INSERT INTO payloads SELECT session_id, 4, sealed FROM payloads LIMIT 1")
    assert verify_database(engine, keys).first_bad == Bad(SESSION, 4, "payload not erased")


def _erase(engine, keys, subject=SUBJECT):
    with writing(engine) as conn:
        head = event_log.lock(conn, SESSION)
        assert head is not None
        erase(conn, keys, head, subject, resumed(), SEAT, NOW)
    keys.destroy(SESSION, [subject])
    truncate_wal(engine)
