"""Erasing a subject: its payloads and key go, its headers and a tombstone stay."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, delete, select

from deliberate.sessions.events import Event, subject_of
from deliberate.sessions.ids import Millis, SeatId, SessionId

from . import event_log
from .event_log import Head
from .keys import KeyStore
from .tables import events as headers
from .tables import payloads


def erase(
    conn: Connection,
    keys: KeyStore,
    head: Head,
    subject: str,
    tombstone: Event,
    actor_seat: SeatId,
    at_ms: Millis,
) -> Head:
    """Remove all payloads of a subject and add the event that lists them.

    After the commit the caller destroys the subject's key and truncates the write-ahead log.
    """
    if subject_of(tombstone, head.session) == subject:
        raise ValueError("a tombstone may not lie under the key that it buries")
    of_subject = select(headers.c.seq).where(
        headers.c.session_id == head.session, headers.c.subject == subject
    )
    seqs = tuple(conn.execute(of_subject.order_by(headers.c.seq)).scalars())
    conn.execute(
        delete(payloads).where(payloads.c.session_id == head.session, payloads.c.seq.in_(seqs))
    )
    return event_log.append(conn, keys, head, [tombstone], actor_seat, at_ms, erases=seqs)


def erased_subjects(conn: Connection) -> Iterator[tuple[SessionId, str]]:
    """Every subject of every session that was erased, for the key store's start-up check."""
    tombstones = select(headers.c.session_id, headers.c.erases).where(headers.c.erases.is_not(None))
    for session, erases in conn.execute(tombstones).all():
        of_these = select(headers.c.subject).where(
            headers.c.session_id == session, headers.c.seq.in_(json.loads(erases))
        )
        for subject in conn.execute(of_these.distinct()).scalars():
            yield SessionId(session), subject
