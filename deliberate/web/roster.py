"""Whoever is invited into a group's consultation is known to that group, so that turns rotate."""

from dataclasses import replace

from deliberate.sessions.ids import GroupId, PersonId, SeatId, SessionId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import Invite
from deliberate.sessions.texts import plain_name
from deliberate.store import people
from deliberate.store.database import writing

from .house import House


def known(house: House, session: SessionId, seat: SeatId, command: Invite) -> Invite:
    """The same invitation, with the group's person of that name; a new name joins the group.

    Who a name stands for is the group's to say and not the sender's: else somebody could be
    invited as a stranger, and never have a turn.
    """
    state = house.runner.state(session)
    leads = state.roster.seats[seat].has(Role.MODERATOR)
    group = state.opened.group
    if group is None or not leads:
        return replace(command, person=None)
    return replace(command, person=_member(house, group, command))


def _member(house: House, group: GroupId, command: Invite) -> PersonId:
    """Who left the roster and is invited again is the same person, with the same turns behind."""
    with writing(house.engine) as conn:
        same = [p.id for p in people.known(conn, group) if _same(p.name, command.name)]
        if command.person in same:
            same.insert(0, command.person)
        if same:
            people.add_member(conn, group, same[0])
            return same[0]
        made = PersonId(house.token()[:22])
        person = people.Person(made, command.name, command.discipline, command.organisation)
        people.save_person(conn, person)
        people.add_member(conn, group, made)
    return made


def _same(one: str, other: str) -> bool:
    return plain_name(one) == plain_name(other)
