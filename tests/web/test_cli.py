"""The commands that an operator types, and the server that they start."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
import requests
import rfc8785

from deliberate import cli
from deliberate.store import signing
from deliberate.store.signing import Signer
from tests.web.room import token_in

WITHIN = 20


@pytest.fixture
def environ(tmp_path, monkeypatch):
    monkeypatch.setenv("DELIBERATE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DELIBERATE_PORT", "0")
    monkeypatch.delenv("DELIBERATE_KEYS", raising=False)
    return tmp_path


@contextmanager
def started(*arguments):
    """The server in a process of its own; the block gets it and its lines."""
    command = [sys.executable, "-m", "deliberate.cli", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        yield process
    finally:
        process.terminate()
        process.wait(WITHIN)
        process.stdout.close()


def lines(process, wanted):
    found = dict(process.stdout.readline().strip().split(": ", 1) for _ in range(wanted))
    assert "" not in found
    return found


def enter(url):
    browser = requests.Session()
    with browser.get(url) as page:
        token = token_in(page.text)
    return browser, browser.post(url, data={"csrf_token": token})


def test_a_demonstration_tells_its_three_addresses_and_all_of_them_work(environ):
    with started("serve", "--demo") as process:
        told = lines(process, 3)
        assert list(told) == ["moderator", "join", "screen"]
        file = environ / "data" / "demo.json"
        assert file.stat().st_mode & 0o777 == 0o600
        assert told.items() <= json.loads(file.read_text()).items()
        url, code = told["join"].split(" ")
        assert requests.get(url, timeout=WITHIN).status_code == 200
        assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", code)
        browser, page = enter(told["moderator"])
        assert (page.status_code, 'data-look="moderator"' in page.text) == (200, True)
        assert code in page.text
        _, screen = enter(told["screen"])
        assert 'data-look="screen"' in screen.text
        browser.close()


def test_what_was_made_is_there_after_a_kill_and_a_restart(environ):
    with started("demo") as process:
        told = lines(process, 3)
        session = json.loads((environ / "data" / "demo.json").read_text())["session"]
        browser, _ = enter(told["moderator"])
        process.send_signal(signal.SIGKILL)
    with started("serve") as process:
        host = lines(process, 1)["host"]
        base = host.split("/host/")[0]
        again = requests.get(
            f"{base}/sessions/{session}/view",
            timeout=WITHIN,
            headers={"Accept": "application/json"},
            cookies={"deliberate-device": browser.cookies["deliberate-device"]},
        )
        assert again.status_code == 200
        assert again.json()["stage_id"] == "open"
        browser.close()


def test_the_server_stops_soon_after_it_is_told_to(environ):
    with started("serve") as process:
        lines(process, 1)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(WITHIN)
        assert time.monotonic() - began < WITHIN / 2


def test_the_first_line_of_every_command_is_what_was_asked_for(environ, capsys):
    assert cli.main(["init"]) == 0
    told = capsys.readouterr().out
    assert f"data: {environ}/data" in told
    assert (environ / "data-keys" / "master.key").stat().st_mode & 0o777 == 0o600


def test_wrong_settings_stop_every_command_with_all_their_names(environ, monkeypatch, capsys):
    monkeypatch.setenv("DELIBERATE_PORT", "x")
    monkeypatch.setenv("DELIBERATE_LOCALE", "fy")
    for command in ("serve", "init"):
        assert cli.main([command]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "DELIBERATE_PORT" in said.err
        assert "DELIBERATE_LOCALE" in said.err


def test_a_folder_that_others_can_enter_stops_the_server(environ, capsys):
    cli.main(["init"])
    (environ / "data").chmod(0o755)
    assert cli.main(["init"]) == 3
    assert "chmod 700" in capsys.readouterr().err


def test_an_address_in_use_stops_the_server(environ, monkeypatch, capsys):
    from deliberate.web.server import listen

    with listen("127.0.0.1", 0) as taken:
        monkeypatch.setenv("DELIBERATE_PORT", str(taken.getsockname()[1]))
        assert cli.main(["serve"]) == 3
    assert "deliberate:" in capsys.readouterr().err


@pytest.mark.parametrize("typed", [[], ["bake"], ["serve", "--fast"], ["verify"]])
def test_what_is_not_a_command_is_bad_usage(typed, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(typed)
    assert caught.value.code == 2


def test_verify_says_whether_a_database_is_whole(new_room, capsys):
    room = new_room()
    path = room.house.settings.data / "deliberate.db"
    assert cli.main(["verify", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["kind"], told["sessions"]) == (True, "database", 1)
    _tamper(path)
    assert cli.main(["verify", str(path.parent)]) == 1
    assert "event 2: altered" in capsys.readouterr().out
    assert cli.main(["verify", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["first_bad"]["seq"] == 2


def _tamper(path):
    with sqlite3.connect(path) as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE events SET actor_seat = 'x' WHERE seq = 2")
    database.close()


def test_verify_of_nothing_is_bad_input(tmp_path, capsys):
    assert cli.main(["verify", str(tmp_path)]) == 2
    assert "no database" in capsys.readouterr().err


def test_20_verify_checks_a_record_from_its_file_alone(tmp_path, capsys):
    body = {"format": "deliberate-record/1", "head": {"session": "7b1e"}, "fingerprint": "5eed"}
    signer = Signer(tmp_path / "keys")
    path = tmp_path / "record.json"
    whole = rfc8785.dumps(signing.seal(body, signer))
    path.write_bytes(whole)
    assert cli.main(["verify", str(path), "--json", "--against", signer.key]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "record"
    path.write_bytes(whole.replace(b"7b1e", b"7b1f"))
    assert cli.main(["verify", str(path)]) == 1
    assert "not whole: record of session 7b1f: head.session" in capsys.readouterr().out
    path.write_bytes(b"[]")
    assert cli.main(["verify", str(path)]) == 2
    assert "neither a record nor a bundle" in capsys.readouterr().err
