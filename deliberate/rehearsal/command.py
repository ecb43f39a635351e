"""`deliberate rehearse`: plays whole sessions and says whether all was as it should be."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import requests

from deliberate import config
from deliberate.catalogue.vignettes import VIGNETTES
from deliberate.config import ConfigError
from deliberate.exits import CANNOT, DONE, USAGE, WRONG, stop
from deliberate.sessions.kinds import KINDS

from . import report
from .arrivals import HOST, become_host
from .browser import Broken, Browser
from .casting import FEWEST, MOST, cast
from .report import Report
from .script import Cast
from .server import NoServer, own_server
from .session import Played, Rehearsed
from .table import Table
from .tally import Tally

AT_ONCE = 8
"""Sessions that are played at the same time."""
SOCKETS = 9
"""Sessions that one moderator's device can surely follow by sockets within a minute."""
BESIDE = 3
"""Moderator, recorder and projector, who have a socket as well."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be rehearsed."""

    kind: str
    vignette: str
    sessions: int
    seats: int | None
    url: str | None
    out: Path | None
    json: bool
    locale: str


def main(arguments: Sequence[str]) -> int:
    """Carry out the command and give its exit code."""
    try:
        plan = _plan(arguments)
    except SystemExit as ended:  # argparse has said what is wrong, or printed its help
        return USAGE if ended.code else DONE
    except ConfigError as error:
        return stop(str(error), USAGE)
    try:
        found, faults = rehearse(plan)
    except (NoServer, OSError, requests.RequestException) as error:
        return stop(str(error), CANNOT)
    for fault in faults:
        print(f"wrong: {fault}", file=sys.stderr)
    print(found.json() if plan.json else "\n".join(found.lines()))
    return DONE if found.ok else WRONG


def rehearse(plan: Plan) -> tuple[Report, Sequence[str]]:
    """Play everything that is planned; the report, and whatever was not as it should be."""
    tally, began = Tally(), perf_counter()
    casting = cast(plan.vignette, plan.seats, plan.locale, datetime.now(UTC).date())
    with _host(plan, casting, tally) as host:
        played = _sessions(plan, casting, host)
    paths = _written(plan, played)
    lost = tally.sent - tally.found
    made = Report(
        ok=not (tally.faults or lost) and len(played) == plan.sessions,
        kind=plan.kind,
        vignette=plan.vignette,
        sessions=plan.sessions,
        seats=len(casting.raters),
        records=paths,
        wall_s=round(perf_counter() - began, 1),
        rounds=played[0].rounds if played else (),
        stages=played[0].stages if played else (),
        **report.counted(tally),
    )
    return made, tally.faults


def _sessions(plan: Plan, casting: Cast, host: Browser) -> list[Played]:
    at_once = ThreadPoolExecutor(AT_ONCE, "session")
    try:
        tasks = [at_once.submit(_one, plan, casting, host, n) for n in range(plan.sessions)]
        return [played for task in tasks if (played := task.result())]
    finally:
        at_once.shutdown(wait=False, cancel_futures=True)  # when stopped, do not play to the end


def _one(plan: Plan, casting: Cast, host: Browser, number: int) -> Played | None:
    """One session; what stops it is a fault, and the others go on."""
    table = None
    try:
        of_many = plan.sessions > SOCKETS
        table = Table.laid(Browser.beside(host), casting, of_many=of_many)
        return Rehearsed(table, first=number == 0).play()
    except (Broken, requests.RequestException, LookupError, ValueError) as error:
        where = f"session {table.session} in {table.stage}" if table else "a session"
        host.tally.fault(f"{where}: {type(error).__name__} {error}")
        return None
    finally:
        if table:
            table.clear()


@contextmanager
def _host(plan: Plan, casting: Cast, tally: Tally) -> Iterator[Browser]:
    """The host's browser, on the server that was named or on one of our own."""
    if plan.url:
        yield _hosting(plan.url, tally)
        return
    sockets = plan.sessions * (len(casting.raters) + BESIDE) + BESIDE
    with own_server(plan.locale, sockets) as running:
        yield _hosting(running.host, tally)


def _hosting(link: str, tally: Tally) -> Browser:
    try:
        return become_host(link, tally)
    except Broken as error:
        raise NoServer(str(error)) from error


def _written(plan: Plan, played: Sequence[Played]) -> Sequence[str]:
    if plan.out is None:
        return ()
    records = ((one.record, one.page) for one in played)
    return tuple(report.write(plan.out, plan.vignette, records))


def _plan(arguments: Sequence[str]) -> Plan:
    parser = argparse.ArgumentParser(
        "deliberate rehearse",
        description="Play whole sessions with scripted participants, over HTTP and sockets.",
    )
    add = parser.add_argument
    add("--kind", choices=sorted(KINDS), default="consultation")
    add("--vignette", choices=VIGNETTES, default=VIGNETTES[0], help="the case that is played")
    add("--sessions", type=_number(1, 500), default=1, metavar="N")
    add("--seats", type=_number(FEWEST, MOST), metavar="N", help="raters; else those of the case")
    add(
        "--url", type=_host_link, metavar="LINK", help="the host link that a running server printed"
    )
    add("--out", type=Path, metavar="DIR", help="where the records go")
    add("--json", action="store_true", help="print one object")
    options = vars(parser.parse_args(arguments))
    return Plan(**options, locale=config.read().locale)


def _number(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers within bounds, for the parser."""

    def number(typed: str) -> int:
        if typed.isascii() and typed.isdigit() and least <= int(typed) <= most:
            return int(typed)
        raise argparse.ArgumentTypeError(f"{typed} is not from {least} to {most}")

    return number


def _host_link(typed: str) -> str:
    if HOST.search(typed):
        return typed
    raise argparse.ArgumentTypeError(f"{typed} is not a host link, such as http://…/host/…")
