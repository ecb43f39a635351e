"""The log: what goes in comes out, nobody can change it, and two writers never fork it."""

import multiprocessing
from threading import Thread

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from deliberate.sessions.ids import SeatId
from deliberate.store import event_log
from deliberate.store.codec import Unreadable
from deliberate.store.database import open_database, reading, writing
from deliberate.store.event_log import LogBroken
from deliberate.store.keys import KeyStore
from deliberate.store.tables import events, payloads
from deliberate.store.verify import verify_database
from tests.store.factories import (
    CANARY,
    NOW,
    SEAT,
    SESSION,
    answer_sealed,
    append,
    bytes_in,
    fact,
    paused,
    read,
    resumed,
    tamper,
)


def test_what_was_written_is_read_back_in_order(engine, keys, session):
    head = append(engine, keys, paused(), fact(), answer_sealed())
    assert head.seq == 3
    assert read(engine, keys) == [paused(), fact(), answer_sealed()]
    assert read(engine, keys, after=2) == [answer_sealed()]
    with reading(engine) as conn:
        assert event_log.head(conn, session) == head


def test_an_unknown_session_has_no_head(engine):
    with writing(engine) as conn:
        assert event_log.lock(conn, SESSION) is None
        assert event_log.head(conn, SESSION) is None


def test_nothing_appended_leaves_the_head(engine, keys, session):
    before = append(engine, keys, paused())
    assert append(engine, keys) == before


def test_a_failed_command_leaves_no_trace(engine, keys, session):
    head = append(engine, keys, paused())
    with pytest.raises(RuntimeError):
        _append_and_fail(engine, keys, head)
    assert read(engine, keys) == [paused()]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor_seat = 'bob' WHERE seq = 1",
        "DELETE FROM events WHERE seq = 1",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 1",
    ],
)
def test_the_database_refuses_to_change_a_header(engine, keys, session, statement):
    append(engine, keys, paused())
    with pytest.raises(IntegrityError, match="event headers are never changed"):
        _execute(engine, "DELETE FROM payloads", statement)
    assert read(engine, keys) == [paused()]


def test_the_header_of_a_blind_answer_names_nobody_and_only_the_minute(engine, keys, session):
    append(engine, keys, paused(), answer_sealed())
    with reading(engine) as conn:
        rows = conn.execute(select(events.c.actor_seat, events.c.at).order_by(events.c.seq)).all()
    assert rows == [(SEAT, NOW), ("", NOW - NOW % 60_000)]


def test_all_blind_answers_have_payloads_of_one_length(engine, keys, session):
    append(engine, keys, answer_sealed("q"), answer_sealed("q" * 60, SeatId("s" * 40)))
    with reading(engine) as conn:
        first, second = conn.execute(select(payloads.c.sealed)).scalars()
    assert len(first) == len(second)


def test_no_typed_text_lies_in_the_database_file(engine, keys, session, data):
    append(engine, keys, fact(said=f"{CANARY} {'x' * 100}"))
    assert b"entries.EntryAdded" in bytes_in(data)
    assert CANARY.encode() not in bytes_in(data)


def test_a_payload_in_another_row_does_not_open(engine, keys, session):
    append(engine, keys, paused(), resumed())
    tamper(
        engine,
        "UPDATE payloads SET sealed = (SELECT sealed FROM payloads WHERE seq = 1) WHERE seq = 2",
    )
    with pytest.raises(Unreadable):
        read(engine, keys)


def test_a_missing_event_stops_the_fold(engine, keys, session):
    append(engine, keys, paused(), resumed(), paused())
    tamper(engine, "DELETE FROM payloads WHERE seq = 2", "DELETE FROM events WHERE seq = 2")
    with pytest.raises(LogBroken, match="misses an event"):
        read(engine, keys)


def test_a_payload_missing_without_erasure_stops_the_fold(engine, keys, session):
    append(engine, keys, paused())
    tamper(engine, "DELETE FROM payloads")
    with pytest.raises(LogBroken, match="never erased"):
        read(engine, keys)


def test_without_its_key_a_log_is_not_read(engine, keys, session):
    append(engine, keys, fact("e1"))
    keys.destroy(session, ["entry:e1"])
    with pytest.raises(LogBroken, match="the key of entry:e1 is gone"):
        read(engine, keys)


def test_threads_that_write_at_once_take_turns(engine, keys, session):
    threads = [Thread(target=_write, args=(engine, keys, 20)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify_database(engine, keys).events == 320
    assert verify_database(engine, keys).ok


def test_processes_that_write_at_once_take_turns(engine, keys, session, tmp_path):
    spawn = multiprocessing.get_context("spawn")
    arguments = (str(engine.url), tmp_path / "keys", 15)
    processes = [spawn.Process(target=_write_elsewhere, args=arguments) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert verify_database(engine, keys).events == 45
    assert verify_database(engine, keys).ok


def _append_and_fail(engine, keys, head):
    with writing(engine) as conn:
        event_log.append(conn, keys, head, [fact()], SEAT, NOW)
        raise RuntimeError


def _execute(engine, *statements):
    with writing(engine) as conn:
        for statement in statements:
            conn.execute(text(statement))


def _write(engine, keys, times):
    for _ in range(times):
        append(engine, keys, paused(), fact())


def _write_elsewhere(url, folder, times):
    engine, keys = open_database(url), KeyStore(folder)
    for _ in range(times):
        append(engine, keys, paused())
    engine.dispose()
    keys.close()
