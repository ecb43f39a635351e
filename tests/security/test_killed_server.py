"""Requirements 10 and 11 on the real server: kill -9 in a blind round, and everybody goes on."""

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from itertools import groupby

import pytest
import requests

from deliberate.rehearsal import casting
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.rehearsal.script.judging import first_round
from tests.security.conftest import FEW
from tests.security.lines import Line, until
from tests.security.room import COOKIE, JSON, SESSION, body_of, copied, token_of

PATH = f"/sessions/{SESSION}"


class Server:
    """`deliberate serve` on a folder and a port, as an operator starts it."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self):
        named = {"DATA": self.folder / "data", "PORT": self.port}
        clean = {k: v for k, v in os.environ.items() if not k.startswith("DELIBERATE_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deliberate.cli", "serve"],
            env=clean | {f"DELIBERATE_{name}": str(value) for name, value in named.items()},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self.process.stdout
        assert self.process.stdout.readline().startswith(b"host: ")

    def kill(self):
        """The whole of it at once, without a word."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


class Phone:
    """A rater's browser, which keeps its cookies and its token through anything."""

    def __init__(self, port, seat):
        self.url, self.seat = f"http://127.0.0.1:{port}", seat
        self.session = requests.Session()
        self.session.cookies.set(COOKIE, token_of(seat))
        self.token = self.view().headers["X-CSRFToken"]
        self.receipts = {}

    def view(self):
        return self.session.get(f"{self.url}{PATH}/view", headers=JSON, timeout=10)

    def send(self, move):
        """Post a move; what comes back is kept under its key."""
        answer = self.session.post(
            f"{self.url}{PATH}/commands",
            json=body_of(move.command, move.key),
            headers={**JSON, "X-CSRFToken": self.token},
            timeout=10,
        )
        assert answer.status_code == 200, answer.text
        self.receipts[move.key] = answer.json()["receipt"]

    def send_all(self, moves):
        """Go on until the server is no longer there; how many came back."""
        done = 0
        with suppress(requests.RequestException):
            for move in moves:
                self.send(move)
                done += 1
        return done


@pytest.fixture
def server(prepared, tmp_path):
    running = Server(copied(prepared("blind_1", **FEW), tmp_path / "room"))
    yield running
    running.kill()


def test_10_11_everybody_goes_on_after_a_kill_in_the_middle_of_a_round(server):
    *rating, leave = first_round(casting.cast("V1", FEW["raters"], "nl", date(2026, 5, 14)))
    mine = {seat: list(g) for seat, g in groupby(rating, lambda move: move.seat)}
    phones = {seat: Phone(server.port, seat) for seat in (MODERATOR, *mine)}
    lines = {seat: Line(server.port, token_of(seat), SESSION) for seat in phones}
    with ThreadPoolExecutor(len(mine)) as pool:
        sending = [pool.submit(phones[seat].send_all, mine[seat]) for seat in mine]
        assert until(lambda: sum(len(phone.receipts) for phone in phones.values()) > 8)
        server.kill()
        done = dict(zip(mine, (sent.result() for sent in sending), strict=True))
    assert all(line.wait(lambda line: line.closed) for line in lines.values())
    assert 8 < sum(done.values()) < len(rating)
    server.start()
    acknowledged = {seat: dict(phones[seat].receipts) for seat in mine}
    for seat, phone in phones.items():
        assert phone.view().json()["you"]["seat"] == seat
        lines[seat] = Line(server.port, token_of(seat), SESSION)
    for seat in mine:
        assert phones[seat].send_all(mine[seat]) == len(mine[seat])
        assert acknowledged[seat].items() <= phones[seat].receipts.items()
    assert lines[MODERATOR].wait(lambda line: line.told("progress"))
    assert until(lambda: phones[MODERATOR].view().json()["done"]["sealed"] == len(mine))
    phones[MODERATOR].send(leave)
    for seat in mine:
        picture = phones[seat].view().json()["stage"]["picture"]
        assert picture["raters"] == len(mine)
    for line in lines.values():
        line.close()
