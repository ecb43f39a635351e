"""Requirements 17, 18, 19 and 34: nobody changes, moves or cuts a session's log unnoticed."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from deliberate.cli import main
from deliberate.store.codec import Unreadable
from tests.security.conftest import FEW
from tests.security.room import Room, copied

TRIGGERS = ("events_no_update", "events_no_delete")


@pytest.fixture
def folder(prepared, tmp_path):
    return copied(prepared("discuss", **FEW), tmp_path / "room")


@pytest.fixture
def database(folder):
    return folder / "data" / "deliberate.db"


def do(database, *statements, past_triggers=False):
    """What somebody does who holds the file; past the triggers where the file is taken apart."""
    with closing(sqlite3.connect(database)) as db, db:
        for name in TRIGGERS if past_triggers else ():
            db.execute(f"DROP TRIGGER {name}")
        return [db.execute(*statement).fetchall() for statement in map(_whole, statements)]


def _whole(statement):
    return (statement,) if isinstance(statement, str) else statement


def verify(capsys, path, *more):
    """What the operator's command says, and its exit code."""
    capsys.readouterr()
    code = main(["verify", str(path), "--json", *map(str, more)])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor_seat = 'seat-B'",
        "UPDATE events SET hash = payload_hash WHERE seq = 3",
        "DELETE FROM events",
        "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 5",
    ],
)
def test_17_the_database_itself_refuses_to_change_an_event(database, statement):
    with pytest.raises(sqlite3.IntegrityError, match="event headers are never changed"):
        do(database, "PRAGMA recursive_triggers = ON", "DELETE FROM payloads", statement)


def last(database):
    return do(database, "SELECT max(seq) FROM events")[0][0][0]


def removed(seq):
    return [
        (of(table, "DELETE FROM TABLE WHERE seq = ?"), (seq,)) for table in ("payloads", "events")
    ]


def exchanged(one, other, table):
    pairs = ((99999, one), (one, other), (other, 99999))
    return [(of(table, "UPDATE TABLE SET seq = ? WHERE seq = ?"), pair) for pair in pairs]


def of(table, statement):
    return statement.replace("TABLE", table)


BAD = {
    "somebody else did it": (("UPDATE events SET actor_seat = 'x' WHERE seq = 40",), 40),
    "at another time": (("UPDATE events SET at = at + 1 WHERE seq = 17",), 17),
    "an answer of another length": (("UPDATE payloads SET sealed = x'00' WHERE seq = 90",), 90),
    "an event is gone": (removed(60), 60),
    "two events in another order": (
        [*exchanged(30, 31, "events"), *exchanged(30, 31, "payloads")],
        30,
    ),
    "a payload in another place": (exchanged(50, 52, "payloads"), 50),
}


@pytest.mark.parametrize("done", BAD)
def test_18_verify_names_the_first_event_that_is_not_as_it_was(database, capsys, done):
    statements, seq = BAD[done]
    assert verify(capsys, database)[0] == 0
    do(database, *statements, past_triggers=True)
    code, told = verify(capsys, database)
    assert (code, told["ok"], told["first_bad"]["seq"]) == (1, False, seq)


CUT = (
    "DELETE FROM payloads WHERE seq > 100",
    "DELETE FROM events WHERE seq > 100",
    "UPDATE sessions SET head_seq = 100, head_hash = (SELECT hash FROM events WHERE seq = 100)",
)


def test_19_a_log_cut_short_is_found_by_an_earlier_copy_or_a_printed_head(
    database, capsys, tmp_path
):
    copy = shutil.copy(database, tmp_path / "earlier.db")
    head = verify(capsys, database)[1]["head"]
    assert last(database) > 100
    do(database, *CUT, past_triggers=True)
    assert verify(capsys, database)[0] == 0
    for against in (copy, head):
        code, told = verify(capsys, database, "--against", against)
        assert (code, told["ok"], told["first_bad"]["what"]) == (1, False, "truncated")


def test_19_a_log_that_went_on_still_holds_its_earlier_copy(folder, database, capsys, tmp_path):
    copy = shutil.copy(database, tmp_path / "earlier.db")
    head = verify(capsys, database)[1]["head"]
    with closing(Room(folder, **FEW)) as room:
        room.until("options")
    assert verify(capsys, database, "--against", copy)[0] == 0
    assert verify(capsys, database, "--against", head)[0] == 0


def test_34_a_ciphertext_in_another_row_is_never_read_as_that_rows(folder, database):
    do(database, *exchanged(50, 52, "payloads"), past_triggers=True)
    with closing(Room(folder, **FEW)) as room:
        with pytest.raises(Unreadable):
            room.runner.state(room.session)
        answer = room.browser("seat-A").get()
        assert (answer.status_code, answer.json["error"]["code"]) == (500, "server_error")
