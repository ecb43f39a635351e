"""The people at the table, as this viewer may see them."""

from dataclasses import dataclass

from deliberate.sessions.ids import RoundId, SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.state import Round
from deliberate.sessions.seating.state import Seat
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Made, Sees

from .look import Look


@dataclass(frozen=True, slots=True)
class PersonView:
    """One seat; `done` is None where this viewer may not know who has sealed, and for everybody
    where nobody is waited for by name."""

    seat: SeatId
    name: str
    discipline: str
    organisation: str
    roles: tuple[str, ...]
    standing: str
    seated: bool
    online: bool
    mine: bool
    sharing: str = ""
    ground: str = ""
    reason: str = ""
    link: int = 0
    link_taken: bool = False
    done: bool | None = None
    rests: bool = False


@dataclass(frozen=True, slots=True)
class You:
    """The viewer's own seat."""

    seat: SeatId
    name: str
    roles: tuple[str, ...]
    admitted: bool
    advocate: bool = False


def you(session: Session, look: Look) -> You:
    seat = session.roster.seats.get(look.viewer.seat)
    if seat is None:
        return You(look.viewer.seat, "", tuple(sorted(look.viewer.roles)), admitted=True)
    is_advocate = session.challenge.advocate == seat.id
    return You(seat.id, seat.name, tuple(sorted(seat.roles)), seat.present, is_advocate)


def people(session: Session, look: Look, asked: RoundId | None) -> tuple[PersonView, ...]:
    if not look.may(Sees.ROSTER) or look.viewer.recipient.made is Made.FAMILY:
        return ()
    this = session.rounds.get(asked) if asked else None
    return tuple(
        _person(seat, look, this)
        for seat in session.roster.seats.values()
        if Role.SCREEN not in seat.roles
    )


def _person(seat: Seat, look: Look, this: Round | None) -> PersonView:
    leads = Role.MODERATOR in look.viewer.roles
    known = this is not None and look.may(Sees.SEATS_DONE)
    return PersonView(
        seat=seat.id,
        name=seat.name,
        discipline=seat.discipline,
        organisation=seat.organisation,
        roles=tuple(sorted(seat.roles)),
        standing=seat.standing,
        seated=seat.seated,
        online=leads and seat.id in look.presence.online,
        mine=seat.id == look.viewer.seat,
        sharing=seat.sharing if leads or Role.FILE in look.viewer.roles else "",
        ground=seat.ground if leads or Role.FILE in look.viewer.roles else "",
        reason=seat.reason,
        link=seat.link if leads else 0,
        link_taken=leads and seat.link_taken,
        done=this.done(seat.id) if this is not None and known else None,
        rests=leads and seat.id in look.presence.resting,
    )
