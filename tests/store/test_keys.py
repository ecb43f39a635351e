"""Keys: made before they are needed, gone when destroyed, and nobody else's to read."""

from sqlite3 import OperationalError

import pytest

from deliberate.store.database import OpenToOthers
from deliberate.store.keys import KeyStore, KeysUnusable, RoundRef
from tests.store.factories import ROUND, SESSION, bytes_in


def test_a_key_is_made_once_and_stays(tmp_path, keys):
    keys.make(SESSION, ["a", "b"])
    first = keys.get(SESSION, "a")
    keys.make(SESSION, ["a"])
    assert KeyStore(tmp_path / "keys").get(SESSION, "a") == first
    assert first != keys.get(SESSION, "b")
    assert len(first) == 32


def test_of_two_processes_that_make_a_key_both_get_the_same(tmp_path, keys):
    other = KeyStore(tmp_path / "keys")
    keys.make(SESSION, ["a"])
    other.make(SESSION, ["a"])
    assert keys.get(SESSION, "a") == other.get(SESSION, "a")


def test_an_unknown_subject_has_no_key(keys):
    assert keys.get(SESSION, "nobody") is None


def test_a_destroyed_key_is_gone_from_memory_and_file(tmp_path, keys):
    keys.make(SESSION, ["a"])
    wrapped = _wrapped(keys, "a")
    assert wrapped in bytes_in(tmp_path / "keys")
    keys.destroy(SESSION, ["a"])
    assert keys.get(SESSION, "a") is None
    assert wrapped not in bytes_in(tmp_path / "keys")


def test_a_round_key_can_be_kept_and_destroyed(tmp_path, keys):
    keys.keep_round_private(ROUND, b"p" * 32)
    assert keys.round_private(ROUND) == b"p" * 32
    assert keys.rounds() == (ROUND,)
    keys.destroy_round_private(ROUND)
    assert keys.round_private(ROUND) is None
    assert keys.rounds() == ()


def test_the_doctor_destroys_what_a_crash_left_behind(keys):
    over = RoundRef(SESSION, ROUND.round, 2)
    keys.keep_round_private(ROUND, b"p" * 32)
    keys.keep_round_private(over, b"q" * 32)
    keys.make(SESSION, ["entry:1", "entry:2"])
    assert keys.doctor({ROUND}, erased=[(SESSION, "entry:1"), (SESSION, "never")]) == 2
    assert keys.rounds() == (ROUND,)
    assert keys.get(SESSION, "entry:1") is None
    assert keys.get(SESSION, "entry:2") is not None
    assert keys.doctor({ROUND}) == 0


def test_a_disk_that_refuses_leaves_the_store_usable(keys):
    keys._db.execute("PRAGMA query_only = ON")
    with pytest.raises(OperationalError):
        keys.make(SESSION, ["a"])
    keys._db.execute("PRAGMA query_only = OFF")
    assert keys.made(SESSION, "a") == keys.get(SESSION, "a")


def test_no_key_lies_unwrapped_on_disk(tmp_path, keys):
    keys.make(SESSION, ["a"])
    keys.keep_round_private(ROUND, b"p" * 32)
    found = bytes_in(tmp_path / "keys")
    assert keys.get(SESSION, "a") not in found
    assert b"p" * 32 not in found


def test_a_wrapped_key_moved_to_another_subject_does_not_open(keys):
    keys.make(SESSION, ["a"])
    keys._db.execute("UPDATE keys SET subject = 'b'")
    with pytest.raises(KeysUnusable):
        keys.get(SESSION, "b")


def test_keys_of_another_master_do_not_open(tmp_path, keys):
    keys.make(SESSION, ["a"])
    keys.close()
    (tmp_path / "keys" / "master.key").write_bytes(b"m" * 32)
    with pytest.raises(KeysUnusable):
        KeyStore(tmp_path / "keys").get(SESSION, "a")


def test_a_damaged_master_key_is_refused(tmp_path, keys):
    (tmp_path / "keys" / "master.key").write_bytes(b"short")
    with pytest.raises(KeysUnusable, match="holds 5"):
        KeyStore(tmp_path / "keys")


def test_derived_keys_differ_by_purpose_and_survive_a_restart(tmp_path, keys):
    assert keys.derived("one") != keys.derived("two")
    assert keys.derived("one") == KeyStore(tmp_path / "keys").derived("one")


def test_nobody_else_may_enter(tmp_path, keys):
    folder = tmp_path / "keys"
    assert folder.stat().st_mode & 0o777 == 0o700
    keys.make(SESSION, ["a"])
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in folder.rglob("*")}
    assert modes == {False: 0o600, True: 0o700}


def test_a_folder_in_use_that_others_can_enter_is_refused(tmp_path, keys):
    (tmp_path / "keys").chmod(0o755)
    with pytest.raises(OpenToOthers, match="chmod 700"):
        KeyStore(tmp_path / "keys")


def test_an_empty_folder_is_closed_to_others(tmp_path):
    folder = tmp_path / "volume"
    folder.mkdir(mode=0o755)
    KeyStore(folder).close()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_reader_that_never_stops_keeps_no_destroyed_key_unnoticed(tmp_path, keys, monkeypatch):
    monkeypatch.setattr("deliberate.store.keys.sleep", lambda _: None)
    keys._db.execute("PRAGMA busy_timeout = 0")
    keys.make(SESSION, ["a"])
    other = KeyStore(tmp_path / "keys")
    other._db.execute("BEGIN")
    other._db.execute("SELECT * FROM keys").fetchall()
    with pytest.raises(KeysUnusable, match="held by another process"):
        keys.destroy(SESSION, ["a"])
    other.close()
    assert keys.get(SESSION, "a") is None


def _wrapped(keys, subject):
    row = keys._db.execute("SELECT wrapped FROM keys WHERE subject = ?", (subject,)).fetchone()
    return row[0]
