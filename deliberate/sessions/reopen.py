"""Back to the group: what the family says may change the decision, so it is decided again."""

from collections.abc import Iterator

from .brought import Brought
from .events import Event
from .flow.commands import ReopenDecision
from .flow.events import DecisionReopened, StageEntered, StageLeft
from .ids import DECIDE, EXPLAIN, SeatId
from .refusals import Refusal
from .roles import Actor
from .seating.events import SeatRecalled
from .seating.state import MEETING_CLOSED, Standing
from .state import Session
from .testing.events import SignatureCancelled


def reopen(
    session: Session, command: ReopenDecision, actor: Actor, brought: Brought
) -> tuple[Event, ...] | Refusal:
    """The earlier decision stays in the log and in the record as the version that it was."""
    if not session.telling.sent_back(len(session.verdict.decisions)):
        return Refusal("nothing_sent_back")
    return tuple(_reopening(session, command.reason, actor.seat, brought))


def _reopening(session: Session, reason: str, by: SeatId, brought: Brought) -> Iterator[Event]:
    yield StageLeft(stage=EXPLAIN, at=brought.at)
    yield DecisionReopened(
        reason=reason,
        by=by,
        decision=len(session.verdict.decisions),
        closed=session.progress.meeting_closed or brought.at,
        at=brought.at,
    )
    if session.testing.signatures:
        yield SignatureCancelled(about=None, because="reopened", by=by, at=brought.at)
    for seat in session.roster.seats.values():
        if seat.standing is Standing.ENDED and seat.reason == MEETING_CLOSED:
            yield SeatRecalled(seat=seat.id, link=seat.link + 1)
    yield StageEntered(stage=DECIDE, at=brought.at)
