"""`deliberate serve` as operators start it, to be stopped and started again by a test."""

import json
import os
import signal
import socket
import sys
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import monotonic, sleep

PATIENCE = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Program:
    """The server with its demonstration, on one port and one data folder for as long as it is."""

    def __init__(self, folder: Path, locale: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        others = {n: v for n, v in os.environ.items() if not n.startswith("DELIBERATE_")}
        self.environ = others | {
            "DELIBERATE_DATA": str(folder / "data"),
            "DELIBERATE_PORT": str(self.port),
            "DELIBERATE_LOCALE": locale,
        }
        self.running: Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        command = [sys.executable, "-m", "deliberate.cli", "serve", *options]
        with (self.folder / "server.log").open("ab") as log:
            self.running = Popen(
                command, env=self.environ, stdout=DEVNULL, stderr=log, start_new_session=True
            )
        until = monotonic() + PATIENCE
        while not self._answers():
            assert monotonic() < until, (self.folder / "server.log").read_text()[-2000:]
            sleep(0.05)

    def demo(self) -> dict[str, str]:
        """Start with the demonstration; gives its addresses."""
        self.start("--demo")
        path, until = self.folder / "data" / "demo.json", monotonic() + PATIENCE
        while not path.exists() or not path.read_text().endswith("}\n"):
            assert monotonic() < until, (self.folder / "server.log").read_text()[-2000:]
            sleep(0.05)
        told: dict[str, str] = json.loads(path.read_text())
        return told

    def stop(self) -> None:
        if self.running is None:
            return
        self.running.terminate()
        try:
            self.running.wait(10)
        except TimeoutError:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
        self.running = None

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
