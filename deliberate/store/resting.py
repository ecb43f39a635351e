"""Devices that rest: on a shared tablet one person's secret is in hand, the others' are laid away.

What is laid away opens with three things together: the person's code, the tablet's own secret,
which only its cookie holds, and a key outside the database. Without the tablet four digits would be
guessed in minutes; with it there are five tries.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import scrypt
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Update,
    delete,
    exists,
    select,
    update,
)

from deliberate.sessions.ids import Millis, SeatId, SessionId

from .database import upsert
from .keys import derive
from .tables import resting_devices, seat_devices

TRIES = 5
A_DAY = 24 * 60 * 60 * 1000
_COST, _BLOCK = 2**14, 8


@dataclass(frozen=True, slots=True)
class Lock:
    """What a secret is laid away under: the code, the tablet's secret, and a key of the server."""

    code: str
    tablet: str
    secret: bytes

    def key(self, salt: bytes) -> bytes:
        slow = scrypt(self.code.encode(), salt=salt, n=_COST, r=_BLOCK, p=1, dklen=32)
        return derive(self.secret + self.tablet.encode() + slow, "resting device")


@dataclass(frozen=True, slots=True)
class Box:
    """A device's secret, laid away."""

    salt: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Resting:
    """A device that was laid away at a tablet at some time; without a box no code opens it."""

    device: str
    tablet: str
    box: Box | None
    rests: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A seat that a device opens, or opened until it ended."""

    device: str
    session: SessionId
    seat: SeatId
    live: bool


def close(token: str, device: str, lock: Lock) -> Box:
    """Lay the secret of a device away."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(lock.key(salt)).encrypt(nonce, token.encode(), device.encode())
    return Box(salt, nonce + sealed)


def unlocked(box: Box, device: str, lock: Lock) -> str | None:
    """The secret again, or None with another code or on another tablet."""
    box_key = AESGCM(lock.key(box.salt))
    try:
        return box_key.decrypt(box.sealed[:12], box.sealed[12:], device.encode()).decode()
    except InvalidTag:
        return None


def rest(conn: Connection, device: str, tablet: str, box: Box, at_ms: Millis) -> None:
    """From now on the device opens nothing, until its box is opened."""
    row = {
        "device_hash": device,
        "tablet_hash": tablet,
        "salt": box.salt,
        "sealed": box.sealed,
        "tries": 0,
        "rests": True,
        "at": at_ms,
    }
    upsert(conn, resting_devices, [row])


def rest_again(conn: Connection, device: str) -> None:
    """As before, under the same code."""
    conn.execute(_change(device).values(rests=True, tries=0))


def take_up(conn: Connection, device: str, tablet: str) -> None:
    """The person is back: the device opens its seats again, and everybody else of the tablet
    rests, even where two codes came at the same moment."""
    here = resting_devices.c.tablet_hash == tablet
    laid_away = resting_devices.c.sealed.is_not(None)
    conn.execute(update(resting_devices).where(here, laid_away).values(rests=True))
    conn.execute(_change(device).values(rests=False, tries=0))


def attempt(conn: Connection, device: str) -> Box | None:
    """The box for one try with a code; each try is counted before it is made."""
    known = find(conn, device)
    tries = _tries(conn, device)
    if known is None or tries >= TRIES:
        return None
    conn.execute(_change(device).values(tries=tries + 1))
    return known.box


def failed(conn: Connection, device: str) -> int:
    """How many tries are left after a wrong code; with the last one what was laid away goes."""
    left = TRIES - _tries(conn, device)
    if left <= 0:
        conn.execute(_change(device).values(salt=None, sealed=None))
    return max(left, 0)


def find(conn: Connection, device: str) -> Resting | None:
    found = conn.execute(_all().where(resting_devices.c.device_hash == device)).first()
    return _resting(found) if found else None


def at_tablet(conn: Connection, tablet: str) -> tuple[Resting, ...]:
    """Everything that was ever laid away here, in the order of the first time."""
    query = _all().where(resting_devices.c.tablet_hash == tablet)
    ordered = query.order_by(resting_devices.c.at, resting_devices.c.device_hash)
    return tuple(_resting(row) for row in conn.execute(ordered))


def places(conn: Connection, devices: Sequence[str]) -> tuple[Place, ...]:
    """The seats of these devices, whether they rest or not, the latest first."""
    known = seat_devices.c
    return _places(conn, known.device_hash.in_(devices), known.live | known.to_the_end)


def away(conn: Connection) -> tuple[Place, ...]:
    """The seats that nobody opens now, because whoever has them passed the tablet on."""
    known = seat_devices.c
    return _places(conn, known.live, rests(known.device_hash))


def clear(conn: Connection, at_ms: Millis) -> None:
    """What was laid away more than a day ago and opens no seat any more is thrown away."""
    opens = exists().where(
        seat_devices.c.device_hash == resting_devices.c.device_hash, seat_devices.c.live
    )
    conn.execute(delete(resting_devices).where(resting_devices.c.at < at_ms - A_DAY, ~opens))


def rests(device: str | ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a device rests, for queries about what it opens."""
    return exists().where(resting_devices.c.device_hash == device, resting_devices.c.rests)


def _places(conn: Connection, *where: ColumnElement[bool]) -> tuple[Place, ...]:
    known = seat_devices.c
    query = select(known.device_hash, known.session_id, known.seat, known.live).where(*where)
    found = conn.execute(query.order_by(known.at.desc(), known.seat))
    return tuple(Place(r.device_hash, SessionId(r[1]), SeatId(r.seat), r.live) for r in found)


def _all() -> Select[Any]:
    row = resting_devices.c
    return select(row.device_hash, row.tablet_hash, row.salt, row.sealed, row.rests)


def _change(device: str) -> Update:
    return update(resting_devices).where(resting_devices.c.device_hash == device)


def _tries(conn: Connection, device: str) -> int:
    query = select(resting_devices.c.tries).where(resting_devices.c.device_hash == device)
    return conn.execute(query).scalars().first() or 0


def _resting(row: Row[Any]) -> Resting:
    box = Box(row.salt, row.sealed) if row.salt and row.sealed else None
    return Resting(row.device_hash, row.tablet_hash, box, row.rests)
