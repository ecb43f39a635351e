"""Kills: the process dies at a point that is drawn, starts again, and nothing is lost or shown."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from itertools import groupby
from random import Random

from deliberate.rehearsal import casting
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.rehearsal.script.judging import first_round
from deliberate.store.verify import verify_database
from tests.security.crash import crash
from tests.security.lines import until
from tests.security.room import JSON, SCREEN, Room, copied
from tests.security.test_killed_server import Phone, Server

STAGES = ("facts", "blind_1", "reveal", "discuss", "options", "challenge", "blind_2", "decide")
POINTS = ("decided", "sealed", "appended", "before_commit", "committed", "announced")
STORED = POINTS[4:]
FEW = {"raters": 3}
CAST = casting.cast("V1", FEW["raters"], "nl", date(2027, 1, 15))


class Calm:
    """Folders at the beginning of each stage, and how far its script goes when nothing is wrong."""

    def __init__(self, parent):
        self.parent, self.made, self.ends = parent, {}, {}

    def at(self, stage):
        if stage not in self.made:
            with closing(Room(self.parent / stage, **FEW)) as room:
                room.until(stage)
            self.made[stage] = self.parent / stage
        return self.made[stage]

    def end(self, stage):
        if stage not in self.ends:
            folder = copied(self.at(stage), self.parent / f"{stage}-calm")
            with closing(Room(folder, **FEW)) as room:
                for move in room.script(stage):
                    room.play(move)
                self.ends[stage] = room.state.version
        return self.ends[stage]


def killed(seed, calm, parent):
    """At a failpoint of any move of any stage at the table."""
    random = Random(seed)
    stage, point = random.choice(STAGES), random.choice(POINTS)
    folder = copied(calm.at(stage), parent / f"kill-{seed}")
    with closing(Room(folder, **FEW)) as room:
        key = random.choice(room.script(stage)).key
    acknowledged = crash(folder, stage, FEW, key, point)
    with closing(Room(folder, **FEW)) as room:
        blind_still(room)
        for move in room.script(stage):
            again = room.play(move)
            stored = move.key in acknowledged or (move.key == key and point in STORED)
            assert again.repeated == stored, move.key
            assert not acknowledged.get(move.key) or receipt(again) == acknowledged[move.key]
        assert room.state.version == calm.end(stage)
        assert verify_database(room.house.engine, room.runner.keys).ok


def receipt(done):
    return done.receipt and [done.receipt.sha256, done.receipt.minute]


def blind_still(room):
    """While a round is open nobody is sent a figure of it, and its key is there; else it is not."""
    is_open = {this.id for this in room.state.rounds.values() if this.open}
    assert {ref.round for ref in room.runner.keys.rounds()} == is_open
    for seat, place in room.state.roster.seats.items():
        if place.present:
            look = "screen" if seat == SCREEN else ""
            view = room.client(seat).get(f"{room.path}/view?look={look}", headers=JSON)
            assert view.status_code == 200
            if room.state.progress.stage.startswith("blind") and is_open:
                assert "counts" not in json.dumps(view.json["stage"])


def killed_server(seed, calm, parent):
    """The real server, with everybody posting at once, at any moment of a blind round."""
    *rating, leave = first_round(CAST)
    mine = {seat: list(moves) for seat, moves in groupby(rating, lambda move: move.seat)}
    server = Server(copied(calm.at("blind_1"), parent / f"server-{seed}"))
    try:
        phones = {seat: Phone(server.port, seat) for seat in (MODERATOR, *mine)}
        _post_until(server, phones, mine, Random(seed).randint(1, len(rating) - 1))
        before = {seat: dict(phone.receipts) for seat, phone in phones.items()}
        server.start()
        for seat, phone in phones.items():
            view = phone.view().json()
            assert view["you"]["seat"] == seat
            assert "counts" not in json.dumps(view["stage"])
        for seat in mine:
            assert phones[seat].send_all(mine[seat]) == len(mine[seat])
            assert before[seat].items() <= phones[seat].receipts.items()
        phones[MODERATOR].send(leave)
        assert phones[MODERATOR].view().json()["stage"]["picture"]["raters"] == len(mine)
    finally:
        server.kill()


def _post_until(server, phones, mine, number):
    """All send at once; when so many answers have come back, the server is gone."""
    with ThreadPoolExecutor(len(mine)) as pool:
        sending = [pool.submit(phones[seat].send_all, mine[seat]) for seat in mine]
        until(lambda: sum(len(phone.receipts) for phone in phones.values()) >= number)
        server.kill()
        for sent in sending:
            sent.result()
