"""A copy of the record as a file: by its address, and by the operator's command."""

import json
import sys
from dataclasses import replace
from hashlib import sha256

import pytest

from deliberate import cli
from deliberate.runner import Runner
from deliberate.sessions.copies import recipients
from deliberate.sessions.ids import SeatId
from deliberate.store import records
from deliberate.store.database import reading
from deliberate.store.verify_file import verify_file
from tests.web.room import JSON

PDF = "/record.pdf?for=file"


@pytest.fixture
def closed(room_at):
    return room_at("closed")


def test_a_pdf_has_a_name_that_tells_nothing_and_is_not_kept(closed):
    answer = closed.browser("moderator").get(PDF)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"
    name = answer.headers["Content-Disposition"]
    copy = closed.browser("moderator").get("/record.json?for=file", **JSON).json
    assert name == f'attachment; filename="deliberate-record-{copy["fingerprint"][:8]}.pdf"'


@pytest.mark.parametrize("path", ["/record.pdf?for=file", "/record.json?for=file"])
def test_the_same_copy_is_the_same_bytes(closed, path):
    moderator = closed.browser("moderator")
    assert moderator.get(path, **JSON).data == moderator.get(path, **JSON).data


def test_nobody_gets_a_pdf_for_nobody_or_for_somebody_unknown(closed):
    moderator = closed.browser("moderator")
    assert moderator.get("/record.pdf", **JSON).status_code == 400
    assert moderator.get("/record.pdf?for=nobody", **JSON).status_code == 404


def test_5_no_pdf_while_a_round_is_open(room_at):
    answer = room_at("blind_1").browser("moderator").get(PDF, **JSON)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "round_open")


def test_a_server_without_the_setter_says_what_can_be_done(closed, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = closed.browser("moderator").get(PDF, **JSON)
    assert (answer.status_code, answer.json["error"]["code"]) == (501, "no_pdf_here")


# -- deliberate export


@pytest.fixture
def export(monkeypatch, tmp_path, capsys):
    """The command for a room's data: its exit code, what it printed, and the file."""

    def run(room, *arguments, session=None):
        monkeypatch.setenv("DELIBERATE_DATA", str(room.house.settings.data))
        monkeypatch.delenv("DELIBERATE_KEYS", raising=False)
        out = tmp_path / "copy"
        command = ["export", session or room.session, "--out", str(out), *arguments]
        code = cli.main(command)
        return code, capsys.readouterr(), out

    return run


@pytest.mark.parametrize("form", ["html", "json", "pdf", "bundle"])
def test_an_export_is_written_for_its_owner_alone_and_is_the_same_again(closed, export, form):
    code, said, out = export(closed, "--for", "file", "--format", form, "--json")
    told, first = json.loads(said.out), out.read_bytes()
    assert (code, said.err) == (0, "")
    assert out.stat().st_mode & 0o777 == 0o600
    assert told == {
        "ok": True,
        "session": closed.session,
        "for": "file",
        "format": form,
        "path": str(out),
        "sha256": sha256(first).hexdigest(),
        "size": len(first),
        "state": "final",
        "signed": True,
    }
    export(closed, "--for", "file", "--format", form)
    assert out.read_bytes() == first


def test_what_the_command_writes_is_what_the_address_gives(closed, export):
    browser = closed.browser("moderator")
    for form in ("json", "pdf"):
        _, _, out = export(closed, "--for", "Dennis", "--format", form)
        (key,) = {one.key for one in recipients(closed.state) if one.name == "Dennis"}
        assert browser.get(f"/record.{form}?for={key}", **JSON).data == out.read_bytes()


def test_a_bundle_can_be_checked_by_itself_and_knows_its_pdf(closed, export):
    _, _, out = export(closed, "--for", "file", "--format", "bundle")
    assert verify_file(out.read_bytes()).ok
    bundle = json.loads(out.read_text())
    _, _, paper = export(closed, "--for", "file", "--format", "pdf")
    assert bundle["pdf"]["sha256"] == sha256(paper.read_bytes()).hexdigest()


def test_every_export_is_in_the_log_of_copies(closed, export):
    export(closed, "--for", "file", "--format", "json")
    with reading(closed.house.engine) as conn:
        made = list(records.logged(conn, closed.session))
    assert (made[-1].recipient, made[-1].form, made[-1].seat) == ("file", "json", SeatId("cli"))


@pytest.mark.parametrize("reader", [(), ("--for", "nobody")])
def test_without_a_reader_it_says_who_there_are(closed, export, reader):
    code, said, out = export(closed, *reader)
    assert (code, out.exists()) == (2, False)
    assert "Yasmin" in said.err
    assert "Dennis" in said.err


def test_an_unknown_session_is_a_matter_of_input(closed, export):
    code, said, _ = export(closed, "--for", "file", session="nowhere")
    assert code == 2
    assert "nowhere" in said.err


def test_a_folder_without_keys_is_left_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv("DELIBERATE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DELIBERATE_KEYS", raising=False)
    assert cli.main(["export", "x", "--for", "file", "--out", str(tmp_path / "copy")]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_is_not_final_is_a_draft_and_no_bundle(closed, export, monkeypatch):
    final = Runner.copy
    monkeypatch.setattr(Runner, "copy", lambda *asked: replace(final(*asked), signature=None))
    code, said, _ = export(closed, "--for", "file", "--format", "json", "--json")
    assert (code, json.loads(said.out)["signed"]) == (0, False)
    assert export(closed, "--for", "file", "--format", "bundle")[0] == 3


def test_while_a_round_is_open_it_cannot_run(room_at, export):
    code, said, out = export(room_at("blind_1"), "--for", "file")
    assert (code, out.exists()) == (3, False)
    assert "round is open" in said.err


def test_before_there_is_a_record_it_cannot_run(room_at, export):
    assert export(room_at("facts"), "--for", "file")[0] == 3
