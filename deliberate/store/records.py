"""The canonical bytes of closed records, from which every later format is made."""

from hashlib import sha256

from sqlalchemy import Connection, insert, select

from deliberate.sessions.ids import Millis, SessionId

from . import codec
from .codec import Place
from .keys import KeyStore
from .tables import records

SUBJECT = "record"


def save(
    conn: Connection, keys: KeyStore, session: SessionId, canonical: bytes, at_ms: Millis
) -> str:
    """Store a record, encrypted, and return its SHA-256 in hex."""
    key = keys.made(session, SUBJECT)
    digest = sha256(canonical).hexdigest()
    sealed = codec.encrypt(key, _place(session, digest), canonical)
    row = {"session_id": session, "sha256": digest, "sealed": sealed, "at": at_ms}
    conn.execute(insert(records), row)
    return digest


def load(conn: Connection, keys: KeyStore, session: SessionId) -> bytes | None:
    """The latest record of a session, or None when it has none or it was erased."""
    query = select(records.c.sha256, records.c.sealed).where(records.c.session_id == session)
    row = conn.execute(query.order_by(records.c.at.desc()).limit(1)).first()
    key = keys.get(session, SUBJECT)
    if row is None or key is None:
        return None
    return codec.decrypt(key, _place(session, row.sha256), row.sealed).rstrip(b" ")


def _place(session: SessionId, digest: str) -> Place:
    return Place(session, 0, digest, 1)
