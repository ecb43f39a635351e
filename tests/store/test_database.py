"""The database: private, durable, silent about values, and readable while it is written."""

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import OperationalError

from deliberate.store.database import open_database, reading, truncate_wal, writing
from deliberate.store.tables import groups
from tests.store.factories import CANARY


def test_nobody_else_may_read_it(engine, data):
    with writing(engine) as conn:
        conn.execute(insert(groups), {"id": "g", "name": "team"})
        modes = {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()}
    assert data.stat().st_mode & 0o777 == 0o700
    assert set(modes.values()) == {0o600}
    assert "deliberate.db-wal" in modes


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 10000),
    ],
)
def test_every_connection_is_durable_and_forgets(engine, pragma, value):
    with reading(engine) as conn:
        assert conn.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_reading_goes_on_while_somebody_writes(engine):
    with writing(engine) as writer:
        writer.execute(insert(groups), {"id": "g", "name": "team"})
        with reading(engine) as reader:
            assert _count(reader) == 0
    with reading(engine) as reader:
        assert _count(reader) == 1


def test_a_reading_sees_one_moment(engine):
    with reading(engine) as reader:
        assert _count(reader) == 0
        with writing(engine) as writer:
            writer.execute(insert(groups), {"id": "g", "name": "team"})
        assert _count(reader) == 0


def test_writing_takes_the_lock_before_it_reads(engine):
    other = open_database(str(engine.url))
    with writing(engine), other.connect() as conn:
        conn.exec_driver_sql("ROLLBACK")
        conn.exec_driver_sql("PRAGMA busy_timeout = 0")
        with pytest.raises(OperationalError, match="locked"):
            conn.exec_driver_sql("BEGIN IMMEDIATE")
    other.dispose()


def test_a_reader_that_lasts_keeps_the_write_ahead_log_from_being_emptied(engine):
    assert truncate_wal(engine)
    with reading(engine) as reader:
        _count(reader)
        _save(engine, {"id": "g", "name": "team"})
        with engine.connect() as impatient:
            impatient.exec_driver_sql("PRAGMA busy_timeout = 0")
        assert not truncate_wal(engine)
    assert truncate_wal(engine)


def test_an_error_shows_no_values(engine):
    with pytest.raises(Exception, match="parameters hidden") as caught:
        _save_twice(engine, {"id": "g", "name": CANARY})
    assert CANARY not in str(caught.value)


def _save(engine, row):
    with writing(engine) as conn:
        conn.execute(insert(groups), row)


def _save_twice(engine, row):
    with writing(engine) as conn:
        conn.execute(insert(groups), row)
        conn.execute(insert(groups), row)


def _count(conn):
    return conn.execute(text("SELECT count(*) FROM groups")).scalar()
