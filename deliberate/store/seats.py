"""Which device opens which seat, and how often strangers may guess at a way in."""

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from deliberate.sessions.ids import Millis, SeatId, SessionId

from .database import upsert
from .resting import rests
from .tables import guesses, seat_devices

WINDOW_MS = 10 * 60 * 1000
PER_CODE = 10
PER_ADDRESS = 60
IN_ALL = 600


def bind(
    conn: Connection, session: SessionId, seat: SeatId, device_hash: str, at_ms: Millis
) -> None:
    """Let a device open a seat from now on; the seat's earlier device stops."""
    unbind(conn, session, seat)
    row = {
        "session_id": session,
        "seat": seat,
        "device_hash": device_hash,
        "live": True,
        "at": at_ms,
        "to_the_end": False,
    }
    upsert(conn, seat_devices, [row])


def unbind(conn: Connection, session: SessionId, seat: SeatId) -> None:
    _stop(conn, (seat_devices.c.session_id == session) & (seat_devices.c.seat == seat))


def end(conn: Connection, session: SessionId, seat: SeatId) -> None:
    """The seat is over; which device held it until then stays known."""
    which = (seat_devices.c.session_id == session) & (seat_devices.c.seat == seat)
    over = update(seat_devices).where(which, seat_devices.c.live)
    conn.execute(over.values(live=False, to_the_end=True))


def unbind_all(conn: Connection, session: SessionId) -> None:
    """No device opens any seat of this session any more."""
    _stop(conn, seat_devices.c.session_id == session)


def seats_of(conn: Connection, session: SessionId, device_hash: str) -> tuple[SeatId, ...]:
    """The seats of a session that a device opens; one that rests opens none."""
    query = select(seat_devices.c.seat).where(
        seat_devices.c.session_id == session, _live(device_hash)
    )
    found = conn.execute(query.order_by(seat_devices.c.seat)).scalars()
    return tuple(SeatId(seat) for seat in found)


def held(conn: Connection, session: SessionId, device_hash: str) -> tuple[SeatId, ...]:
    """The seats of a session that a device opens, or opened until they ended."""
    query = select(seat_devices.c.seat).where(
        seat_devices.c.session_id == session,
        seat_devices.c.device_hash == device_hash,
        _kept(),
        ~rests(device_hash),
    )
    found = conn.execute(query.order_by(seat_devices.c.seat)).scalars()
    return tuple(SeatId(seat) for seat in found)


def holder(conn: Connection, session: SessionId, seat: SeatId) -> str | None:
    """The hash of the device that opens a seat, or opened it until it ended."""
    query = select(seat_devices.c.device_hash).where(
        seat_devices.c.session_id == session, seat_devices.c.seat == seat, _kept()
    )
    found: str | None = conn.execute(query).scalars().first()
    return found


def sessions_of(conn: Connection, device_hash: str) -> tuple[SessionId, ...]:
    """The sessions in which a device opens a seat, the latest first."""
    query = (
        select(seat_devices.c.session_id)
        .where(_live(device_hash))
        .group_by(seat_devices.c.session_id)
        .order_by(func.max(seat_devices.c.at).desc())
    )
    return tuple(SessionId(session) for session in conn.execute(query).scalars())


def is_live(conn: Connection, session: SessionId, seat: SeatId, device_hash: str) -> bool:
    """Whether this device opens this seat now."""
    return seat in seats_of(conn, session, device_hash)


def knew(conn: Connection, session: SessionId, device_hash: str) -> bool:
    """Whether this device ever opened a seat of this session."""
    query = select(seat_devices.c.seat).where(
        seat_devices.c.session_id == session, seat_devices.c.device_hash == device_hash
    )
    return conn.execute(query.limit(1)).first() is not None


def guess(conn: Connection, code_mac: str, address_mac: str, at_ms: Millis, *, right: bool) -> bool:
    """Whether a try with a join code may count; a wrong one is counted when it may.

    Ten per code, sixty per address and six hundred in all within ten minutes. Right ones are not
    counted, so a full room can type one code; a device that has its seat never comes here.
    """
    conn.execute(delete(guesses).where(guesses.c.at <= at_ms - WINDOW_MS))
    limits = (
        (guesses.c.code_mac == code_mac, PER_CODE),
        (guesses.c.address_mac == address_mac, PER_ADDRESS),
        (guesses.c.id.is_not(None), IN_ALL),
    )
    if any(_count(conn, which) >= limit for which, limit in limits):
        return False
    if not right:
        row = {"code_mac": code_mac, "address_mac": address_mac, "at": at_ms}
        conn.execute(insert(guesses), row)
    return True


def _count(conn: Connection, which: ColumnElement[bool]) -> int:
    return conn.execute(select(func.count()).select_from(guesses).where(which)).scalar_one()


def _stop(conn: Connection, which: ColumnElement[bool]) -> None:
    conn.execute(update(seat_devices).where(which, seat_devices.c.live).values(live=False))


def _live(device_hash: str) -> ColumnElement[bool]:
    mine = seat_devices.c.device_hash == device_hash
    return mine & seat_devices.c.live & ~rests(device_hash)


def _kept() -> ColumnElement[bool]:
    return seat_devices.c.live | seat_devices.c.to_the_end
