"""One session's log: created once, extended under its lock, read from any point."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from deliberate.sessions.events import Event, subject_of
from deliberate.sessions.ids import CaseId, GroupId, Millis, SeatId, SessionId

from . import codec, encryption
from .codec import SCHEMA, Erased
from .encryption import Place
from .headers import GENESIS, header
from .keys import KeyStore
from .tables import events as headers
from .tables import payloads, sessions


class LogBroken(Exception):
    """The log is not whole; `deliberate verify` says where."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a session: its number and the hash that covers all before it."""

    session: SessionId
    seq: int
    hash: str


def create(
    conn: Connection,
    session_id: SessionId,
    at_ms: Millis,
    group_id: GroupId | None = None,
    case_id: CaseId | None = None,
) -> Head:
    """Make the row that everybody locks, before there is anything to lock it for."""
    row = {"id": session_id, "group_id": group_id, "case_id": case_id, "created_at": at_ms}
    conn.execute(insert(sessions), row | {"head_seq": 0, "head_hash": GENESIS})
    return Head(session_id, 0, GENESIS)


_HEAD = select(sessions.c.head_seq, sessions.c.head_hash).where(
    sessions.c.id == bindparam("session")
)
_LOCK = _HEAD.with_for_update()
_MOVE = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(head_seq=bindparam("seq"), head_hash=bindparam("hash"))
)
_ERASES = select(headers.c.erases).where(
    headers.c.session_id == bindparam("session"), headers.c.erases.is_not(None)
)
_READ = (
    select(headers, payloads.c.sealed)
    .outerjoin_from(
        headers,
        payloads,
        (payloads.c.session_id == headers.c.session_id) & (payloads.c.seq == headers.c.seq),
    )
    .where(headers.c.session_id == bindparam("session"), headers.c.seq > bindparam("after"))
    .order_by(headers.c.seq)
)


def head(conn: Connection, session_id: SessionId) -> Head | None:
    return _head(conn.execute(_HEAD, {"session": session_id}).first(), session_id)


def lock(conn: Connection, session_id: SessionId) -> Head | None:
    """Hold the session until the transaction ends, so that commands take turns."""
    return _head(conn.execute(_LOCK, {"session": session_id}).first(), session_id)


def append(
    conn: Connection,
    keys: KeyStore,
    head: Head,
    events: Sequence[Event],
    actor_seat: SeatId,
    at_ms: Millis,
    erases: tuple[int, ...] = (),
) -> Head:
    """Add events after a locked head. Their keys are durable before the log can be.

    `erases` lists the events whose payloads these events declare erased (see `erasure`).
    """
    if not events:
        return head
    subjects = [subject_of(event, head.session) for event in events]
    keys.make(head.session, subjects)
    rows, sealed = [], []
    for event, subject in zip(events, subjects, strict=True):
        place = Place(head.session, head.seq + 1, codec.wire_name(event), SCHEMA)
        payload = encryption.encrypt(keys.made(place.session, subject), place, codec.dump(event))
        top = replace(header(event, place, actor_seat, at_ms, subject, payload), erases=erases)
        head = Head(head.session, place.seq, top.link(head.hash))
        rows.append(top.row(head.hash))
        sealed.append({"session_id": place.session, "seq": place.seq, "sealed": payload})
    conn.execute(insert(headers), rows)
    conn.execute(insert(payloads), sealed)
    conn.execute(_MOVE, {"session": head.session, "seq": head.seq, "hash": head.hash})
    return head


def read(
    conn: Connection, keys: KeyStore, session_id: SessionId, after: int = 0
) -> list[Event | Erased]:
    """The events after a number, in order; LogBroken when one is missing."""
    rows = conn.execute(_READ, {"session": session_id, "after": after}).all()
    if any(row.seq != seq for seq, row in enumerate(rows, start=after + 1)):
        raise LogBroken(f"session {session_id} misses an event")
    missing = {row.seq for row in rows if row.sealed is None}
    if missing and not missing <= erased_seqs(conn, session_id):
        raise LogBroken(f"session {session_id} misses a payload that was never erased")
    return [_event(keys, row) for row in rows]


def erased_seqs(conn: Connection, session_id: SessionId) -> frozenset[int]:
    """The events whose payloads were erased, as the log itself says."""
    lists = conn.execute(_ERASES, {"session": session_id}).scalars()
    return frozenset(seq for erases in lists for seq in json.loads(erases))


def _head(row: Row[*tuple[Any, ...]] | None, session_id: SessionId) -> Head | None:
    return None if row is None else Head(session_id, row.head_seq, row.head_hash)


def _event(keys: KeyStore, row: Row[*tuple[Any, ...]]) -> Event | Erased:
    if row.sealed is None:
        return Erased(row.type, row.subject)
    place = Place(SessionId(row.session_id), row.seq, row.type, row.schema)
    key = keys.get(place.session, row.subject)
    if key is None:
        raise LogBroken(f"the key of {row.subject} is gone")
    return codec.load(row.type, row.schema, encryption.decrypt(key, place, row.sealed))
