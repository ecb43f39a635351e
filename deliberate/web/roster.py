"""Whoever is invited into a group's consultation is known to that group, so that turns rotate."""

from dataclasses import replace

from deliberate.sessions.ids import GroupId, PersonId, SeatId, SessionId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import Invite
from deliberate.store import people
from deliberate.store.database import writing

from .house import House


def known(house: House, session: SessionId, seat: SeatId, command: Invite) -> Invite:
    """The same invitation, with the group's member of that name; a new name joins the group."""
    state = house.runner.state(session)
    leads = state.roster.seats[seat].has(Role.MODERATOR)
    if state.opened.group is None or command.person is not None or not leads:
        return command
    return replace(command, person=_member(house, state.opened.group, command))


def _member(house: House, group: GroupId, command: Invite) -> PersonId:
    with writing(house.engine) as conn:
        named = {person.name: person.id for person in people.members(conn, group)}
        if command.name in named:
            return named[command.name]
        made = PersonId(house.token()[:22])
        person = people.Person(made, command.name, command.discipline, command.organisation)
        people.save_person(conn, person)
        people.add_member(conn, group, made)
    return made
