"""What was answered to a command, so that a repeat of it gets the same answer."""

import hmac
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select

from deliberate.sessions.ids import CommandKey, SeatId, SessionId

from .tables import commands


@dataclass(frozen=True, slots=True)
class Remembered:
    """A command that was carried out: its events, its body's MAC and the receipt given."""

    first_seq: int
    last_seq: int
    body_mac: str
    receipt: str | None

    def repeats(self, mac: str) -> bool:
        """Whether a command with this body's MAC is the same command."""
        return hmac.compare_digest(self.body_mac, mac)


_RECALL = select(
    commands.c.first_seq, commands.c.last_seq, commands.c.body_mac, commands.c.receipt
).where(commands.c.session_id == bindparam("session"), commands.c.key == bindparam("key"))


def recall(conn: Connection, session: SessionId, key: CommandKey) -> Remembered | None:
    row = conn.execute(_RECALL, {"session": session, "key": key}).first()
    return None if row is None else Remembered(*row)


def remember(conn: Connection, session: SessionId, key: CommandKey, remembered: Remembered) -> None:
    """Keep it in the transaction of the command's own events."""
    row = {
        "session_id": session,
        "key": key,
        "first_seq": remembered.first_seq,
        "last_seq": remembered.last_seq,
        "body_mac": remembered.body_mac,
        "receipt": remembered.receipt,
    }
    conn.execute(insert(commands), row)


def body_mac(mac_key: bytes, seat: SeatId, canonical_body: bytes) -> str:
    """The MAC of who asked what. A plain hash would give a four-level answer away, and a seat
    beside it in the clear would tell how many answers that seat gave."""
    asked = f"{len(seat)}:{seat}".encode() + canonical_body
    return hmac.digest(mac_key, asked, "sha256").hex()
