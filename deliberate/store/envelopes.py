"""The envelopes of blind answers: one slot per seat and question, only the newest kept.

A slot's name is a MAC under a key outside the database. With seat and question in the clear, the
write-ahead log would tell who changed which answer how often, and so which answers have a level.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, select, update

from deliberate.sessions.ids import QuestionId, SeatId, SessionId

from .database import upsert
from .keys import KeyStore, RoundRef
from .sealing import Context, fingerprint
from .tables import envelopes


@dataclass(frozen=True, slots=True)
class Envelope:
    """An answer on its way into the database; a private form has no sealed half."""

    context: Context
    sealed: bytes | None
    own: bytes


def put(conn: Connection, keys: KeyStore, new: Iterable[Envelope]) -> None:
    """Store envelopes in the place of earlier revisions."""
    secret = _secret(keys)
    rows = [
        {
            "session_id": envelope.context.session,
            "round_id": envelope.context.round,
            "attempt": envelope.context.attempt,
            "slot": _slot(secret, _ref(envelope.context), _seat_question(envelope.context)),
            "sealed": envelope.sealed,
            "own": envelope.own,
        }
        for envelope in new
    ]
    upsert(conn, envelopes, rows)


def sealed_of(conn: Connection, ref: RoundRef) -> Mapping[str, bytes]:
    """All sealed envelopes of a round by their fingerprint, which the log holds as well."""
    found = conn.execute(select(envelopes.c.sealed).where(_of(ref))).scalars()
    return {fingerprint(sealed): sealed for sealed in found if sealed is not None}


def own_of(
    conn: Connection, keys: KeyStore, seat: SeatId, asked: Iterable[tuple[RoundRef, QuestionId]]
) -> Mapping[tuple[RoundRef, QuestionId], bytes]:
    """A seat's own copies of its answers in one session, of however many rounds in one query."""
    secret = _secret(keys)
    slots = {_slot(secret, ref, (seat, question)): (ref, question) for ref, question in asked}
    if not slots:
        return {}
    sessions = {ref.session for ref, _ in slots.values()}
    rounds = {ref.round for ref, _ in slots.values()}
    query = select(envelopes.c.slot, envelopes.c.own).where(
        envelopes.c.session_id.in_(sessions),
        envelopes.c.round_id.in_(rounds),
        envelopes.c.slot.in_(slots),
    )
    return {slots[row.slot]: row.own for row in conn.execute(query) if row.own is not None}


def drop_sealed(conn: Connection, ref: RoundRef) -> None:
    """At the reveal: raters keep their own copies until the session closes."""
    conn.execute(update(envelopes).where(_of(ref)).values(sealed=None))


def drop_round(conn: Connection, ref: RoundRef) -> None:
    """When a round is void: nothing of it stays."""
    conn.execute(delete(envelopes).where(_of(ref)))


def drop_session(conn: Connection, session: SessionId) -> None:
    """At the close: own copies go too, and with them what was never released."""
    conn.execute(delete(envelopes).where(envelopes.c.session_id == session))


def _of(ref: RoundRef) -> ColumnElement[bool]:
    return (
        (envelopes.c.session_id == ref.session)
        & (envelopes.c.round_id == ref.round)
        & (envelopes.c.attempt == ref.attempt)
    )


def _ref(context: Context) -> RoundRef:
    return RoundRef(context.session, context.round, context.attempt)


def _seat_question(context: Context) -> tuple[SeatId, QuestionId]:
    return context.seat, context.question


def _secret(keys: KeyStore) -> bytes:
    return keys.derived("envelope slots")


def _slot(secret: bytes, ref: RoundRef, place: tuple[SeatId, QuestionId]) -> str:
    named = "\n".join((ref.session, ref.round, str(ref.attempt), *place))
    return hmac.digest(secret, named.encode(), "sha256").hex()
