"""Who speaks when: by lot, and those whom the others look to after them."""

from collections.abc import Mapping

from deliberate.sessions.draws import shuffled
from deliberate.sessions.ids import SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.state import Seat
from deliberate.sessions.state import Session

from .state import Item

LAST = (Role.PRESENTER, Role.MODERATOR, Role.BOARD)
"""Who speaks after the others, in this order."""


def drawn(session: Session, item: Item, seed: str) -> tuple[SeatId, ...]:
    """The order for an item: anybody can repeat the lot from the seed and the seats."""
    here = _here(session)
    free = sorted(seat for seat, found in here.items() if not _turn(found))
    last = sorted(here.keys() - set(free), key=lambda seat: (_turn(here[seat]), seat))
    return (*shuffled(free, seed, f"order/{item.id}"), *last)


def speaking(session: Session, item: Item) -> tuple[Seat, ...]:
    """The order that was drawn, of who is here now; who came in since speaks after those drawn,
    and still before whoever speaks last."""
    if not item.order:
        return ()
    here = _here(session)
    places = {seat: place for place, seat in enumerate(item.order)}
    return tuple(sorted(here.values(), key=lambda s: (_turn(s), places.get(s.id, len(places)))))


def _here(session: Session) -> Mapping[SeatId, Seat]:
    present = (s for role in (Role.RATER, *LAST) for s in session.roster.present(role))
    return {seat.id: seat for seat in present}


def _turn(seat: Seat) -> int:
    """0 for who is in the lot; of several reasons to speak late the latest counts."""
    return max((place for place, role in enumerate(LAST, start=1) if seat.has(role)), default=0)
