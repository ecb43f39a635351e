"""Measures what is promised against its bars, and against floors of the same run: `make bench`.

A time says as much of the machine as of us, so every time is also a ratio: to a bare Flask route
served by the same gunicorn, and to one durable commit by plain sqlite3, both measured beside it.
"""

import json
import random
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Event, Thread
from time import monotonic, sleep

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
from deliberate.sessions.entries.commands import MarkCore
from deliberate.sessions.rounds.commands import GiveAnswers
from tests.benches.documents import waited
from tests.benches.gate import Gate, timed
from tests.benches.scoring import statistics
from tests.benches.weights import first_visit, weighed
from tests.rehearsal.counted import SIZE, counted

TARGET = Path("build/bench.json")
PACED, IDLE = 60.0, 60.0
"""Seconds of answering at a human pace, and of doing nothing."""
SESSIONS = 3
SEATS = 9
QUIET = 0.4
REVEALS = ("blind_1", "blind_2")
CHANGES = ("open", "facts", "reveal", "discuss", "options", "challenge")
SHORT, LONG = 60, 600
"""Public events of two sessions in the same stage, whose pages look alike."""
LOOKS = 200
SERVER = (sys.executable, "-m", "tests.rehearsal.counted")
HELLO = (sys.executable, "-m", "tests.rehearsal.hello")


def main() -> int:
    gates = [*statistics(), *_ready()]
    with TemporaryDirectory() as folder:
        count = Path(folder) / "statements"
        count.write_bytes(bytes(SIZE))
        with own_server("nl", 300, (*SERVER, str(count))) as running, _floors() as floors:
            gates += _meeting(running, floors, count)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps([gate.told() for gate in gates], indent=1) + "\n")
    for gate in gates:
        print(gate.line)
    missed = [gate.name for gate in gates if not gate.ok]
    print(
        f"missed {len(missed)} of {len(gates)} bars: {'; '.join(missed)}"
        if missed
        else "no bar missed"
    )
    return 1 if missed else 0


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
def _floors() -> Iterator[Floors]:
    with TemporaryDirectory() as folder, own_server("nl", 300, HELLO) as running:
        yield Floors(running, Path(folder) / "floor.db")


def _commit(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO floor VALUES (?)", (random.randbytes(400),))
    db.commit()


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


def _pace(table: Table, floors: Floors) -> Iterator[Gate]:
    """Nine people answer every two to five seconds: eight judge, one leads."""
    raters = [partial(_rate, table, number) for number in range(SEATS - 1)]
    yield from _paced([*raters, partial(_follow, table.moderator)], floors, "")


Doing = Callable[[float, Tally], None]


def _paced(people: Sequence[Doing], floors: Floors, where: str) -> Iterator[Gate]:
    """Commands and views of people who all do something, until the time is up."""
    done, paced = Event(), Tally()
    floors.forget()
    floor = Thread(target=floors.measure, args=(done,))
    floor.start()
    with ThreadPoolExecutor(len(people)) as at_once:
        until = monotonic() + PACED
        for one in [at_once.submit(person, until, paced) for person in people]:
            one.result()
    done.set()
    floor.join()
    hello, commit = percentile(floors.hello_ms, 0.95), percentile(floors.commit_ms, 0.95)
    command, view = percentile(paced.command_ms, 0.95), percentile(paced.view_ms, 0.95)
    yield Gate(f"command p95{where}", command, "ms", 40)
    yield Gate(f"command p95{where} / hello + commit", command / (hello + commit), "x", 10)
    yield Gate(f"view p95{where}", view, "ms", 25)
    yield Gate(f"view p95{where} / hello", view / hello, "x", 10)


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


def _follow(who: Participant, until: float, paced: Tally) -> None:
    """Somebody looks now and then, as the moderator does to see how far everybody is."""
    turn = 0
    while _thinking(f"{who.seat}/{turn}", until):
        _look(who, paced)
        turn += 1


def _look(who: Participant, paced: Tally) -> None:
    with paced.timed(paced.view_ms):
        answer = who.browser.fragment(f"{who.path}/view")
    assert answer.status_code == OK


def _thinking(what: str, until: float) -> bool:
    """Two to five seconds, the same in every run; whether there is time left."""
    sleep(random.Random(what).uniform(2, 5))
    return monotonic() < until


# -- late in a session


def _late(host: Browser, floors: Floors) -> Iterator[Gate]:
    """In the decision the recorder saves every few seconds, and everybody looks."""
    table = Table.laid(_afresh(host), cast("V1", None, "nl", date(2026, 5, 14)))
    _until(table, "decide")
    raters = [partial(_follow, table.people[seat]) for seat in table.cast.raters]
    yield from _paced([partial(_write, table), *raters], floors, " in the decision")
    table.clear()
    yield Gate("faults in the decision", len(table.tally.faults), "", 0)


def _write(table: Table, until: float, paced: Tally) -> None:
    """The recorder puts down what the group learns, and mends it again and again."""
    who, turn = table.people[RECORDER], 0
    form = {"type": "AddEntry", "content.kind": "learning_point"}
    entry = table.names.key("paced-0")
    while _thinking(f"write/{turn}", until):
        fields = {**form, "content.text": f"once more, for the {turn}th time"}
        with paced.timed(paced.command_ms):
            answer = who.browser.live(
                f"{who.path}/commands", key=table.names.key(f"paced-{turn}"), **fields
            )
        assert answer.status_code == OK, answer.text
        form = {"type": "CorrectEntry", "entry": entry, "content.kind": "learning_point"}
        turn += 1


def _record(host: Browser) -> Iterator[Gate]:
    """Of a session that was held to its end."""
    table = Table.laid(_afresh(host), cast("V1", None, "nl", date(2026, 5, 14)))
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
