"""The header of an event: what stays readable for ever, and the chain that holds it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import rfc8785
from sqlalchemy import Row

from deliberate.sessions.events import Event, unsigned
from deliberate.sessions.ids import Millis, SeatId, SessionId

from .encryption import Place

GENESIS = "0" * 64
"""What the first event of a session follows."""

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Header:
    """One event without its payload."""

    session: SessionId
    seq: int
    type: str
    schema: int
    actor_seat: str
    at: int
    subject: str
    payload_hash: str
    erases: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.session, self.seq, self.type, self.schema)

    def link(self, previous: str) -> str:
        """The hash of this header after the one before; without `erases` where it is empty."""
        body: dict[str, Any] = asdict(self)
        if not self.erases:
            del body["erases"]
        return sha256(bytes.fromhex(previous) + rfc8785.dumps(body)).hexdigest()

    def row(self, link: str) -> dict[str, Any]:
        """The header as a row of the events table."""
        row: dict[str, Any] = asdict(self)
        row["session_id"] = row.pop("session")
        row["erases"] = json.dumps(self.erases) if self.erases else None
        return row | {"hash": link}


def header(
    event: Event, place: Place, actor: SeatId, at: Millis, subject: str, payload: bytes
) -> Header:
    """The header of an event. One that names nobody only tells the minute: a count per seat, or
    a time to lay beside other traces, would tell something of the answers."""
    named = "" if unsigned(event) else actor
    moment = at if named else at - at % _MINUTE
    digest = sha256(payload).hexdigest()
    return Header(
        place.session, place.seq, place.type, place.schema, named, moment, subject, digest
    )


def from_row(row: Row[*tuple[Any, ...]]) -> Header:
    """The header in a row of the events table."""
    erases: Sequence[int] = json.loads(row.erases) if row.erases else ()
    return Header(
        SessionId(row.session_id),
        row.seq,
        row.type,
        row.schema,
        row.actor_seat,
        row.at,
        row.subject,
        row.payload_hash,
        tuple(erases),
    )
