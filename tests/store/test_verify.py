"""Verifying: the first event that is not as it was written gets named."""

import shutil
from dataclasses import replace

import pytest
from sqlalchemy import Delete, Update, delete, select, update

from deliberate.sessions.flow.events import RecordSealed
from deliberate.sessions.ids import SessionId
from deliberate.store import encryption, records, verify
from deliberate.store.database import reading, truncate_wal, writing
from deliberate.store.tables import events, payloads, sessions
from deliberate.store.verify import Bad, verify_database
from tests.store.factories import NOW, SESSION, append, fact, paused, resumed, tamper


@pytest.fixture
def head(engine, keys, session):
    return append(engine, keys, paused(), fact(), resumed(), paused(), resumed())


@pytest.fixture
def older(engine, head, tmp_path):
    truncate_wal(engine)
    return shutil.copy(engine.url.database, tmp_path / "older.db")


def test_a_whole_log_is_found_whole(engine, keys, head):
    report = verify_database(engine, keys)
    assert report.ok
    assert (report.sessions, report.events, report.erased) == (1, 5, 0)
    assert report.heads == {SESSION: head.hash}
    assert verify.as_json(report) == {
        "ok": True,
        "kind": "database",
        "sessions": 1,
        "events": 5,
        "erased": 0,
        "first_bad": None,
        "head": head.hash,
        "heads": {SESSION: head.hash},
    }


def test_an_empty_database_is_whole(engine, keys):
    assert verify.as_json(verify_database(engine, keys))["head"] is None


def _removed(seq: int) -> list[Delete]:
    return [delete(table).where(table.c.seq == seq) for table in (payloads, events)]


def _renumbered(*pairs: tuple[int, int]) -> list[Update]:
    return [
        update(table).where(table.c.seq == old).values(seq=new)
        for table in (payloads, events)
        for old, new in pairs
    ]


AS_THREE = """INSERT INTO events SELECT session_id, 3, type, schema, actor_seat, at, subject,
    payload_hash, erases, hash FROM events WHERE seq = 6"""
AS_SIX = """INSERT INTO events SELECT session_id, 6, type, schema, actor_seat, at, subject,
    payload_hash, erases, hash FROM events WHERE seq = 5"""


@pytest.mark.parametrize(
    ("statements", "seq", "what"),
    [
        (["UPDATE events SET actor_seat = 'bob' WHERE seq = 2"], 2, "altered"),
        (["UPDATE events SET at = at + 1 WHERE seq = 1"], 1, "altered"),
        (["UPDATE events SET hash = payload_hash WHERE seq = 3"], 3, "altered"),
        (["UPDATE events SET hash = payload_hash WHERE seq = 5"], 5, "altered"),
        (["UPDATE sessions SET head_hash = (SELECT payload_hash FROM events)"], 5, "altered"),
        (["UPDATE payloads SET sealed = zeroblob(9) WHERE seq = 4"], 4, "payload altered"),
        (["DELETE FROM payloads WHERE seq = 4"], 4, "payload removed"),
        (_removed(3), 3, "removed"),
        ([*_removed(3), *_renumbered((4, 3), (5, 4))], 3, "removed"),
        (_removed(5), 5, "removed"),
        (_renumbered((2, 9), (4, 2), (9, 4)), 2, "reordered"),
        (_renumbered((2, 9), (3, 2), (9, 3)), 2, "reordered"),
        ([*_renumbered((5, 6), (4, 5), (3, 4)), AS_THREE], 3, "inserted"),
        ([AS_SIX], 6, "inserted"),
    ],
)
def test_the_first_bad_event_is_named(engine, keys, head, statements, seq, what):
    tamper(engine, *statements)
    assert verify_database(engine, keys).first_bad == Bad(SESSION, seq, what)


def test_a_log_without_its_session_is_found(engine, keys, head):
    tamper(engine, "DELETE FROM sessions")
    assert verify_database(engine, keys).first_bad == Bad(SESSION, 0, "removed")


def test_a_lost_key_is_named(engine, keys, head):
    keys.destroy(SESSION, ["entry:e1"])
    assert verify_database(engine, keys).first_bad == Bad(SESSION, 2, "key missing")
    assert verify_database(engine).ok


def test_a_payload_of_another_event_is_named_even_with_a_fitting_hash(engine, keys, head):
    key = keys.get(SESSION, f"session:{SESSION}")
    with reading(engine) as conn:
        link = next(verify._links(conn, SESSION))
    elsewhere = encryption.encrypt(key, replace(link.header.place, seq=2), b"{}")
    assert verify._unreadable(link.header, elsewhere, keys) == "payload unreadable"


def test_truncation_shows_against_an_older_copy(engine, keys, head, older):
    _truncate(engine, to=3)
    assert verify_database(engine, keys).ok
    assert verify_database(engine, keys, older).first_bad == Bad(SESSION, 4, "truncated")


def test_truncation_shows_against_a_printed_head(engine, keys, head):
    assert verify_database(engine, keys, head.hash.upper()).ok
    _truncate(engine, to=3)
    assert verify_database(engine, keys, head.hash).first_bad == Bad(SessionId(""), 0, "truncated")


def test_a_log_that_grew_still_holds_the_older_copy(engine, keys, head, older):
    append(engine, keys, paused())
    assert verify_database(engine, keys, older).ok


def test_a_log_written_anew_differs_from_the_older_copy(engine, keys, head, older):
    _truncate(engine, to=3)
    append(engine, keys, paused(), paused(), paused())
    assert verify_database(engine, keys).ok
    assert verify_database(engine, keys, older).first_bad == Bad(SESSION, 4, "rewritten")


def test_a_session_gone_since_the_older_copy_is_named(engine, keys, head, older):
    tamper(engine, "DELETE FROM payloads", "DELETE FROM events", "DELETE FROM sessions")
    assert verify_database(engine, keys, older).first_bad == Bad(SESSION, 1, "removed")


def _truncate(engine, to):
    """What a thief of the tail would do: take the events away and set the head back."""
    last = select(events.c.hash).where(events.c.seq == to).scalar_subquery()
    tamper(
        engine,
        *(delete(table).where(table.c.seq > to) for table in (payloads, events)),
        update(sessions).values(head_seq=to, head_hash=last),
    )


@pytest.fixture
def closed(engine, keys, session):
    """A session whose records are stored and sealed, for the file and for somebody else."""
    with writing(engine) as conn:
        made = {"file": b'{"a":1}', "mother": b'{"b":2}'}
        copies = records.save(conn, keys, SESSION, made, NOW)
    sealed = RecordSealed(sha256=copies["file"], head="h", at=NOW, copies=copies, key_id="k")
    return append(engine, keys, paused(), sealed)


def test_records_that_the_log_knows_are_whole(engine, keys, closed):
    assert verify_database(engine, keys).ok


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DELETE FROM records WHERE recipient = 'mother'", "record removed"),
        ("UPDATE records SET sealed = zeroblob(600) WHERE recipient = 'mother'", "record altered"),
        ("UPDATE records SET signature = replace(signature, '1', '2')", "record altered"),
        ("UPDATE records SET sha256 = replace(sha256, '1', '2')", "record altered"),
        (
            "INSERT INTO records SELECT session_id, 2, recipient, sha256, sealed, key_id, "
            "signature, at FROM records",
            "record inserted",
        ),
    ],
)
def test_20_a_record_that_was_changed_in_the_database_is_found(
    engine, keys, closed, statement, what
):
    tamper(engine, statement)
    assert verify_database(engine, keys).first_bad == Bad(SESSION, closed.seq, what)


def test_records_whose_key_was_destroyed_are_no_fault(engine, keys, closed):
    keys.destroy(SESSION, [records.SUBJECT])
    assert verify_database(engine, keys).ok
