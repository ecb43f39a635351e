"""A server of one's own to rehearse on: started in an empty folder, and always stopped again."""

import os
import selectors
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from tempfile import TemporaryDirectory
from threading import current_thread, main_thread
from time import monotonic

SERVE = (sys.executable, "-m", "deliberate.cli", "serve")
PATIENCE = 30.0
"""Seconds within which a server has to say where it is."""
STOPPING = 10.0


class NoServer(Exception):
    """No server to rehearse on."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that has said it is ready: its host link, its process and its data."""

    host: str
    process: int
    data: Path


@contextmanager
def own_server(
    locale: str, sockets: int, program: Sequence[str] = SERVE, **more: str
) -> Iterator[Running]:
    """A server on a free port of this machine, for as long as the block lasts."""
    with _stoppable(), TemporaryDirectory(prefix="deliberate-rehearsal-") as folder:
        data = Path(folder) / "data"
        errors = Path(folder) / "server.log"
        settings = {"DATA": str(data), "LOCALE": locale, "MAX_SOCKETS": str(sockets)}
        with errors.open("wb") as log:
            started = Popen(  # noqa: S603 # our own program
                program,
                env=_environment({**settings, "HOST": "127.0.0.1", "PORT": "0"}) | more,
                stdout=PIPE,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield Running(_host(started, errors), started.pid, data)
        finally:
            _stop(started)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Whoever asks us to stop has the server stopped as well."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the settings around us may reach a server that is only rehearsed on."""
    ours = {name: value for name, value in os.environ.items() if name[:11] != "DELIBERATE_"}
    return ours | {f"DELIBERATE_{name}": value for name, value in settings.items()}


def _host(started: "Popen[bytes]", errors: Path) -> str:
    for line in _lines(started):
        name, _, where = line.partition(": ")
        if name == "host":
            return where.strip()
    told = errors.read_text("utf-8", "replace").strip().splitlines()
    raise NoServer("\n".join(("the server did not start", *told[-5:])))


def _lines(started: "Popen[bytes]") -> Iterator[str]:
    """What the server prints, until it ends or too much time has passed."""
    until, buffer = monotonic() + PATIENCE, b""
    if started.stdout is None:
        return
    with selectors.DefaultSelector() as ready:
        ready.register(started.stdout, selectors.EVENT_READ)
        while (left := until - monotonic()) > 0 and ready.select(left):
            part = os.read(started.stdout.fileno(), 4096)
            if not part:
                return
            buffer += part
            *whole, buffer = buffer.split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in whole)


def _stop(started: "Popen[bytes]") -> None:
    """Ask it to stop; what is left of its own process group after that is killed."""
    if started.poll() is None:
        started.terminate()
    with suppress(TimeoutExpired):
        started.wait(STOPPING)
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    if started.stdout is not None:
        started.stdout.close()
