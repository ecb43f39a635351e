"""Several cases in one meeting: which sessions follow each other, and whose roster was carried."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from sqlalchemy import Connection, delete, func, insert, select, update

from deliberate.sessions.ids import SessionId

from .tables import agenda_items

AgendaId = NewType("AgendaId", str)


@dataclass(frozen=True, slots=True)
class Item:
    """One case of an agenda. Seats of a carried roster have the ids they have in `carried_from`."""

    agenda: AgendaId
    session: SessionId
    carried_from: SessionId | None = None

    @property
    def origin(self) -> SessionId:
        """Where the seats of this case were first laid."""
        return self.carried_from or self.session


def append(conn: Connection, item: Item) -> None:
    """Put a session last; a session is on one agenda at most."""
    last = select(func.max(agenda_items.c.place)).where(agenda_items.c.agenda_id == item.agenda)
    place = conn.execute(last).scalar_one()
    row = {
        "session_id": item.session,
        "agenda_id": item.agenda,
        "place": 0 if place is None else place + 1,
        "carried_from": item.carried_from,
    }
    conn.execute(insert(agenda_items), row)


def items(conn: Connection, agenda: AgendaId) -> tuple[Item, ...]:
    """The cases of an agenda in their order."""
    query = select(agenda_items).where(agenda_items.c.agenda_id == agenda)
    rows = conn.execute(query.order_by(agenda_items.c.place, agenda_items.c.session_id))
    return tuple(
        Item(
            AgendaId(row.agenda_id),
            SessionId(row.session_id),
            SessionId(row.carried_from) if row.carried_from else None,
        )
        for row in rows
    )


def around(conn: Connection, session: SessionId) -> tuple[Item, ...]:
    """The whole agenda that a session is on; nothing when it is on none."""
    query = select(agenda_items.c.agenda_id).where(agenda_items.c.session_id == session)
    agenda = conn.execute(query).scalars().first()
    return items(conn, AgendaId(agenda)) if agenda else ()


def arrange(conn: Connection, order: Iterable[SessionId]) -> None:
    """Give the sessions of one agenda the places in which they are named."""
    for place, session in enumerate(order):
        here = agenda_items.c.session_id == session
        conn.execute(update(agenda_items).where(here).values(place=place))


def take_off(conn: Connection, session: SessionId) -> None:
    conn.execute(delete(agenda_items).where(agenda_items.c.session_id == session))
