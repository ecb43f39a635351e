"""Opening the database, and the two ways to use it: reading and writing."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite

PATIENCE = 10
"""Seconds to wait for somebody else who writes."""
PRAGMAS = (
    f"PRAGMA busy_timeout = {PATIENCE}000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA temp_store = MEMORY",
)
"""Recursive triggers make INSERT OR REPLACE meet the triggers that refuse to delete."""

_WRITES = "deliberate_writes"
_TURN = "deliberate_turn"


class OpenToOthers(Exception):
    """A folder for secrets can be entered by other users of this machine."""


def open_database(url: str) -> Engine:
    """An engine whose every connection is durable, forgets what is deleted and shows no values."""
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        return create_engine(target, hide_parameters=True, pool_pre_ping=True)
    _private_file(Path(target.database or ""))
    engine = create_engine(
        target,
        hide_parameters=True,
        pool_size=16,
        max_overflow=16,
        execution_options={_TURN: Lock()},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may change things; it commits at the end, or rolls back on an error.

    On SQLite the write lock is taken at once, so that what is read stays true until the commit;
    the threads of this process queue for it, since SQLite's own waiting sleeps and is not fair.
    """
    with _turn(engine), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees a single moment of the database and never waits for a writer."""
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def upsert(conn: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or bring the rows with the same primary key up to date in their place."""
    if not rows:
        return
    dialect = sqlite if conn.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table)
    key = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in key}
    conn.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), list(rows))


def truncate_wal(engine: Engine) -> bool:
    """Bring the write-ahead log into the database and empty it, so that deleted bytes are gone.

    Returns whether it is empty now; a reader that lasts can keep it from being so.
    """
    if engine.dialect.name != "sqlite":
        return True
    with _turn(engine), closing(engine.raw_connection()) as outside_transactions:
        cursor = outside_transactions.cursor()
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.close()
    return not busy


def one_migration_at_a_time(connection: Connection) -> None:
    """Wait for another process that is migrating (on SQLite the write lock does it already)."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(7305)"))


def private_folder(folder: Path) -> Path:
    """Make a folder that only this user can enter; refuse one in use that others can enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = folder.stat().st_mode & 0o777
    if mode & 0o077:
        if any(folder.iterdir()):
            raise OpenToOthers(f"{folder} is open to others (mode {mode:o}): chmod 700 {folder}")
        folder.chmod(0o700)
    return folder


def _turn(engine: Engine) -> AbstractContextManager[Any]:
    turn: AbstractContextManager[Any] = engine.get_execution_options().get(_TURN, nullcontext())
    return turn


def _private_file(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)


def _prepare(connection: Any, _: object) -> None:
    """Leave BEGIN to us (the driver would begin late and without the lock) and set the pragmas."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        set_pragma(cursor, pragma)
    cursor.close()


def set_pragma(cursor: Any, pragma: str) -> None:
    """SQLite does not wait when two switch a new file to WAL at once; we do."""
    until = monotonic() + PATIENCE
    while True:
        try:
            cursor.execute(pragma)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
