"""Rehearsing whole sessions: everything is as it should be, or the rehearsal says what is not."""

import json
import os
import sys
from signal import SIGTERM
from subprocess import DEVNULL, Popen
from time import monotonic, sleep

import pytest

from deliberate import records
from deliberate.catalogue.vignettes import vignette
from deliberate.rehearsal.command import Plan, main, rehearse
from deliberate.rehearsal.server import own_server

pytestmark = pytest.mark.untraced

KEYS = (
    "ok kind vignette sessions seats commands acknowledged found "
    "refusals command_ms view_ms records wall_s rounds stages"
)


@pytest.mark.timeout(400)
def test_a_whole_session_is_played_over_http_and_sockets(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("DELIBERATE_LOCALE", "nl")
    code = main(["--vignette", "V1", "--json", "--out", str(tmp_path)])
    told = capsys.readouterr()
    assert (code, told.err) == (0, "")
    report = json.loads(told.out)
    assert sorted(report) == sorted(KEYS.split())
    assert report["commands"] == report["acknowledged"] == report["found"] > 200
    assert len(report["refusals"]) > 35
    assert_as_printed(report["rounds"])
    (path,) = report["records"]
    made = records.read((tmp_path / "V1-1.json").read_bytes())
    assert (path, made.locale) == (str(tmp_path / "V1-1.json"), "nl")
    assert "<h1" in (tmp_path / "V1-1.html").read_text("utf-8")


def assert_as_printed(rounds):
    """The figures of round 1 are those that the vignette was written with."""
    printed = vignette("V1").expected["rounds"]["1"]
    first = rounds[0]
    assert first["id"] == "round-1"
    assert sorted(first["conflicts"]) == sorted(printed["direction_conflicts"]["factors"])
    wanted = {k: printed["ordinal_alpha"][f"{k}_type"]["value"] for k in ("risk", "protective")}
    assert first["alpha"] == pytest.approx(wanted, abs=1e-6)
    counts = printed["direct_safety"]["Lina"]["counts"]
    levels = {str(level): n for level, n in enumerate(counts, start=1) if n}
    assert first["items"]["direct_safety@Lina"] == levels


@pytest.mark.timeout(400)
def test_several_sessions_are_played_at_once_in_another_language():
    report, faults = rehearse(plan("V3", sessions=2, seats=3, locale="en"))
    assert (list(faults), report.ok) == ([], True)
    assert report.sessions == 2
    assert report.rounds[0].items["case:oma_rookt_rijdt"]


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["answer"], ["seat-C was refused with factors_first"]),
        (
            ["figure", "entry", "leak"],
            ["and the answers were", "missing-0", "was sent a blind answer of"],
        ),
    ],
)
def test_a_server_that_does_something_wrong_is_found_out(wrong, said, capsys):
    program = (sys.executable, "-m", "tests.rehearsal.broken", *wrong)
    with own_server("nl", 50, program) as running:
        code = main(["--vignette", "V3", "--seats", "3", "--url", running.host, "--json"])
    told = capsys.readouterr()
    assert (code, json.loads(told.out)["ok"]) == (1, False)
    for sentence in said:
        assert sentence in told.err


def test_a_rehearsal_that_is_stopped_leaves_no_server_behind(tmp_path):
    command = [sys.executable, "-m", "deliberate.cli", "rehearse"]
    with Popen(command, env={**os.environ, "TMPDIR": str(tmp_path)}, stderr=DEVNULL) as rehearsing:
        until = monotonic() + 60
        while not list(tmp_path.rglob("deliberate.db")) and monotonic() < until:
            sleep(0.1)
        assert list(tmp_path.iterdir())
        rehearsing.terminate()
        assert rehearsing.wait(30) == 128 + SIGTERM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", [["--seats", "2"], ["--vignette", "V9"], ["--url", "http://x"]])
def test_bad_usage_is_told_at_once(typed, capsys):
    assert main(typed) == 2
    assert typed[1] in capsys.readouterr().err


def test_a_server_that_is_not_there_cannot_be_rehearsed_on(capsys):
    nobody = "http://127.0.0.1:9/host/1/abcdefghijklmnopqrstuvwxyz"
    assert main(["--url", nobody, "--json"]) == 3
    assert capsys.readouterr().out == ""


def plan(vignette_id, **more):
    usual = {
        "kind": "consultation",
        "sessions": 1,
        "seats": None,
        "url": None,
        "out": None,
        "json": True,
        "locale": "nl",
    }
    return Plan(vignette=vignette_id, **{**usual, **more})
