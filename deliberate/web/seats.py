"""Which seat a request speaks for; strangers learn nothing, not even that a session exists."""

from dataclasses import dataclass

from deliberate.sessions.flow.decide import SCREEN as SCREEN_SEAT
from deliberate.sessions.ids import SeatId, SessionId
from deliberate.sessions.project import View
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.views.look import Presence
from deliberate.sessions.visibility import Sees
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

    @property
    def screen(self) -> bool:
        """Whether this is the projector and not a person."""
        return self.seat == SCREEN_SEAT


def member(house: House, session: SessionId, look: str = "") -> Member | Refusal:
    """The seat of this device: the projector's for the screen, else the person's if it has one."""
    device = house.devices.here()
    with reading(house.engine) as conn:
        mine = seats.seats_of(conn, session, device.hash)
        known = bool(mine) or seats.knew(conn, session, device.hash)
    if not mine:
        return Refusal("no_seat") if known else NOT_FOUND
    fitting = [seat for seat in mine if (seat == SCREEN_SEAT) == (look == SCREEN)]
    if not fitting and look == SCREEN:
        return NOT_FOUND
    return Member(session, (*fitting, *mine)[0], device.token)


def taken(house: House, session: SessionId, device: str, seat: SeatId) -> bool:
    """Whether somebody else sits at this device than whoever is to sit at `seat`: one at a time,
    so that nobody opens what another has answered."""
    with reading(house.engine) as conn:
        mine = seats.seats_of(conn, session, device)
    return seat != SCREEN_SEAT and bool(set(mine) - {seat, SCREEN_SEAT})


def view_of(
    house: House,
    who: Member,
    locale: str,
    *,
    asked: bool = False,
    also: Sees = Sees.NOTHING,
) -> View:
    """What this seat sees now; `asked` says that it is the answer to a command, or the page that
    a browser then goes to by itself, and `also` what is to be told besides."""
    presences = house.live.presences
    presence = Presence(
        presences.online(who.session),
        house.lobby.knocks(who.session),
        presences.resting(who.session),
    )
    view = house.runner.view(who.session, who.seat, who.token, locale, presence, also)
    leads = Role.MODERATOR in view.you.roles
    place = (who.session, who.seat)
    presences.looked(place, admitted=view.admitted, leads=leads, asked=asked)
    return view


def look_of(who: Member, view: View) -> str:
    """Which of the four screens of a stage this seat has."""
    if who.screen:
        return SCREEN
    if Role.MODERATOR in view.you.roles:
        return "moderator"
    return "recorder" if Role.RECORDER in view.you.roles else "seat"
