"""Floors of the same run: a bare Flask route behind the same server, and one durable commit."""

import random
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Event
from time import monotonic

import requests

from deliberate.rehearsal.server import Running, own_server
from tests.benches.gate import timed

HELLO = (sys.executable, "-m", "tests.rehearsal.hello")
SEATS = 9


class Floors:
    """The least a request and a commit can cost here and now."""

    def __init__(self, running: Running, database: Path) -> None:
        self.url = f"{running.host}/"
        self.process = running.process
        self.database = database
        self.hello_ms: list[float] = []
        self.commit_ms: list[float] = []

    def measure(self, until: Event) -> None:
        """Say hello and commit now and then, as long as the others are at work."""
        with requests.Session() as http, closing(sqlite3.connect(self.database)) as db:
            db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
            db.execute("CREATE TABLE IF NOT EXISTS floor (body BLOB)")
            while not until.wait(0.2):
                self.hello_ms.append(timed(lambda: http.get(self.url, timeout=10)))
                self.commit_ms.append(timed(lambda: _commit(db)))

    def forget(self) -> None:
        """What was measured beside something else says nothing of what comes now."""
        self.hello_ms.clear()
        self.commit_ms.clear()

    def together(self) -> float:
        """How long it takes nine clients to say hello at once."""
        ready = Barrier(SEATS)

        def one(http: requests.Session) -> tuple[float, float]:
            http.get(self.url, timeout=10)
            ready.wait()
            began = monotonic()
            http.get(self.url, timeout=10)
            return began, monotonic()

        with ThreadPoolExecutor(SEATS) as people:
            times = list(people.map(one, [requests.Session() for _ in range(SEATS)]))
        return (max(end for _, end in times) - min(began for began, _ in times)) * 1000


@contextmanager
def floors() -> Iterator[Floors]:
    with TemporaryDirectory() as folder, own_server("nl", 300, HELLO) as running:
        yield Floors(running, Path(folder) / "floor.db")


def _commit(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO floor VALUES (?)", (random.randbytes(400),))
    db.commit()
