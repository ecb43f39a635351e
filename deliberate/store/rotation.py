"""Who has been devil's advocate when: what the rotation weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from deliberate.sessions.dates import day_at
from deliberate.sessions.draws import Attendance
from deliberate.sessions.ids import Day, GroupId, Millis, PersonId
from deliberate.sessions.state import Session
from deliberate.sessions.texts import plain_name

from . import people
from .tables import attendance


@dataclass(frozen=True, slots=True)
class Turns:
    """What a group is shown of one of its people, over twelve months."""

    name: str
    turns: int
    attended: int


def advocate_history(conn: Connection, group_id: GroupId, today: Day) -> tuple[Attendance, ...]:
    """What the rotation weighs, for every member and everybody who ever sat with the group.

    Who left the roster and comes back under another id is known by the name, and goes on with the
    turns had before.
    """
    rows = _rows(conn, group_id, today)
    last = rows[-1].session_id if rows else ""
    names = {p.id: plain_name(p.name) for p in people.known(conn, group_id)}
    mine: dict[str, list[Row[*tuple[Any, ...]]]] = {name: [] for name in names.values()}
    for row in rows:
        mine[names[PersonId(row.person_id)]].append(row)
    return tuple(_history(key, mine[names[key]], last, today) for key in sorted(names))


def turns(conn: Connection, group_id: GroupId, today: Day) -> tuple[Turns, ...]:
    """Everybody of the group who is on the roster or sat with it this year, each name once."""
    history = {a.person: a for a in advocate_history(conn, group_id, today)}
    here = {person.id for person in people.members(conn, group_id)}
    shown: dict[str, Turns] = {}
    for person in people.known(conn, group_id):
        past = history[person.id]
        if person.id in here or past.attended:
            told = Turns(person.name, past.turns, past.attended)
            shown.setdefault(plain_name(person.name), told)
    return tuple(shown[name] for name in sorted(shown))


def _rows(conn: Connection, group_id: GroupId, today: Day) -> Sequence[Row[*tuple[Any, ...]]]:
    query = (
        select(attendance)
        .where(attendance.c.group_id == group_id, attendance.c.day <= today)
        .order_by(attendance.c.at, attendance.c.session_id)
    )
    return conn.execute(query).all()


def renewed(conn: Connection, session: Session, at_ms: Millis) -> tuple[Attendance, ...] | None:
    """The group's history where it has met again since this session was opened."""
    setup = session.setup
    if setup is None or setup.group is None:
        return None
    if not met_since(conn, setup.group, setup.at):
        return None
    return advocate_history(conn, setup.group, day_at(at_ms))


def met_since(conn: Connection, group_id: GroupId, moment: Millis) -> bool:
    """Whether a meeting of the group was closed after a moment."""
    later = attendance.c.at > moment
    query = select(attendance.c.at).where(attendance.c.group_id == group_id, later).limit(1)
    return conn.execute(query).first() is not None


def _history(
    person_id: PersonId, mine: Sequence[Row[*tuple[Any, ...]]], last: str, today: Day
) -> Attendance:
    """Turns and chances are those of twelve months; having sat with the group does not expire."""
    since = _a_year_before(today)
    recent = [row for row in mine if row.day > since]
    turns = [row for row in recent if row.was_advocate]
    return Attendance(
        person=person_id,
        sessions=len(mine),
        attended=sum(row.eligible for row in recent),
        turns=len(turns),
        last_turn=turns[-1].day if turns else None,
        previous=any(r.was_advocate and r.session_id == last for r in mine),
        passed=any(row.passed and _quarter(row.day) == _quarter(today) for row in mine),
    )


def _a_year_before(today: Day) -> int:
    this = date.fromordinal(today)
    leap_day = (this.month, this.day) == (2, 29)
    return this.replace(year=this.year - 1, day=28 if leap_day else this.day).toordinal()


def _quarter(day: int) -> tuple[int, int]:
    this = date.fromordinal(day)
    return this.year, (this.month - 1) // 3
