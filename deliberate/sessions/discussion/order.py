"""Who speaks when: by lot, and those whom the others look to after them."""

from collections.abc import Mapping

from deliberate.sessions.draws import shuffled
from deliberate.sessions.ids import SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.state import Seat, Standing
from deliberate.sessions.state import Session

from .state import Item

LAST = (Role.PRESENTER, Role.MODERATOR, Role.BOARD)
"""Who speaks after the others, in this order."""


def drawn(session: Session, item: Item, seed: str) -> tuple[SeatId, ...]:
    """The order for an item, of everybody who was let in, also who is away just now: anybody can
    repeat the lot from the seed and the seats."""
    every = _speakers(session)
    free = sorted(seat for seat, found in every.items() if not _turn(found))
    last = sorted(every.keys() - set(free), key=lambda seat: (_turn(every[seat]), seat))
    return (*shuffled(free, seed, f"order/{item.id}"), *last)


def speaking(session: Session, item: Item) -> tuple[Seat, ...]:
    """The order that was drawn, of who is here now; who came in since speaks after those drawn,
    and still before whoever speaks last."""
    if not item.order:
        return ()
    here = (seat for seat in _speakers(session).values() if seat.present)
    places = {seat: place for place, seat in enumerate(item.order)}
    return tuple(sorted(here, key=lambda s: (_turn(s), places.get(s.id, len(places)))))


def _speakers(session: Session) -> Mapping[SeatId, Seat]:
    """Whom the moderator has let in and nobody has sent away for good."""
    seats = (s for role in (Role.RATER, *LAST) for s in session.roster.with_role(role))
    return {s.id: s for s in seats if s.let_in and s.standing is not Standing.ENDED}


def _turn(seat: Seat) -> int:
    """0 for who is in the lot; of several reasons to speak late the latest counts."""
    return max((place for place, role in enumerate(LAST, start=1) if seat.has(role)), default=0)
