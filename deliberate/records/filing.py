"""From a session to the records of its readers: drafts while it lasts, stored bytes afterwards."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from deliberate.bias_guards import GUARDS
from deliberate.sessions.copies import reader, recipients
from deliberate.sessions.ids import SeatId, SessionId
from deliberate.sessions.project import View, project
from deliberate.sessions.roles import Role
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Recipient, Viewer
from deliberate.store import records as stored_records
from deliberate.store.keys import KeyStore
from deliberate.store.signature import told

from ._record import Record, build, canonical, envelope, read

FILE = SeatId("file")


@dataclass(frozen=True, slots=True)
class Copy:
    """One reader's record: signed bytes once the session is closed, a draft until then."""

    recipient: Recipient
    canonical: bytes
    signature: Mapping[str, Any] | None

    @property
    def record(self) -> Record:
        return read(self.canonical)

    @property
    def signed(self) -> bool:
        return self.signature is not None

    @property
    def json(self) -> bytes:
        """What is handed out as a file, and can be checked without this program's data."""
        return envelope(self.canonical, self.signature)


def seen_by(session: Session, one: Recipient, locale: str) -> View:
    """The view from which this reader's record is built; all that is left out is left out here."""
    viewer = Viewer(FILE, frozenset({Role.FILE}), locale=locale)
    return project(session, reader(one, viewer), GUARDS)


def draft(session: Session, one: Recipient, id_: SessionId, head: str, locale: str) -> Copy:
    """A record as it stands now, unsigned."""
    made = build(seen_by(session, one, locale), id_, head, locale)
    return Copy(one, canonical(made), None)


def drafts(session: Session, id_: SessionId, head: str, locale: str) -> Mapping[str, bytes]:
    """The bytes of every reader's record, by the reader's key: what is stored at the close."""
    return {
        one.key: draft(session, one, id_, head, locale).canonical for one in recipients(session)
    }


def kept(
    conn: Connection, keys: KeyStore, id_: SessionId, one: Recipient, version: int | None = None
) -> Copy | None:
    """The stored record of a reader; the same bytes every time."""
    found = stored_records.load(conn, keys, id_, one.key, version)
    if found is None:
        return None
    signature = told(found.signed, json.loads(found.canonical))
    return Copy(one, found.canonical, signature)
