"""The canonical bytes of closed records, one for each reader, from which every format is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Row, func, insert, select

from deliberate.sessions.ids import Millis, SeatId, SessionId

from . import codec, encryption
from .encryption import Place
from .keys import KeyStore
from .signature import Signed, fits
from .tables import copies, records

FILE = "file"
SUBJECT = "record"


@dataclass(frozen=True, slots=True)
class Stored:
    """One reader's record as it was stored, with the signature that was put under it."""

    canonical: bytes
    sha256: str
    signed: Signed


@dataclass(frozen=True, slots=True)
class Made:
    """One line of the log of copies."""

    recipient: str
    form: str
    seat: SeatId
    at: Millis


def save(
    conn: Connection,
    keys: KeyStore,
    session: SessionId,
    canonical: Mapping[str, bytes],
    at_ms: Millis,
) -> Mapping[str, str]:
    """Store the records of all readers as the next version, encrypted and signed, and return the
    SHA-256 of each in hex."""
    key, version = keys.made(session, SUBJECT), _latest(conn, session) + 1
    rows = [_row(key, keys, session, version, reader, data) for reader, data in canonical.items()]
    conn.execute(insert(records), [{**row, "at": at_ms} for row in rows])
    return {str(row["recipient"]): str(row["sha256"]) for row in rows}


def load(
    conn: Connection,
    keys: KeyStore,
    session: SessionId,
    recipient: str = FILE,
    version: int | None = None,
) -> Stored | None:
    """One reader's record, of the latest version unless said; None where there is none or it was
    erased."""
    wanted = version or _latest(conn, session)
    one = (records.c.session_id == session) & (records.c.recipient == recipient)
    row = conn.execute(select(records).where(one & (records.c.version == wanted))).first()
    key = keys.get(session, SUBJECT)
    return _opened(keys, key, row) if row is not None and key is not None else None


def unfit(
    conn: Connection, keys: KeyStore, session: SessionId, sealed: Sequence[Mapping[str, str]]
) -> str:
    """What is wrong with the stored records of a session, or nothing; `sealed` has for every
    version the fingerprints that the log knows."""
    query = select(records).where(records.c.session_id == session).order_by(records.c.version)
    rows = conn.execute(query).all()
    for version, known in enumerate(sealed, start=1):
        stored = {row.recipient: row.sha256 for row in rows if row.version == version}
        if stored != known:
            return "record removed" if set(known) - set(stored) else "record altered"
    if any(row.version > len(sealed) for row in rows):
        return "record inserted"
    key = keys.get(session, SUBJECT)
    return "record altered" if key and any(_altered(keys, key, row) for row in rows) else ""


def _altered(keys: KeyStore, key: bytes, row: Row[tuple[object, ...]]) -> bool:
    try:
        stored = _opened(keys, key, row)
    except codec.Unreadable:
        return True
    right = sha256(stored.canonical).hexdigest() == stored.sha256
    return not right or not _fits(stored)


def log(
    conn: Connection, session: SessionId, recipient: str, form: str, seat: SeatId, at_ms: Millis
) -> None:
    """Write down that a copy was made."""
    row = {"session_id": session, "recipient": recipient, "form": form, "seat": seat, "at": at_ms}
    conn.execute(insert(copies), row)


def logged(conn: Connection, session: SessionId) -> Iterable[Made]:
    query = select(copies).where(copies.c.session_id == session).order_by(copies.c.id)
    return tuple(Made(r.recipient, r.form, SeatId(r.seat), r.at) for r in conn.execute(query))


def _latest(conn: Connection, session: SessionId) -> int:
    query = select(func.max(records.c.version)).where(records.c.session_id == session)
    return conn.execute(query).scalar() or 0


def _row(
    key: bytes, keys: KeyStore, session: SessionId, version: int, recipient: str, canonical: bytes
) -> dict[str, str | int | bytes]:
    signed, digest = keys.signer.sign(canonical), sha256(canonical).hexdigest()
    return {
        "session_id": session,
        "version": version,
        "recipient": recipient,
        "sha256": digest,
        "sealed": encryption.encrypt(key, _place(session, digest), canonical),
        "key_id": signed.key,
        "signature": signed.value,
    }


def _opened(keys: KeyStore, key: bytes, row: Row[tuple[object, ...]]) -> Stored:
    place = _place(SessionId(row.session_id), row.sha256)
    canonical = encryption.decrypt(key, place, row.sealed).rstrip(b" ")
    public = keys.signer.public_of(row.key_id)
    return Stored(canonical, row.sha256, Signed(row.key_id, public, row.signature))


def _fits(stored: Stored) -> bool:
    return fits(stored.signed.public, stored.signed.value, stored.canonical)


def _place(session: SessionId, digest: str) -> Place:
    return Place(session, 0, digest, 1)
