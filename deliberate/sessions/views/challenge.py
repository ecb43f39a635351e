"""The devil's advocate as this viewer may see the role."""

from dataclasses import dataclass

from deliberate.sessions.challenge.commands import DELIVERABLES
from deliberate.sessions.challenge.state import Point
from deliberate.sessions.ids import SeatId
from deliberate.sessions.state import Session

from .look import Look


@dataclass(frozen=True, slots=True)
class AdvocateView:
    """Who has the role, from whom they were drawn, and which rule was relaxed for it."""

    seat: SeatId
    name: str
    mine: bool
    drawn: bool
    nobody: bool
    relaxed: str
    overridden: str
    laid_down: bool
    turns: tuple[tuple[str, int, int], ...]
    seed: str
    points: tuple[Point, ...]
    open: tuple[str, ...]


def advocate_view(session: Session, look: Look) -> AdvocateView:
    challenge = session.challenge
    seat = challenge.advocate or SeatId("")
    last = challenge.draws[-1] if challenge.draws else None
    rows = zip(last.candidates, last.turns, last.attended, strict=True) if last else ()
    delivered = {point.kind for point in challenge.points.values()}
    return AdvocateView(
        seat=seat,
        name=name_of(session, seat),
        mine=bool(seat) and seat == look.viewer.seat,
        drawn=last is not None,
        nobody=last is not None and not seat,
        relaxed=last.relaxed if last else "",
        overridden=challenge.overridden,
        laid_down=challenge.laid_down,
        turns=tuple((name_of(session, s), turns, attended) for s, turns, attended in rows),
        seed=last.seed if last else "",
        points=tuple(challenge.points.values()),
        open=tuple(kind.value for kind in DELIVERABLES if kind not in delivered),
    )


def name_of(session: Session, seat: SeatId) -> str:
    known = session.roster.seats.get(seat)
    return known.name if known else ""
