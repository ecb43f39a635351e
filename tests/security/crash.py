"""A process that carries out moves, notes each acknowledgement, and kills itself on the way."""

import json
import os
import signal
from multiprocessing import get_context

from deliberate.runner import Done
from tests.security.room import Room

FORKING = get_context("forkserver")
FORKING.set_forkserver_preload(["tests.security.crash"])
ACKS = "acknowledged.jsonl"


def drive(folder, stage, about, key, point):
    """Play a stage; when the move with this key reaches this point, die without a word."""
    room = Room(folder, **about)
    acks = os.open(folder / ACKS, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    for move in room.script(stage):
        if move.key == key:
            room.runner.reached = _killing(point)
        outcome = room.play(move)
        assert isinstance(outcome, Done)
        receipt = outcome.receipt
        line = [move.key, receipt and [receipt.sha256, receipt.minute]]
        os.write(acks, f"{json.dumps(line)}\n".encode())


def _killing(point):
    def reached(here):
        if here == point:
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def crash(folder, stage, about, key, point):
    """What was acknowledged before the process died: key to receipt."""
    process = FORKING.Process(target=drive, args=(folder, stage, about, key, point))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    found = folder / ACKS
    lines = found.read_text().splitlines() if found.exists() else []
    return dict(json.loads(line) for line in lines)
