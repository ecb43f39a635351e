"""Going on to the next stage: needs first, then what closes, what opens and what is drawn."""

from collections.abc import Iterator, Sequence

from .brought import Brought
from .challenge.draw import draw
from .challenge.events import RoleLaidDown
from .events import Event
from .flow.commands import Advance, CloseMeeting
from .flow.events import MeetingClosed, StageEntered, StageLeft
from .guards import Guard
from .ids import CHALLENGE, DECIDE, ROUND_1, StageId
from .kinds._base import Kind
from .needs import open_needs
from .refusals import Refusal
from .roles import AFTER_MEETING
from .rounds.decide import opening
from .rounds.events import RoundClosed, SealsLifted
from .rounds.spec import Release
from .seating.events import SeatEnded
from .seating.state import MEETING_CLOSED, Standing
from .state import Session

NOT_HERE = frozenset({Standing.ABSENT, Standing.ENDED})


def advance(
    session: Session,
    command: Advance | CloseMeeting,
    kind: Kind,
    brought: Brought,
    guards: Sequence[Guard],
) -> tuple[Event, ...] | Refusal:
    """Leave the stage that was expected, or say everything that is still needed."""
    leaving = session.progress.stage
    if command.expected != leaving:
        return Refusal("stale_stage", "expected", {"stage": leaving})
    if isinstance(command, CloseMeeting) != (leaving == DECIDE):
        return Refusal("close_the_meeting" if leaving == DECIDE else "not_now")
    needs = open_needs(session, kind, guards)
    if needs:
        return Refusal("gate_closed", needs[0].code, {"open": len(needs), **needs[0].params})
    following = kind.after(leaving)
    if following is None:
        return Refusal("already_so")
    return tuple(_crossing(session, kind, following.id, brought))


def _crossing(session: Session, kind: Kind, entering: StageId, brought: Brought) -> Iterator[Event]:
    leaving = session.progress.stage
    yield StageLeft(stage=leaving, at=brought.at)
    for this in session.rounds.values():
        spec = kind.spec(this.spec)
        if this.open and spec.closes_in == leaving and spec.release is not Release.NEVER:
            yield RoundClosed(round=this.id, at=brought.at)
            if this.id == ROUND_1:
                yield from draw(session, brought)
    if leaving == CHALLENGE and session.challenge.advocate and not session.challenge.laid_down:
        yield RoleLaidDown(seat=session.challenge.advocate, unsaid=True)
    if leaving == DECIDE:
        yield from _meeting_closed(session, kind, brought)
    yield StageEntered(stage=entering, at=brought.at)
    yield from _opening(session, kind, entering, brought)


def _opening(session: Session, kind: Kind, entering: StageId, brought: Brought) -> Iterator[Event]:
    for spec in kind.rounds:
        if spec.opens_in != entering or spec.called or spec.release is Release.NEVER:
            continue
        if spec.id in session.rounds:
            yield SealsLifted(round=spec.id)
        else:
            yield opening(spec, 1, brought)


def _meeting_closed(session: Session, kind: Kind, brought: Brought) -> Iterator[Event]:
    """Every round ends, also those that no stage closes, such as a late rating."""
    yield MeetingClosed(at=brought.at)
    for this in session.rounds.values():
        spec = kind.spec(this.spec)
        if this.open and (spec.closes_in != DECIDE or spec.release is Release.NEVER):
            yield RoundClosed(round=this.id, at=brought.at)
    for seat in session.roster.seats.values():
        if not seat.roles & AFTER_MEETING and seat.standing not in NOT_HERE:
            yield SeatEnded(seat=seat.id, reason=MEETING_CLOSED)
