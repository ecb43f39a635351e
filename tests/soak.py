"""A long run: random sessions, kills and malformed requests by the thousand: `make soak`.

Every piece of work follows from a number, its seed, so that a failure can be had again alone:
`python -m tests.soak --only app --seed 123 --app 1`; the two worlds, in the core and over sockets,
draw their courses themselves and tell the one that fails. `make test` runs as much in small: 1,000
sessions in the core (tests/core/test_protocol_model.py), 25 through the app
(tests/security/test_any_session.py), 20 kills (test_crash.py and test_killed_server.py) and 500
malformed requests (test_malformed.py).
"""

import argparse
import json
import logging
import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from time import monotonic, process_time

import psutil

from tests import compiled
from tests.core import test_two_worlds_in_the_core as worlds
from tests.core.walk import stroll
from tests.security import garbage, kills, strolling
from tests.security import test_two_worlds_any_course as served
from tests.security.room import Room, copied

TARGET = Path("build/soak.json")
EVERY_FIFTH = 5
"""Of the kills, how many are of the real server while everybody posts; the rest at a failpoint."""
COURSES = 25
"""Played one after another in two worlds; the first few that are drawn are simple ones."""
GROWTH = 64 * 1024 * 1024
"""Bytes that a process may grow by over a portion of malformed requests."""


@dataclass
class Portion:
    """What came of some seeds of one kind: what was seen how often, and what went wrong."""

    kind: str
    seen: Counter[str] = field(default_factory=Counter)
    failures: dict[int, str] = field(default_factory=dict)
    done: int = 0
    cpu: float = 0.0

    def add(self, other: "Portion") -> None:
        self.seen.update(other.seen)
        self.failures |= other.failures
        self.done += other.done
        self.cpu += other.cpu


# -- what is done with one seed, in a process that keeps its folders


@cache
def _folder(kind: str) -> Path:
    """A place of this process, inside the run's own folder."""
    return Path(mkdtemp(prefix=f"{kind}-"))


@cache
def _begun() -> strolling.Folders:
    return strolling.Folders(_folder("begun"))


@cache
def _calm() -> kills.Calm:
    return kills.Calm(_folder("calm"))


def _core(seed: int) -> str:
    return f"until {stroll(seed).session.progress.stage}"


def _app(seed: int) -> str:
    with TemporaryDirectory() as place:
        return f"until {strolling.stroll(seed, _begun(), Path(place)).stage}"


def _kill(seed: int) -> str:
    with TemporaryDirectory() as place:
        if seed % EVERY_FIFTH == EVERY_FIFTH - 1:
            kills.killed_server(seed, _calm(), Path(place))
            return "real server"
        kills.killed(seed, _calm(), Path(place))
        return "failpoint"


@cache
def _open_room() -> tuple[Room, dict[str, object]]:
    room = Room(copied(_calm().at("blind_1"), _folder("malformed") / "room"), raters=3)
    return room, garbage.ready(room)


def _malformed(seed: int) -> str:
    room, browsers = _open_room()
    return str(garbage.malformed(room, browsers, Random(seed)).status_code)


def _worlds(_seed: int) -> str:
    worlds.any_course(COURSES, database=None)
    return f"{COURSES} courses alike"


def _sockets(_seed: int) -> str:
    served.any_course(COURSES, database=None)
    return f"{COURSES} courses alike"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work: what a seed does, how often by default, and how many go together."""

    does: Callable[[int], str]
    number: int
    together: int


KINDS = {
    "core": Kind(_core, 10_000, 100),
    "app": Kind(_app, 500, 10),
    "kills": Kind(_kill, 200, 5),
    "malformed": Kind(_malformed, 10_000, 1_000),
    "worlds": Kind(_worlds, 40, 1),
    "sockets": Kind(_sockets, 4, 1),
}


def portion(kind: str, seeds: Sequence[int], place: str) -> Portion:
    """Every seed in turn; a failure is kept with where it came from, and the next is tried."""
    found, began, before = Portion(kind), _cpu(), psutil.Process().memory_info().rss
    with _quietly(place):
        for seed in seeds:
            try:
                found.seen[KINDS[kind].does(seed)] += 1
            except Exception:  # whatever it is, it is what this looks for
                found.failures[seed] = traceback.format_exc(limit=-8)[-3000:]
            found.done += 1
    grown = psutil.Process().memory_info().rss - before
    if kind == "malformed" and grown > GROWTH:
        found.failures[seeds[0]] = f"the process grew by {grown} bytes"
    found.cpu = _cpu() - began
    return found


@contextmanager
def _quietly(place: str) -> Iterator[None]:
    """Files are made in this folder, and nothing is logged."""
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = place
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        del os.environ["TMPDIR"]
        if before is not None:
            os.environ["TMPDIR"] = before


def _cpu() -> float:
    """Seconds of this process and of those that it started and that have ended."""
    return process_time() + os.times().children_user + os.times().children_system


# -- all of it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything, or what is asked for; 1 when anything failed."""
    options = _parser().parse_args(arguments)
    asked = {k: getattr(options, k) for k in KINDS if options.only in {"", k}}
    began, found = monotonic(), {kind: Portion(kind) for kind in asked}
    with (
        TemporaryDirectory(prefix="soak-") as place,
        ProcessPoolExecutor(options.jobs, get_context("spawn"), compiled.share) as pool,
    ):
        work = list(_work(pool, asked, options.seed, place))
        for number, done in enumerate(as_completed(work), start=1):
            part = done.result()
            found[part.kind].add(part)
            _progress(part, found[part.kind], asked, number / len(work), monotonic() - began)
    return _told(found, asked, options, monotonic() - began)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    for name, kind in KINDS.items():
        parser.add_argument(f"--{name}", type=int, default=kind.number, help=f"{kind.number}")
    parser.add_argument("--only", choices=["", *KINDS], default="", help="this kind alone")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at once")
    parser.add_argument("--to", type=Path, default=TARGET, help="where the figures go")
    return parser


def _work(
    pool: ProcessPoolExecutor, asked: dict[str, int], seed: int, place: str
) -> Iterator[Future[Portion]]:
    for kind, number in asked.items():
        step = min(KINDS[kind].together, max(1, number // (os.cpu_count() or 1)))
        for start in range(seed, seed + number, step):
            seeds = range(start, min(start + step, seed + number))
            yield pool.submit(portion, kind, seeds, place)


def _progress(
    part: Portion, whole: Portion, asked: dict[str, int], share: float, seconds: float
) -> None:
    wrong = f", {len(whole.failures)} failed" if whole.failures else ""
    print(
        f"{seconds:6.0f} s {share:4.0%}  {part.kind}: {whole.done} of {asked[part.kind]}{wrong}",
        flush=True,
    )


def _told(
    found: dict[str, Portion], asked: dict[str, int], options: argparse.Namespace, seconds: float
) -> int:
    """A summary on the screen, and the figures in a file."""
    failed = sum(len(portion.failures) for portion in found.values())
    kinds = {kind: vars(whole) for kind, whole in found.items()}
    figures = {"ok": not failed, "seconds": round(seconds, 1), "seed": options.seed, "kinds": kinds}
    options.to.parent.mkdir(parents=True, exist_ok=True)
    options.to.write_text(json.dumps(figures, indent=1) + "\n")
    for kind, whole in found.items():
        seen = ", ".join(f"{name} {times}" for name, times in whole.seen.most_common())
        print(f"{kind}: {whole.done} of {asked[kind]}, {whole.cpu:.0f} s of computing; {seen}")
        for seed, why in sorted(whole.failures.items())[:5]:
            print(f"\nFAILED: python -m tests.soak --only {kind} --seed {seed} --{kind} 1\n{why}")
    print(f"{failed} failures in {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
