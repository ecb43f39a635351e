"""People, their groups and cases: plain rows."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from deliberate.sessions.ids import CaseId, GroupId, Millis, PersonId

from .database import upsert
from .tables import attendance, cases, group_members, groups, people


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be invited by name."""

    id: PersonId
    name: str
    discipline: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A team that deliberates together."""

    id: GroupId
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """A file, under a made-up label."""

    id: CaseId
    label: str
    opened_at: Millis
    group: GroupId | None = None


def save_person(conn: Connection, person: Person) -> None:
    row = {
        "id": person.id,
        "name": person.name,
        "discipline": person.discipline,
        "organisation": person.organisation,
    }
    upsert(conn, people, [row])


def person(conn: Connection, person_id: PersonId) -> Person | None:
    row = conn.execute(select(people).where(people.c.id == person_id)).first()
    return None if row is None else _person(row)


def save_group(conn: Connection, group: Group) -> None:
    upsert(conn, groups, [{"id": group.id, "name": group.name}])


def all_groups(conn: Connection) -> tuple[Group, ...]:
    rows = conn.execute(select(groups).order_by(groups.c.name, groups.c.id))
    return tuple(Group(GroupId(row.id), row.name) for row in rows)


def add_member(conn: Connection, group_id: GroupId, person_id: PersonId) -> None:
    """Put a person on a group's roster; a member stays one member."""
    remove_member(conn, group_id, person_id)
    conn.execute(insert(group_members), {"group_id": group_id, "person_id": person_id})


def remove_member(conn: Connection, group_id: GroupId, person_id: PersonId) -> None:
    """Take a person off the roster; the turns they had stay with the group."""
    conn.execute(
        delete(group_members).where(
            group_members.c.group_id == group_id, group_members.c.person_id == person_id
        )
    )


def members(conn: Connection, group_id: GroupId) -> tuple[Person, ...]:
    """A group's roster by name."""
    query = select(people).join(group_members).where(group_members.c.group_id == group_id)
    return tuple(_person(row) for row in conn.execute(query.order_by(people.c.name, people.c.id)))


def known(conn: Connection, group_id: GroupId) -> tuple[Person, ...]:
    """The members, and after them everybody who ever sat with the group, the latest first."""
    now = members(conn, group_id)
    last = (
        select(attendance.c.person_id, func.max(attendance.c.at).label("at"))
        .where(attendance.c.group_id == group_id)
        .group_by(attendance.c.person_id)
        .subquery()
    )
    query = select(people).join(last, last.c.person_id == people.c.id)
    rows = conn.execute(query.order_by(last.c.at.desc(), people.c.id))
    here = {person.id for person in now}
    return (*now, *(_person(row) for row in rows if row.id not in here))


def open_case(conn: Connection, case: Case) -> None:
    row = {
        "id": case.id,
        "group_id": case.group,
        "label": case.label,
        "opened_at": case.opened_at,
    }
    conn.execute(insert(cases), row)


def relabel_case(conn: Connection, case_id: CaseId, label: str) -> None:
    conn.execute(update(cases).where(cases.c.id == case_id).values(label=label))


def cases_of(conn: Connection, group_id: GroupId) -> tuple[Case, ...]:
    """A group's cases, the latest first."""
    query = select(cases).where(cases.c.group_id == group_id)
    rows = conn.execute(query.order_by(cases.c.opened_at.desc(), cases.c.id))
    return tuple(Case(CaseId(r.id), r.label, Millis(r.opened_at), group_id) for r in rows)


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(PersonId(row.id), row.name, row.discipline, row.organisation)
