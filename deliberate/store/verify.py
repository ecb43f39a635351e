"""Whether every log is whole: the chain, the payloads, the heads, and an older copy or head."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from deliberate.sessions.flow.events import RecordSealed
from deliberate.sessions.ids import SessionId

from . import codec, encryption, event_log, records
from .database import reading
from .headers import GENESIS, Header, from_row
from .keys import KeyStore
from .tables import events, payloads, sessions


@dataclass(frozen=True, slots=True)
class Bad:
    """The first event of a session that is not as it was written."""

    session: SessionId
    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and found; `heads` holds the last hash of each session."""

    sessions: int = 0
    events: int = 0
    erased: int = 0
    first_bad: Bad | None = None
    heads: Mapping[SessionId, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.first_bad is None


@dataclass(frozen=True, slots=True)
class Link:
    """A header as it stands in the database, with its hash and its payload's bytes."""

    header: Header
    hash: str
    sealed: bytes | None


def verify_database(
    engine: Engine, keys: KeyStore | None = None, against: Path | str | None = None
) -> Report:
    """Check all sessions; with keys every payload is decrypted as well.

    `against` is an older copy of the database, or the hash of a head that was once printed.
    """
    report = Report()
    older = _older_copy(against) if isinstance(against, Path) else {}
    with reading(engine) as conn:
        for head in conn.execute(select(sessions).order_by(sessions.c.id)).all():
            report = _with_session(report, conn, keys, head, older)
            if not report.ok:
                return report
        return replace(report, first_bad=_gone(conn, report, older, against))


def as_json(report: Report) -> dict[str, Any]:
    """The report in the shape of the command `verify`."""
    bad = report.first_bad
    return {
        "ok": report.ok,
        "kind": "database",
        "sessions": report.sessions,
        "events": report.events,
        "erased": report.erased,
        "first_bad": bad and {"session": bad.session, "seq": bad.seq, "what": bad.what},
        "head": max(report.heads.items(), default=("", None))[1],
        "heads": dict(report.heads),
    }


def _with_session(
    report: Report,
    conn: Connection,
    keys: KeyStore | None,
    head: Row[*tuple[Any, ...]],
    older: Mapping[str, Sequence[str]],
) -> Report:
    session = SessionId(head.id)
    chain = list(_links(conn, session))
    erased = {seq for link in chain for seq in link.header.erases}
    found = (
        _broken(chain, head)
        or _changed_since(chain, older.get(session, ()))
        or next(_bad_payloads(chain, erased, keys), None)
        or (_bad_records(conn, keys, session, len(chain)) if keys else None)
    )
    return replace(
        report,
        sessions=report.sessions + 1,
        events=report.events + len(chain),
        erased=report.erased + len(erased),
        first_bad=found and Bad(session, *found),
        heads={**report.heads, session: head.head_hash},
    )


def _links(conn: Connection, session: SessionId) -> Iterator[Link]:
    both = (payloads.c.session_id == events.c.session_id) & (payloads.c.seq == events.c.seq)
    query = select(events, payloads.c.sealed).outerjoin_from(events, payloads, both)
    for row in conn.execute(query.where(events.c.session_id == session).order_by(events.c.seq)):
        yield Link(from_row(row), row.hash, row.sealed)


def _broken(chain: Sequence[Link], head: Row[*tuple[Any, ...]]) -> tuple[int, str] | None:
    """Where the chain of headers breaks, or does not end at the session's head."""
    previous = GENESIS
    for seq, link in enumerate(chain, start=1):
        if link.header.seq != seq:
            return seq, "removed"
        if seq > head.head_seq:
            return seq, "inserted"
        if link.header.link(previous) != link.hash:
            return seq, _break(chain, seq, previous, head.head_seq)
        previous = link.hash
    if len(chain) < head.head_seq:
        return len(chain) + 1, "removed"
    return None if previous == head.head_hash else (len(chain), "altered")


def _break(chain: Sequence[Link], seq: int, previous: str, expected: int) -> str:
    """What happened to the event at `seq`, whose hash does not follow from the one before."""
    later = (link for link in chain[seq:] if _fits(link, seq, previous))
    right = next(later, None)
    if right is None:
        return "removed" if len(chain) < expected else "altered"
    here, there = chain[seq - 1], right.header.seq
    before = right if there == seq + 1 else chain[there - 2]
    return "reordered" if _fits(here, there, before.hash) else "inserted"


def _fits(link: Link, seq: int, previous: str) -> bool:
    """Whether this event was written as number `seq` after the given hash."""
    return replace(link.header, seq=seq).link(previous) == link.hash


def _bad_payloads(
    chain: Sequence[Link], erased: set[int], keys: KeyStore | None
) -> Iterator[tuple[int, str]]:
    for link in chain:
        what = _payload_fault(link, link.header.seq in erased, keys)
        if what:
            yield link.header.seq, what


def _bad_records(
    conn: Connection, keys: KeyStore, session: SessionId, last: int
) -> tuple[int, str] | None:
    """Whether the stored records are those whose fingerprints are in the log, and signed."""
    log = event_log.read(conn, keys, session)
    sealed = [event for event in log if isinstance(event, RecordSealed)]
    known = [event.copies or {records.FILE: event.sha256} for event in sealed]
    what = records.unfit(conn, keys, session, known)
    return (last, what) if what else None


def _payload_fault(link: Link, erased: bool, keys: KeyStore | None) -> str | None:
    if link.sealed is None:
        return None if erased else "payload removed"
    if erased:
        return "payload not erased"
    if sha256(link.sealed).hexdigest() != link.header.payload_hash:
        return "payload altered"
    return _unreadable(link.header, link.sealed, keys) if keys else None


def _unreadable(header: Header, sealed: bytes, keys: KeyStore) -> str | None:
    key = keys.get(header.session, header.subject)
    if key is None:
        return "key missing"
    try:
        codec.load(header.type, header.schema, encryption.decrypt(key, header.place, sealed))
    except codec.Unreadable:
        return "payload unreadable"
    return None


def _changed_since(chain: Sequence[Link], older: Sequence[str]) -> tuple[int, str] | None:
    """Where the chain differs from an older copy of it."""
    for seq, known in enumerate(older, start=1):
        if seq > len(chain):
            return seq, "truncated"
        if chain[seq - 1].hash != known:
            return seq, "rewritten"
    return None


def _gone(
    conn: Connection,
    report: Report,
    older: Mapping[str, Sequence[str]],
    against: Path | str | None,
) -> Bad | None:
    """A whole session, or a printed head, that is no longer there."""
    orphans = select(events.c.session_id).where(events.c.session_id.not_in(report.heads))
    orphan = conn.execute(orphans.limit(1)).scalar()
    if orphan is not None:
        return Bad(SessionId(orphan), 0, "removed")
    missing = next((session for session in older if session not in report.heads), None)
    if missing is not None:
        return Bad(SessionId(missing), 1, "removed")
    if isinstance(against, str):
        query = select(events.c.seq).where(events.c.hash == against.lower())
        if conn.execute(query).first() is None:
            return Bad(SessionId(""), 0, "truncated")
    return None


def _older_copy(path: Path) -> Mapping[str, Sequence[str]]:
    """The hashes of every session in an older copy, which is opened without touching it."""
    found: dict[str, list[str]] = {}
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as older:
        query = "SELECT session_id, hash FROM events ORDER BY session_id, seq"
        for session, link in older.execute(query):
            found.setdefault(session, []).append(link)
    return found
