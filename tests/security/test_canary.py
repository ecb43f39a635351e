"""Requirements 2, 4 and 33: what is given blind, and what a case says, is nowhere in clear."""

import json
import logging
import os
import sqlite3
import tempfile
from contextlib import closing
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from deliberate.export import FORMS, NotNow, Wanted, export
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import BLIND_1, IDEAS, ROUND_1
from deliberate.sessions.rounds.commands import CloseRound, VoidRound
from deliberate.store import codec, tables
from deliberate.store.database import reading
from tests.core.moments import STAGES
from tests.security.conftest import FEW
from tests.security.room import SCREEN, Room, copied, settings
from tests.security.worlds import EXTREME, OPERATOR, STRANGER, WAITING, silent, world

pytestmark = pytest.mark.untraced

CANARY = "kanarie {seat} vloog het raam uit"
PATTERNS = (b'"direction":', b'"level":', b'"benefit":', b"helps_family", b'"pick":')
READERS = ("file", "person-1")
STORED = {
    "deliberate.db",
    "deliberate.db-wal",
    "keys.db",
    "master.key",
    "backup of deliberate.db",
    "backup of keys.db",
}
FIGURES = {
    "counts",
    "median",
    "deviation",
    "within_one",
    "coefficients",
    "alpha",
    "mean",
    "average",
}


def bytes_in(folder):
    """All that lies in the data and the keys of a server that runs, write-ahead logs included, and
    in a backup that is made of them meanwhile."""
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return files | {f"backup of {db.name}": backup(db) for db in folder.rglob("*.db")}


def backup(database):
    """The bytes of a copy as SQLite's own backup makes it, while the server goes on."""
    with (
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as running,
        closing(sqlite3.connect(":memory:")) as copy,
    ):
        running.backup(copy)
        return copy.serialize()


@pytest.fixture(scope="module")
def temporary(tmp_path_factory):
    """The folder for temporary files, which says when anything was last made or removed in it."""
    folder = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
            patch.setenv(name, str(folder))
        patch.setattr(tempfile, "tempdir", None)
        patch.setattr(tempfile, "_O_TMPFILE_WORKS", False)  # a file without a name leaves no trace
        assert tempfile.gettempdir() == str(folder)
        os.utime(folder, ns=(0, 0))
        yield folder


def told(seen):
    """Who was told what, as one text for each moment."""
    return [(viewer, what, repr(part)) for viewer, what, part in seen]


@pytest.fixture(scope="module")
def played(prepared, tmp_path_factory, temporary):
    """A round in which every answer holds a canary, looked at by everybody, then the rest."""
    folder = copied(prepared("blind_1", **FEW), tmp_path_factory.mktemp("canary") / "room")
    room, root = Room(folder, **FEW), logging.getLogger()
    everybody = (MODERATOR, SCREEN, RECORDER, STRANGER, WAITING, *room.cast.raters)
    root.setLevel(logging.DEBUG)
    try:
        with world(room, everybody, reason=CANARY, thorough=False) as this:
            this.rate(ROUND_1, (), "anything", replaced=1)
            this.look_everywhere("before the reveal")
            before = this.everything(), bytes_in(folder)
            this.turn("reveal")
            room.must(Advance(expected=BLIND_1), MODERATOR, "reveal")
            this.follow(STAGES[STAGES.index("reveal") :])
            after = this.everything()[len(before[0]) :], bytes_in(folder)
        yield room, before, after
    finally:
        root.setLevel(logging.WARNING)
        room.close()


def test_2_a_canary_in_a_blind_answer_is_found_nowhere(played):
    room, before, after = played
    for seen, files in (before, after):
        for seat in room.cast.raters:
            canary = CANARY.format(seat=seat)
            assert [(v, w) for v, w, text in told(seen) if canary in text and v != seat] == []
            assert [name for name, data in files.items() if canary.encode() in data] == []
    own = [viewer for viewer, _, text in told(before[0]) if CANARY.format(seat=viewer) in text]
    assert set(own) == set(room.cast.raters)


def test_2_no_answer_lies_in_the_clear_on_disk(played):
    """Database, write-ahead log, keys, and a backup of both."""
    _, *moments = played
    for _, files in moments:
        assert set(files) >= STORED
        for name, data in files.items():
            assert [pattern for pattern in PATTERNS if pattern in data] == [], name


def test_2_a_record_that_is_set_on_paper_holds_no_canary_and_leaves_nothing_behind(
    played, temporary
):
    """The whole session, record and paper included, makes no temporary file at all."""
    room, _, _ = played
    papers = [room.browser(MODERATOR).get(f"/record.pdf?for={key}") for key in READERS]
    for paper in papers:
        assert paper.status_code == 200
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper.data)).pages)
        assert len(text) > 1000
        assert "kanarie" not in "".join(text.split())
    assert temporary.stat().st_mtime_ns == 0
    with tempfile.TemporaryFile():
        assert temporary.stat().st_mtime_ns > 0


@pytest.mark.parametrize("form", sorted(FORMS))
def test_5_no_record_is_exported_before_the_reveal(room_at, tmp_path, form):
    """By whoever has the machine's command line either: refused, and nothing is written."""
    room = room_at("blind_1")
    for move in room.script("blind_1")[:-1]:
        room.play(move)
    out = tmp_path / "record"
    for reader in READERS:
        with pytest.raises(NotNow):
            export(settings(room.folder), Wanted(room.session, reader, form, out))
    assert not out.exists()


def test_4_no_figure_of_an_open_round_is_in_any_answer(played):
    room, (seen, _), _ = played
    looked = [(viewer, part) for viewer, what, part in seen if what.endswith("/json")]
    views = [json.loads(body) for _, (status, _, body) in looked if status == 200]
    there = [seat for seat in room.state.roster.seats.values() if seat.standing != "absent"]
    assert len(views) == len(there) * len(room.cast.raters)
    for view in views:
        assert not FIGURES & names_in(view)
        assert view["done"] is None or set(view["done"]) == {"round", "sealed", "of"}


def names_in(value):
    """Every name of every field, however deep."""
    if isinstance(value, list):
        return {name for part in value for name in names_in(part)}
    if isinstance(value, dict):
        return set(value) | names_in(list(value.values()))
    return set()


def test_33_what_the_case_says_is_ciphertext(played):
    room, *moments = played
    entries = [codec.plain(entry.content) for entry in room.state.entries.live()]
    texts = {v for entry in entries for v in entry.values() if isinstance(v, str) and len(v) > 20}
    names = {seat.name for seat in room.state.roster.seats.values() if seat.name}
    assert len(texts) > 30
    for _, files in moments:
        for name, data in files.items():
            found = [text for text in texts | names if text.encode() in data]
            assert found == [], name


def test_2_a_log_at_its_most_talkative_holds_no_answer(played):
    _, before, after = played
    logged = [
        text for seen, _ in (before, after) for viewer, _, text in told(seen) if viewer == OPERATOR
    ]
    assert len(logged) == 2
    assert not [text for text in logged if "kanarie" in text or "helps_family" in text]


def test_2_an_idea_written_in_silence_is_found_nowhere_before_the_round_closes(room_at):
    """Not on disk, not in a log, with nobody else; afterwards with everybody, and on disk never."""
    room, root = silent(room_at("options")), logging.getLogger()
    everybody = (MODERATOR, SCREEN, RECORDER, STRANGER, WAITING, *room.cast.raters)
    root.setLevel(logging.DEBUG)
    try:
        with world(room, everybody, reason=CANARY, thorough=False) as this:
            this.think((), EXTREME, replaced=1)
            before, files = told(this.everything()), bytes_in(room.folder)
    finally:
        root.setLevel(logging.WARNING)
    room.must(CloseRound(round=IDEAS), MODERATOR, "close-ideas")
    after, shown = bytes_in(room.folder), room.browser(RECORDER).get().text
    for seat in room.cast.raters:
        canary = CANARY.format(seat=seat)
        assert {viewer for viewer, _, text in before if canary in text} == {seat}
        assert canary in shown
        for data in (*files.values(), *after.values()):
            assert canary.encode() not in data


def test_2_of_a_round_that_was_thrown_away_nothing_can_ever_be_opened(room_at):
    """Its key and its envelopes are gone from every file; a copy from before does not help."""
    room = room_at("blind_1")
    for move in room.script("blind_1")[:-1]:
        room.play(move)
    with reading(room.house.engine) as conn:
        envelopes = conn.execute(select(tables.envelopes.c.sealed)).scalars().all()
    assert len(envelopes) > 60
    room.must(VoidRound(round=ROUND_1, reason="verkeerde vraag"), MODERATOR, "void")
    assert {(ref.round, ref.attempt) for ref in room.runner.keys.rounds()} == {(ROUND_1, 2)}
    left = b"".join(bytes_in(room.folder).values())
    assert not [envelope for envelope in envelopes if envelope in left]
    for seat in room.cast.raters:
        view = room.browser(seat).get().json
        assert view["stage"]["form"]["attempt"] == 2
        assert not any(card["own"] for s in view["stage"]["form"]["screens"] for card in s["cards"])
