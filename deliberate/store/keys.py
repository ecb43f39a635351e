"""The keys, outside the database: one random key per subject, wrapped by a master key."""

import os
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import sleep

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from deliberate.sessions.ids import RoundId, SessionId

from .database import PRAGMAS, private_folder, set_pragma
from .signing import Signer
from .signing_key import SigningUnusable

_TABLE = """CREATE TABLE IF NOT EXISTS keys (
    session TEXT NOT NULL, subject TEXT NOT NULL, wrapped BLOB NOT NULL,
    CONSTRAINT pk_keys PRIMARY KEY (session, subject))"""
_PRIVATE = "private:"
_CHECKPOINTS = 50


class KeysUnusable(Exception):
    """The key folder does not fit: a damaged master key, or keys of another one."""


@dataclass(frozen=True, slots=True)
class RoundRef:
    """One attempt of one blind round, which has a private key as long as it may be opened."""

    session: SessionId
    round: RoundId
    attempt: int


class KeyStore:
    """The folder with `master.key`, `keys.db` and what signs records; one object serves all threads
    of a process."""

    def __init__(self, folder: Path) -> None:
        private_folder(folder)
        self._master = _master(folder / "master.key")
        self._wrap = AESGCM(self.derived("wrapping"))
        self._lock = Lock()
        self._cache: dict[tuple[str, str], bytes] = {}
        self._db = _open(folder / "keys.db")
        self.signer = _signer(folder)

    def close(self) -> None:
        with self._lock:
            self._cache.clear()
            self._db.close()

    def derived(self, purpose: str) -> bytes:
        """A 256-bit key for one purpose, the same at every start."""
        return derive(self._master, f"deliberate {purpose}")

    def make(self, session: SessionId, subjects: Iterable[str]) -> None:
        """See to it that each subject has a key, durably: call it before the log commits."""
        missing = {s for s in subjects if (session, s) not in self._cache}
        if missing:
            with self._lock, self._transaction():
                for subject in sorted(missing):
                    self._insert(session, subject, secrets.token_bytes(32))

    def get(self, session: SessionId, subject: str) -> bytes | None:
        """The key of a subject, or None once it was destroyed or never made."""
        cached = self._cache.get((session, subject))
        if cached is not None:
            return cached
        with self._lock:
            key = self._read(session, subject)
            if key is not None:
                self._cache[session, subject] = key
        return key

    def made(self, session: SessionId, subject: str) -> bytes:
        """The key of a subject, made now where there is none yet."""
        self.make(session, [subject])
        key = self.get(session, subject)
        if key is None:
            raise KeysUnusable(f"the key of {subject} was destroyed while it was asked for")
        return key

    def destroy(self, session: SessionId, subjects: Iterable[str]) -> None:
        """Forget keys for ever, in memory and in the file: call it after the log commits."""
        self._delete((session, subject) for subject in subjects)

    def keep_round_private(self, ref: RoundRef, private: bytes) -> None:
        with self._lock, self._transaction():
            self._insert(ref.session, _private_subject(ref), private)

    def round_private(self, ref: RoundRef) -> bytes | None:
        with self._lock:
            return self._read(ref.session, _private_subject(ref))

    def destroy_round_private(self, ref: RoundRef) -> None:
        self._delete([(ref.session, _private_subject(ref))])

    def rounds(self) -> tuple[RoundRef, ...]:
        """Every attempt of a round whose private key is still there."""
        query = "SELECT session, subject FROM keys WHERE subject LIKE ? ORDER BY session, subject"
        with self._lock:
            rows = self._db.execute(query, (f"{_PRIVATE}%",)).fetchall()
        return tuple(_round_ref(session, subject) for session, subject in rows)

    def doctor(
        self,
        live_rounds: Collection[RoundRef],
        erased: Iterable[tuple[SessionId, str]] = (),
    ) -> int:
        """Finish what a crash left: destroy keys of rounds that are over and of erased subjects.

        Returns how many keys were still there.
        """
        over = {(r.session, _private_subject(r)) for r in self.rounds() if r not in live_rounds}
        left = {(s, subject) for s, subject in erased if self.get(s, subject) is not None}
        if over | left:
            self._delete(over | left)
        return len(over | left)

    def _insert(self, session: str, subject: str, key: bytes) -> None:
        nonce = secrets.token_bytes(12)
        wrapped = nonce + self._wrap.encrypt(nonce, key, _place(session, subject))
        query = "INSERT INTO keys VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        self._db.execute(query, (session, subject, wrapped))

    def _read(self, session: str, subject: str) -> bytes | None:
        query = "SELECT wrapped FROM keys WHERE session = ? AND subject = ?"
        row = self._db.execute(query, (session, subject)).fetchone()
        if row is None:
            return None
        try:
            return self._wrap.decrypt(row[0][:12], row[0][12:], _place(session, subject))
        except InvalidTag:
            raise KeysUnusable("keys.db was not made with this master.key") from None

    def _delete(self, places: Iterable[tuple[str, str]]) -> None:
        with self._lock:
            with self._transaction():
                for place in places:
                    self._cache.pop(place, None)
                    self._db.execute("DELETE FROM keys WHERE session = ? AND subject = ?", place)
            self._truncate_wal()

    def _truncate_wal(self) -> None:
        """Empty keys.db-wal, in which deleted keys would stay; another process may be reading."""
        for _ in range(_CHECKPOINTS):
            busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            sleep(0.02)
        raise KeysUnusable("keys.db is held by another process, so deleted keys stay in its log")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def derive(secret: bytes, purpose: str) -> bytes:
    """A 256-bit key from a secret, for one purpose (HKDF with SHA-256)."""
    return HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def _signer(folder: Path) -> Signer:
    try:
        return Signer(folder)
    except SigningUnusable as error:
        raise KeysUnusable(str(error)) from error


def _open(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    path.chmod(0o600)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in PRAGMAS:
        set_pragma(db, pragma)
    db.execute(_TABLE)
    return db


def _master(path: Path) -> bytes:
    """The master key, made on first use; of two processes that start at once the first wins."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
    key = path.read_bytes()
    if len(key) != 32:
        raise KeysUnusable(f"{path} should hold 32 bytes and holds {len(key)}")
    return key


def _place(session: str, subject: str) -> bytes:
    return f"{len(session)}:{session}{subject}".encode()


def _private_subject(ref: RoundRef) -> str:
    return f"{_PRIVATE}{ref.attempt}:{ref.round}"


def _round_ref(session: str, subject: str) -> RoundRef:
    attempt, _, round_id = subject.removeprefix(_PRIVATE).partition(":")
    return RoundRef(SessionId(session), RoundId(round_id), int(attempt))
