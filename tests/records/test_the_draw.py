"""The script in the documentation finds in the record alone who was drawn."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deliberate.records import canonical
from deliberate.rehearsal.script import STAGED
from deliberate.sessions.challenge.commands import PassReason, PassTurn
from deliberate.sessions.draws import Attendance
from deliberate.sessions.ids import Day, PersonId
from deliberate.store.codec import plain
from tests.core.play import Table
from tests.records.made import record_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "the-draw.md"
PASS = PassTurn(reason=PassReason.FAMILY_TIE)


def recomputed(record, folder: Path) -> list[str]:
    """What the script of the page prints for this record."""
    (script,) = re.findall(r"^```python\n(.+?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    (folder / "draw.py").write_text(script, "utf-8")
    (folder / "record.json").write_bytes(canonical(record))
    command = [sys.executable, "-X", "utf8", "draw.py", "record.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().splitlines()


def of_a_group(table: Table) -> Table:
    """The same table as a group with a past: turns, sessions, newcomers and the last advocate."""
    seats = table.session.roster.seats
    known = {key: replace(seat, person=PersonId(key)) for key, seat in seats.items()}
    past = tuple(
        Attendance(
            person=PersonId(key),
            sessions=n,
            attended=max(n - 1, 0),
            turns=n // 3,
            last_turn=Day(739_000 + n) if n // 3 else None,
            previous=n == 4,
        )
        for n, key in enumerate(known)
    )
    session = table.session
    table.session = replace(
        session,
        roster=replace(session.roster, seats=known),
        setup=replace(session.opened, history=past),
    )
    return table


def played(vignette: str, seed: str, grouped: bool, passes: int) -> Table:
    table = Table(vignette, seed=seed)
    for stage, phase in STAGED:
        if stage == "blind_1" and grouped:
            of_a_group(table)
        for _ in range(passes if stage == "discuss" else 0):
            table.must(PASS, table.session.challenge.advocate)
        for move in phase(table.cast):
            table.play(move)
    return table


@pytest.mark.parametrize("vignette", ["V1", "V3"])
@pytest.mark.parametrize(("seed", "grouped", "passes"), [("5eed", False, 0), ("cafe", True, 2)])
def test_the_script_of_the_page_finds_who_was_drawn(tmp_path, vignette, seed, grouped, passes):
    record = record_of(played(vignette, seed, grouped, passes))
    challenge = plain(record)["weighing"]["challenge"]
    found = recomputed(record, tmp_path)
    assert found == [draw["name"] for draw in challenge["draws"]]
    assert len(found) == passes + 1
    assert found[-1] == challenge["advocate"]
    hat = [c["name"] for c in challenge["draws"][0]["candidates"] if c["in_hat"]]
    assert found[0] in hat
    assert len(hat) > 1
