"""Measures what is promised against its bars, and against floors of the same run: `make bench`.

A time says as much of the machine as of us, so every time is also a ratio: to a bare Flask route
served by the same gunicorn, and to one durable commit by plain sqlite3, both measured beside it.
"""

import gzip
import json
import random
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Event, Thread
from time import monotonic, perf_counter, sleep
from urllib.parse import urljoin

import numpy as np
import psutil
import requests

from deliberate.rehearsal.arrivals import become_host
from deliberate.rehearsal.browser import Browser
from deliberate.rehearsal.casting import cast
from deliberate.rehearsal.participant import OK, Participant
from deliberate.rehearsal.script._move import RECORDER
from deliberate.rehearsal.server import SERVE, Running, own_server
from deliberate.rehearsal.table import SCREEN, Table
from deliberate.rehearsal.tally import Tally, percentile
from deliberate.scoring import Estimate, Ratings, krippendorff_alpha
from deliberate.sessions.rounds.commands import GiveAnswers
from tests.rehearsal.counted import SIZE, counted

TARGET = Path("build/bench.json")
PACED, IDLE = 60.0, 60.0
"""Seconds of answering at a human pace, and of doing nothing."""
SESSIONS = 3
SEATS = 9
QUIET = 0.4
REVEALS = ("blind_1", "blind_2")
CHANGES = ("open", "facts", "reveal", "discuss", "options", "challenge")
SERVER = (sys.executable, "-m", "tests.rehearsal.counted")
HELLO = (sys.executable, "-m", "tests.rehearsal.hello")


@dataclass(frozen=True, slots=True)
class Gate:
    """One measurement and the most that it may be."""

    name: str
    value: float
    unit: str
    bar: float

    @property
    def ok(self) -> bool:
        return self.value <= self.bar

    def told(self) -> dict[str, object]:
        return {**asdict(self), "value": round(self.value, 3), "ok": self.ok}


def main() -> int:
    gates = [*_alpha(), *_ready()]
    with TemporaryDirectory() as folder:
        count = Path(folder) / "statements"
        count.write_bytes(bytes(SIZE))
        with own_server("nl", 300, (*SERVER, str(count))) as running, _floors() as floors:
            gates += _meeting(running, floors, count)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps([gate.told() for gate in gates], indent=1) + "\n")
    for gate in gates:
        mark = "ok  " if gate.ok else "OVER"
        print(f"{mark} {gate.name:42} {gate.value:10.2f} {gate.unit:5} (bar {gate.bar:g})")
    return 0 if all(gate.ok for gate in gates) else 1


# -- floors


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
                self.hello_ms.append(_timed(lambda: http.get(self.url, timeout=10)))
                self.commit_ms.append(_timed(lambda: _commit(db)))

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
def _floors() -> Iterator[Floors]:
    with TemporaryDirectory() as folder, own_server("nl", 300, HELLO) as running:
        yield Floors(running, Path(folder) / "floor.db")


def _commit(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO floor VALUES (?)", (random.randbytes(400),))
    db.commit()


def _timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


# -- starting


def _ready() -> Iterator[Gate]:
    """From nothing at all to the first answer; the middle one of three starts."""
    starts = [(_start(SERVE), _start(HELLO)) for _ in range(3)]
    ours, bare = (sorted(times)[1] for times in zip(*starts, strict=True))
    yield Gate("ready to serve", ours, "s", 3.0)
    yield Gate("ready to serve / bare Flask", ours / bare, "x", 15.0)


def _start(program: tuple[str, ...]) -> float:
    began = monotonic()
    with own_server("nl", 300, program) as running:
        url = re.sub(r"(?<=\d)/.*", "/healthz", running.host)
        requests.get(url, timeout=10)
        return monotonic() - began


# -- a meeting


def _meeting(running: Running, floors: Floors, count: Path) -> Iterator[Gate]:
    host = become_host(running.host, Tally())
    weights: list[int] = []
    first = _session(host, weights)  # compiles templates and fills caches
    cold = max(max(first.arrivals[s]) for s in (*CHANGES, *REVEALS))
    yield Gate("stage change in the first session, at most", cold, "ms", 1000)
    tables = [_session(host, weights) for _ in range(SESSIONS)]
    yield from _changes(tables, floors)
    table = Table.laid(_afresh(host), cast("V1", None, "nl", date(2026, 5, 14)))
    _until(table, "blind_1")
    yield from _pace(table, floors)
    yield from _first_visit(table)
    yield Gate("a later view on a phone", max(weights) / 1000, "kB", 15)
    yield from _idle(table, running, floors, count)
    table.clear()
    yield Gate("faults", len(table.tally.faults), "", 0)


def _afresh(host: Browser) -> Browser:
    made = Browser.beside(host)
    made.tally = Tally()
    return made


def _session(host: Browser, weights: list[int]) -> Table:
    """One session up to the decision, with a breath before every stage change."""
    table = Table.laid(_afresh(host), cast("V1", None, "nl", date(2026, 5, 14)))
    _until(table, "decide", weights)
    table.clear()
    return table


def _until(table: Table, end: str, weights: list[int] | None = None) -> None:
    for stage, moves in table.stages():
        if weights is not None and table.cast.raters[0] in table.people:
            weights += _weighed(table.people[table.cast.raters[0]])
        if stage == end:
            return
        if stage == "open":
            table.arrive()
        table.play(moves[:-1])
        sleep(QUIET)
        table.play(moves[-1:])


def _changes(tables: list[Table], floors: Floors) -> Iterator[Gate]:
    """Until the last of everybody at the table sees the new stage."""
    changes = [max(t.arrivals[s]) for t in tables for s in CHANGES]
    reveals = [max(t.arrivals[s]) for t in tables for s in REVEALS]
    floor = percentile([floors.together() for _ in range(20)], 0.95)
    for name, times, bar, ratio in (
        ("stage change seen by all, p95", changes, 300, 30),
        ("reveal seen by all, p95", reveals, 500, 50),
    ):
        found = percentile(times, 0.95)
        yield Gate(name, found, "ms", bar)
        yield Gate(f"{name} / nine hellos", found / floor, "x", ratio)


def _pace(table: Table, floors: Floors) -> Iterator[Gate]:
    """Nine people answer every two to five seconds: eight judge, one leads."""
    done, paced = Event(), Tally()
    floor = Thread(target=floors.measure, args=(done,))
    floor.start()
    with ThreadPoolExecutor(SEATS) as people:
        until = monotonic() + PACED
        raters = [people.submit(_rate, table, n, until, paced) for n in range(SEATS - 1)]
        people.submit(_lead, table, until, paced).result()
        for rater in raters:
            rater.result()
    done.set()
    floor.join()
    hello, commit = percentile(floors.hello_ms, 0.95), percentile(floors.commit_ms, 0.95)
    command, view = percentile(paced.command_ms, 0.95), percentile(paced.view_ms, 0.95)
    yield Gate("command p95", command, "ms", 40)
    yield Gate("command p95 / hello + commit", command / (hello + commit), "x", 10)
    yield Gate("view p95", view, "ms", 25)
    yield Gate("view p95 / hello", view / hello, "x", 10)


def _rate(table: Table, number: int, until: float, paced: Tally) -> None:
    """A rater sends the first screens again and again, as the page does, and looks in between."""
    who = table.people[table.cast.raters[number]]
    moves = [m for stage, part in table.stages() if stage == "blind_1" for m in part]
    own = [m.command for m in moves if m.seat == who.seat and isinstance(m.command, GiveAnswers)]
    for turn, command in enumerate(cycle(own[:2])):
        if not _thinking(f"{number}/{turn}", until):
            return
        key = table.names.key(f"paced-{number}-{turn}")
        fields = dict(_as_form(command))
        with paced.timed(paced.command_ms):
            answer = who.browser.live(f"{who.path}/commands", key=key, **fields)
        assert answer.status_code == OK, answer.text
        if _thinking(f"{number}/{turn}/look", until):
            _look(who, paced)


def _as_form(command: GiveAnswers) -> Iterator[tuple[str, str]]:
    """The fields of a screen of factors."""
    yield "type", "GiveAnswers"
    yield "round", command.round
    for question, answer in command.answers.items():
        yield f"answers.{question}.direction", str(answer.direction)


def _lead(table: Table, until: float, paced: Tally) -> None:
    """The moderator looks how far everybody is."""
    turn = 0
    while _thinking(f"lead/{turn}", until):
        _look(table.moderator, paced)
        turn += 1


def _look(who: Participant, paced: Tally) -> None:
    with paced.timed(paced.view_ms):
        answer = who.browser.fragment(f"{who.path}/view")
    assert answer.status_code == OK


def _thinking(what: str, until: float) -> bool:
    """Two to five seconds, the same in every run; whether there is time left."""
    sleep(random.Random(what).uniform(2, 5))
    return monotonic() < until


# -- nothing happens


def _idle(table: Table, running: Running, floors: Floors, count: Path) -> Iterator[Gate]:
    for seat in (SCREEN, RECORDER):
        table.people[seat].stop()
    assert len(table.present()) == SEATS
    sleep(5)
    statements, used, bare = counted(count), _cpu(running.process), _cpu(floors.process)
    sleep(IDLE)
    used, bare = _cpu(running.process) - used, _cpu(floors.process) - bare
    yield Gate("SQL statements in a minute of nothing", counted(count) - statements, "", 0)
    yield Gate("CPU while nothing happens", 100 * used / IDLE, "%", 1)
    yield Gate("CPU while nothing happens / bare Flask", used / max(bare, 0.01), "x", 10)


def _cpu(process: int) -> float:
    """Seconds of computing so far, with those of the processes started by it."""
    first = psutil.Process(process)
    times = [one.cpu_times() for one in (first, *first.children(recursive=True))]
    return sum(t.user + t.system for t in times)


# -- weights


def _weighed(who: Participant) -> Iterator[int]:
    """What one view weighs on the line."""
    url = f"{who.browser.url}{who.path}/view"
    with who.browser.http.get(url, headers={"X-Live": "1"}, stream=True, timeout=10) as answer:
        yield len(answer.raw.read(decode_content=False))


def _first_visit(table: Table) -> Iterator[Gate]:
    """The page of a rater and all that it asks for, as a phone that comes for the first time."""
    who = table.people[table.cast.raters[0]]
    page = f"{who.browser.url}{who.path}/"
    seen: dict[str, int] = {}
    wanted = [page]
    while wanted:
        url = wanted.pop()
        if url in seen:
            continue
        with who.browser.http.get(url, stream=True, timeout=10) as answer:
            raw = answer.raw.read(decode_content=False)
            packed = answer.headers.get("Content-Encoding") == "gzip"
        seen[url] = len(raw)
        text = (gzip.decompress(raw) if packed else raw).decode("utf-8", "ignore")
        wanted += [urljoin(url, name) for name in _asked_for(url, text)]
    assert len(seen) > 5, seen
    yield Gate("a first visit on a phone", sum(seen.values()) / 1000, "kB", 150)


def _asked_for(url: str, text: str) -> list[str]:
    if url.endswith(".css"):
        return re.findall(r"url\([\"']?([^\"')]+)", text)
    if url.endswith(".js"):
        return re.findall(r"from\s*\"(\./[^\"]+)\"", text)
    if "/static/" in url:
        return []
    return re.findall(r"(?:href|src)=\"([^\"]*/static/[^\"]+)\"", text)


# -- statistics


def _alpha() -> Iterator[Gate]:
    """Ordinal alpha without its interval, against the textbook's sums over all pairs in numpy."""
    chance = np.random.default_rng(1)
    for name, shape, times, bar in (("a case", (14, 8), 200, 3.0), ("a year", (2000, 8), 20, 1.5)):
        rows = chance.integers(1, 6, shape).astype(float)
        rows[chance.random(shape) < 0.05] = np.nan
        units = [str(n) for n in range(shape[0])]
        given = Ratings.from_array(rows, units, list("ABCDEFGH"))
        ours = krippendorff_alpha(given, "ordinal", interval=None)
        assert isinstance(ours, Estimate)
        assert abs(ours.value - textbook(rows)) < 1e-9
        own = _best(partial(krippendorff_alpha, given, "ordinal", interval=None), times)
        plain = _best(partial(textbook, rows), times)
        yield Gate(f"ordinal alpha of {name} / textbook", own / plain, "x", bar)


def textbook(rows: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float:
    """Krippendorff (2011), section C: coincidences of each unit's pairs, then their differences."""
    values = np.unique(rows[~np.isnan(rows)])
    counts = (rows[:, :, None] == values).sum(axis=1).astype(float)
    counts = counts[counts.sum(axis=1) > 1]
    shared = counts / (counts.sum(axis=1) - 1)[:, None]
    coincidences = counts.T @ shared - np.diag(shared.sum(axis=0))
    n_c = coincidences.sum(axis=0)
    between = np.cumsum(n_c)[:, None] - np.cumsum(n_c)[None, :]
    distance = (np.abs(between) + (n_c[None, :] - n_c[:, None]) * np.sign(between) / 2) ** 2
    n = n_c.sum()
    expected = (np.outer(n_c, n_c) * distance).sum() / (n - 1)
    return float(1 - (coincidences * distance).sum() / expected)


def _best(act: Callable[[], object], times: int) -> float:
    return min(_timed(act) for _ in range(times))


if __name__ == "__main__":
    sys.exit(main())
