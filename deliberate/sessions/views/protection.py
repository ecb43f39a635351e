"""What protects a session: each guard, what it asks now, what was passed over, how it held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import SeatId, StageId
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Need, Note
from deliberate.sessions.state import Session


class Works(StrEnum):
    """How a guard stands: what asks for something comes before what was passed over."""

    ASKS = "asks"
    PASSED_OVER = "passed_over"
    NOT_YET = "not_yet"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A need that was bypassed or a warning that was explained: by whom, and why."""

    code: str
    warning: bool
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class GuardView:
    """One guard in this session; `works_from` is the stage in which its turn comes."""

    name: str
    works: Works
    works_from: StageId
    needs: tuple[Need, ...]
    passed_over: tuple[PassedOver, ...]
    notes: tuple[Note, ...]


def protection(
    session: Session, needs: Sequence[Need], guards: Sequence[Guard]
) -> tuple[GuardView, ...]:
    """Every guard, told from the session as the viewer may know it and from the open needs."""
    return tuple(_guard(session, needs, guard) for guard in guards)


def _guard(session: Session, needs: Sequence[Need], guard: Guard) -> GuardView:
    kind, asked = KINDS[session.opened.kind], tuple(n for n in needs if n.guard == guard.name)
    begun = kind.position(session.progress.stage) >= kind.position(guard.works_from)
    passed = tuple(_passed_over(session, guard.name))
    return GuardView(
        name=guard.name,
        works=_works(begun, bool(asked), bool(passed)),
        works_from=guard.works_from,
        needs=asked,
        passed_over=passed,
        notes=guard.reports(session) if begun else (),
    )


def _works(begun: bool, asks: bool, passed: bool) -> Works:
    if asks:
        return Works.ASKS
    if passed:
        return Works.PASSED_OVER
    return Works.HOLDS if begun else Works.NOT_YET


def _passed_over(session: Session, guard: str) -> Iterator[PassedOver]:
    for passed in session.progress.bypassed:
        if passed.guard == guard:
            yield PassedOver(passed.need, False, _name(session, passed.by), passed.reason)
    for warned in session.progress.warned:
        if warned.guard == guard:
            yield PassedOver(warned.warning, True, _name(session, warned.by), warned.reason)


def _name(session: Session, seat: SeatId) -> str:
    known = session.roster.seats.get(seat)
    return known.name if known else ""
