"""Which seat a request speaks for; strangers learn nothing, not even that a session exists."""

from dataclasses import dataclass

from deliberate.sessions.ids import SeatId, SessionId
from deliberate.sessions.project import View
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.views.look import Presence
from deliberate.store import seats
from deliberate.store.database import reading

from .house import House

SCREEN = "screen"
NOT_FOUND = Refusal("not_found")


@dataclass(frozen=True, slots=True)
class Member:
    """A live seat of this device, with the token that opens its own answers."""

    session: SessionId
    seat: SeatId
    token: str
    look: str


def member(house: House, session: SessionId, look: str = "") -> Member | Refusal:
    """The seat of this device: the projector's for the screen, else the person's if it has one."""
    device = house.devices.here()
    with reading(house.engine) as conn:
        mine = seats.seats_of(conn, session, device.hash)
        known = bool(mine) or seats.knew(conn, session, device.hash)
    if not mine:
        return Refusal("no_seat") if known else NOT_FOUND
    roster = house.runner.state(session).roster.seats
    screen = look == SCREEN
    fitting = [seat for seat in mine if (Role.SCREEN in roster[seat].roles) == screen]
    if not fitting and screen:
        return NOT_FOUND
    seat = (*fitting, *mine)[0]
    roles = roster[seat].roles
    shown = SCREEN if Role.SCREEN in roles else "moderator" if Role.MODERATOR in roles else "seat"
    return Member(session, seat, device.token, shown)


def view_of(house: House, who: Member, locale: str) -> View:
    """What this seat sees now; looking makes it present."""
    presences = house.live.presences
    presence = Presence(presences.online(who.session), house.lobby.knocks(who.session))
    view = house.runner.view(who.session, who.seat, who.token, locale, presence)
    leads = who.look == "moderator"
    place = (who.session, who.seat)
    if presences.looked(place, admitted=view.admitted, leads=leads) and not leads:
        house.live.nudge(who.session)
    return view
