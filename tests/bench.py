"""Measures what is promised against its bars, and against floors of the same run: `make bench`.

A time says as much of the machine as of us, so every time is also a ratio: to a bare Flask route
served by the same gunicorn, and to one durable commit by plain sqlite3, both measured beside it.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import psutil
import requests

from deliberate.rehearsal.arrivals import become_host
from deliberate.rehearsal.browser import Browser
from deliberate.rehearsal.casting import cast
from deliberate.rehearsal.script._move import RECORDER
from deliberate.rehearsal.server import SERVE, Running, own_server
from deliberate.rehearsal.table import SCREEN, Table
from deliberate.rehearsal.tally import Tally, percentile
from deliberate.sessions.entries.commands import MarkCore, NothingToAdd
from deliberate.sessions.rounds.commands import GiveAnswers
from tests.benches.documents import waited
from tests.benches.floors import HELLO, SEATS, Floors
from tests.benches.floors import floors as floors_beside
from tests.benches.gate import Gate, timed
from tests.benches.pace import agreeing, judging, written
from tests.benches.scoring import statistics
from tests.benches.weights import first_visit, weighed
from tests.rehearsal.counted import SIZE, counted

TARGET = Path("build/bench.json")
IDLE = 60.0
"""Seconds of doing nothing."""
SESSIONS = 3
QUIET = 0.4
REVEALS = ("blind_1", "blind_2")
CHANGES = ("open", "facts", "reveal", "discuss", "options", "challenge")
SHORT, LONG = 60, 600
"""Public events of two sessions in the same stage, whose pages look alike."""
LOOKS = 200
SERVER = (sys.executable, "-m", "tests.rehearsal.counted")


def main() -> int:
    gates = []
    for gate in _gates():
        print(gate.line, flush=True)  # a quarter of an hour is long to see nothing
        gates.append(gate)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps([gate.told() for gate in gates], indent=1) + "\n")
    missed = [gate.name for gate in gates if not gate.ok]
    print(
        f"missed {len(missed)} of {len(gates)} bars: {'; '.join(missed)}"
        if missed
        else "no bar missed"
    )
    return 1 if missed else 0


def _gates() -> Iterator[Gate]:
    yield from statistics()
    yield from _ready()
    with TemporaryDirectory() as folder:
        count = Path(folder) / "statements"
        count.write_bytes(bytes(SIZE))
        with own_server("nl", 300, (*SERVER, str(count))) as running, floors_beside() as floors:
            yield from _meeting(running, floors, count)


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
    yield from judging(table, floors)
    yield from first_visit(table)
    yield Gate("a later view on a phone", max(weights) / 1000, "kB", 15)
    yield from _late(host, floors)
    yield from _record(host)
    yield from _growth(host)
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
            weights += weighed(table.people[table.cast.raters[0]])
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


# -- late in a session


def _late(host: Browser, floors: Floors) -> Iterator[Gate]:
    """In the decision: all answer the private question, and then one writes for all to see."""
    table = Table.laid(_afresh(host), cast("V1", None, "nl", date(2026, 5, 14)))
    _until(table, "decide")
    moves = next(part for stage, part in table.stages() if stage == "decide")
    table.play(list(takewhile(lambda move: not isinstance(move.command, GiveAnswers), moves)))
    yield from agreeing(table, floors)
    yield from written(table, floors)
    table.clear()
    yield Gate("faults in the decision", len(table.tally.faults), "", 0)


def _record(host: Browser) -> Iterator[Gate]:
    """Of a session that was held to its end, where no date may have passed."""
    table = Table.laid(_afresh(host), cast("V1", None, "nl", datetime.now(UTC).date()))
    _until(table, "")
    yield from waited(table)
    table.clear()


def _growth(host: Browser) -> Iterator[Gate]:
    """A page that shows as much is no slower when ten times as much has happened before it."""
    tables = [Table.laid(_afresh(host), cast("V1", None, "nl", date(2026, 5, 14))) for _ in "ab"]
    for table in tables:
        _until(table, "facts")
        for who in table.present():
            who.stop()
    _busy(tables[1])
    short, long = (_version(table) for table in tables)
    assert short < SHORT * 1.5 < LONG <= long, (short, long)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(LOOKS):
        for table, into in zip(tables, times, strict=True):
            who = table.people[table.cast.raters[0]]
            into.append(timed(partial(who.browser.fragment, f"{who.path}/view")))
    ratio = percentile(times[1], 0.5) / percentile(times[0], 0.5)
    yield Gate(f"a view after {LONG} events / after {SHORT}", ratio, "x", 1.3)
    for table in tables:
        table.clear()


def _busy(table: Table) -> None:
    """A core fact is taken in and out until enough has happened; the page looks as before."""
    fact, turn = table.cast.fact(1), 0
    for seat in table.cast.raters:
        table.must(seat, f"nothing-{seat}", NothingToAdd())
    while _version(table) < LONG:
        for core in (True, False) * 25:
            table.must(RECORDER, f"busy-{turn}", MarkCore(entry=fact, core=core))
            turn += 1


def _version(table: Table) -> int:
    """How many public events this session has."""
    return int(table.moderator.view()["v"])


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


if __name__ == "__main__":
    sys.exit(main())
