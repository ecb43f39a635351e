"""Takes out each part of each guard in turn and sees a test fail: `python -m tests.mutate_guards`.

The test that caught a mutation last time, kept beside this file, is tried first. Where it does not
any more, a search goes through the tests that name the guard, the attempts to walk around it, the
rest of the core, and last whole random sessions; only a test that passes as soon as the guard is
whole again has caught anything. A mutation that nothing catches survives: exit code 1.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryDirectory
from time import monotonic

from tests.mutant import parts, run

ROOT = Path(__file__).parent.parent
KNOWN = Path(__file__).with_suffix(".json")
WHOLE = "test_protocol_model.py"
"""Whole sessions catch much, and take long, so they come last."""
PLACES = (
    *("tests/core/test_*.py", "tests/records/test_*.py"),
    *("tests/security/test_walk_*.py", "tests/security/test_no_*.py"),
)
NO_SUCH_TEST = 4
LIMIT = 600.0
"""Seconds that a search may take."""
PYTEST = (
    *("-x", "-q", "--no-cov", "--no-header", "--tb=no"),
    *(
        part
        for name in ("cacheprovider", "xdist", "playwright", "base_url")
        for part in ("-p", f"no:{name}")
    ),
)
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", re.MULTILINE)
FORKING = get_context("forkserver")
FORKING.set_forkserver_preload(["tests.mutant", "tests.core.moments", "tests.security.room"])


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one mutation: the test that caught it, or none."""

    mutant: str
    caught_by: str
    seconds: float

    @property
    def line(self) -> str:
        said = f"caught by {self.caught_by}" if self.caught_by else "SURVIVED"
        return f"{self.mutant:32} {self.seconds:5.1f} s  {said}"


def known() -> dict[str, str]:
    """The test that caught each mutation last time."""
    found: dict[str, str] = json.loads(KNOWN.read_text()) if KNOWN.exists() else {}
    return found


def ordered(mutant: str) -> list[str]:
    """The files of tests, those first that are likely to notice."""
    guard = mutant.partition(".")[0]
    found = sorted(path for place in PLACES for path in ROOT.glob(place))
    ranked = sorted(found, key=lambda path: _rank(path, guard))
    return [str(path.relative_to(ROOT)) for path in ranked]


def _rank(path: Path, guard: str) -> int:
    """Named after the guard, naming it, trying to walk around it, or anything else."""
    if path.name == WHOLE:
        return 5
    if path.parent.name == "security":
        return 2 if guard in path.name else 4
    if path.name == f"test_guard_{guard}.py":
        return 0
    return 1 if guard in path.read_text() else 3


def fails(mutant: str, arguments: Sequence[str]) -> str:
    """The first test that fails in a process with this mutation, or with none, if one does."""
    with TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        process = FORKING.Process(target=run, args=(mutant, [*PYTEST, *arguments], said))
        process.start()
        process.join(LIMIT)
        if process.is_alive():
            process.kill()
            process.join()
        told = said.read_text() if said.exists() else ""
    found = FAILED.search(told)
    if found is None and process.exitcode not in {0, NO_SUCH_TEST, -SIGKILL}:
        raise RuntimeError(f"pytest ended with {process.exitcode}: {told[-1000:]}")
    return found[1] if found else ""


def tried(mutant: str, tests: Sequence[str] = ()) -> Fate:
    """Run tests against one mutation, by default the one known and then all."""
    began = monotonic()
    caught = "" if tests else _caught_again(mutant)
    caught = caught or _caught(mutant, tests or ordered(mutant))
    return Fate(mutant, caught, monotonic() - began)


def _caught_again(mutant: str) -> str:
    """By the test that is known for it; whether that passes without is for every run to see."""
    first = known().get(mutant, "")
    return fails(mutant, [first]) if first and (ROOT / first.partition("::")[0]).exists() else ""


def _caught(mutant: str, tests: Sequence[str]) -> str:
    """Which test fails with the mutation and passes without; others are left aside."""
    aside: list[str] = []
    while found := fails(mutant, [*aside, *tests]):
        if not fails("", [found]):
            return found
        if found in aside:
            break
        aside += ["--deselect", found]
    return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutations named, or all; 1 when one of them survives."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutate_guards", description=__doc__)
    parser.add_argument("mutants", nargs="*", help="such as independence.needs; all if none")
    parser.add_argument("--tests", nargs="*", default=(), help="these tests instead of all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args(arguments)
    with ThreadPoolExecutor(options.jobs) as pool:
        fates = pool.map(lambda one: tried(one, options.tests), options.mutants or parts())
        done = [_told(fate) for fate in fates]
    if not options.tests:
        _remember(done)
    survived = [fate.mutant for fate in done if not fate.caught_by]
    print(f"survived: {', '.join(survived)}" if survived else "every mutation was caught")
    return 1 if survived else 0


def _told(fate: Fate) -> Fate:
    print(fate.line, flush=True)
    return fate


def _remember(fates: Sequence[Fate]) -> None:
    """For the next time, and for `make test`, which tries the known ones alone."""
    found = known() | {fate.mutant: fate.caught_by for fate in fates if fate.caught_by}
    kept = {mutant: found[mutant] for mutant in parts() if mutant in found}
    KNOWN.write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
