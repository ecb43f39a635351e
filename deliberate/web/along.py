"""Taking people along: whoever sat in a case goes on to their own seat in the next, uninvited
people learning nothing of it."""

from dataclasses import dataclass, replace

from deliberate.runner import Done
from deliberate.sessions.flow.decide import SCREEN
from deliberate.sessions.ids import CommandKey, SeatId, SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.seating.commands import AdmitSeat
from deliberate.sessions.seating.decide import LED
from deliberate.sessions.seating.state import Seat, Standing
from deliberate.store import seats
from deliberate.store.database import reading

from .agenda import Case, case_of, cases
from .house import House


@dataclass(frozen=True, slots=True)
class Place:
    """The seat of this device's person in another case: `begun` once the moderator has begun
    it, `here` when this device opens it already, `elsewhere` when another one does."""

    session: SessionId
    seat: SeatId
    begun: bool
    here: bool = False
    elsewhere: bool = False


def place_after(house: House, session: SessionId, device: str, *, screen: bool) -> Place | None:
    """Where a device that sat in a case which is over goes on, or is to wait for going on."""
    found = cases(house, session)
    this = case_of(found, session)
    if this is None or not this.over:
        return None
    with reading(house.engine) as conn:
        held = [this.state.roster.seats[s] for s in seats.held(conn, session, device)]
    sat = [seat for seat in held if seat.stayed and (seat.id == SCREEN) == screen]
    others = [case for case in found if case is not this and not case.over]
    for case in sorted(others, key=lambda case: case.ahead):
        for seat in sat:
            place = _screen(house, case, device) if screen else _place(house, this, seat, case)
            if place:
                return _seen(house, case, place, device)
    return None


def take(house: House, place: Place, device: str) -> SessionId | Refusal:
    """Sit down in the next case, once; nobody but the person of that seat gets so far."""
    if not place.begun:
        return Refusal("case_not_begun")
    if place.here:
        return place.session
    key = CommandKey(f"along-{place.seat}-{device[:16]}")
    outcome = house.runner.run(place.session, AdmitSeat(seat=place.seat, device=device), None, key)
    if not isinstance(outcome, Done):
        return outcome
    house.live.cut_off(place.session, (place.seat,))
    return place.session


def _place(house: House, this: Case, seat: Seat, case: Case) -> Place | None:
    target = _same_person(this, seat, case)
    if target is None or target.standing in {Standing.ABSENT, Standing.ENDED}:
        return None
    return Place(case.session, target.id, begun=case.on)


def _same_person(this: Case, seat: Seat, case: Case) -> Seat | None:
    """By the group's own id of a person, or by the seat that was carried over with its name;
    never a seat that leads, and nobody where it is not certain."""
    mine, theirs = this.state.roster.seats.values(), case.state.roster.seats.values()
    if seat.roles & LED:
        return None
    if seat.person is not None:
        if sum(s.person == seat.person for s in mine) > 1:
            return None
        same = [s for s in theirs if s.person == seat.person]
    elif this.item.origin == case.item.origin:
        same = [s for s in theirs if (s.id, s.name, s.person) == (seat.id, seat.name, None)]
    else:
        same = []
    return same[0] if len(same) == 1 and not same[0].roles & LED else None


def _screen(house: House, case: Case, device: str) -> Place | None:
    """The projector waits for the moderator, who brings it along."""
    with reading(house.engine) as conn:
        follows = seats.holder(conn, case.session, SCREEN) in {None, device}
    return Place(case.session, SCREEN, begun=case.on) if follows else None


def _seen(house: House, case: Case, place: Place, device: str) -> Place | None:
    """With what this device knows of that seat; who sits there by another device needs nothing."""
    with reading(house.engine) as conn:
        holder = seats.holder(conn, place.session, place.seat)
    present = case.state.roster.seats[place.seat].present
    if present and holder != device:
        return None
    other = holder is not None and holder != device
    return replace(place, here=present, elsewhere=other)
