"""Requirements 2, 4 and 33: what is given blind, and what a case says, is nowhere in clear."""

import json
import logging

import pytest
from sqlalchemy import select

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import BLIND_1, IDEAS, ROUND_1
from deliberate.sessions.rounds.commands import CloseRound, VoidRound
from deliberate.store import codec, tables
from deliberate.store.database import reading
from tests.core.moments import STAGES
from tests.security.conftest import FEW
from tests.security.room import SCREEN, Room, copied
from tests.security.worlds import EXTREME, OPERATOR, STRANGER, WAITING, silent, world

CANARY = "kanarie {seat} vloog het raam uit"
PATTERNS = (b'"direction":', b'"level":', b'"benefit":', b"helps_family", b'"pick":')
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
    """All that lies in the data and the keys of a server that runs, write-ahead logs included."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(seen):
    """Who was told what, as one text for each moment."""
    return [(viewer, what, repr(part)) for viewer, what, part in seen]


@pytest.fixture(scope="module")
def played(prepared, tmp_path_factory):
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
    _, *moments = played
    for _, files in moments:
        assert {"deliberate.db", "deliberate.db-wal", "keys.db", "master.key"} <= set(files)
        for name, data in files.items():
            assert [pattern for pattern in PATTERNS if pattern in data] == [], name


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
