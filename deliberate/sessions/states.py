"""How firmly a decision stands: provisional, intended, tested or final, since when, until what."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .ids import CLOSED, Millis, SeatId
from .state import Session
from .telling.plan import plan_state
from .testing.events import TestSigned
from .testing.owed import testers_wanted
from .windows import Review


class State(StrEnum):
    PROVISIONAL = "provisional"
    INTENDED = "intended"
    TESTED = "tested"
    FINAL = "final"


REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Step:
    """One state from one moment on; `by` are who tested it, `because` is why an earlier state
    came back, `until` is the day on which a provisional decision ends."""

    state: State
    since: Millis
    by: tuple[SeatId, ...] = ()
    moderator_too: bool = False
    because: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """How the decision stands now.

    `date` is the day until which it holds, where there is one: the end of a provisional decision,
    or the day on which a final one is looked at again. `plan` is said of a final decision alone.
    """

    now: Step
    date: str = ""
    plan: str = ""
    advice: bool = False


def stand(session: Session) -> Stand | None:
    """Nothing stands as long as the group is still at work on it for the first time."""
    found = steps(session)
    if not found:
        return None
    decision = session.verdict.decision
    now = found[-1]
    final = now.state is State.FINAL
    return Stand(
        now,
        date=_first_review(session) if final else now.until,
        plan=plan_state(session).state if final else "",
        advice=decision is not None and decision.advice,
    )


def steps(session: Session) -> tuple[Step, ...]:
    """Every state in the order in which it came."""
    return tuple(sorted(_steps(session), key=lambda step: step.since))


def _steps(session: Session) -> Iterator[Step]:
    progress, testing = session.progress, session.testing
    yield from _provisional(session)
    for reopened in progress.reopened:
        yield Step(State.INTENDED, reopened.closed)
        yield Step(State.INTENDED, reopened.at, because=REOPENED)
    if progress.meeting_closed is not None:
        yield Step(State.INTENDED, progress.meeting_closed)
    for lapsed in testing.lapsed:
        if len(lapsed.signatures) >= testers_wanted(session):
            yield _tested(lapsed.signatures)
            if lapsed.ended.because != REOPENED:
                yield Step(State.INTENDED, lapsed.ended.at, because=lapsed.ended.because)
    if testing.signatures and len(testing.signatures) >= testers_wanted(session):
        yield _tested(testing.signatures)
    if (closed := progress.entered.get(CLOSED)) is not None:
        yield Step(State.FINAL, closed)


def _provisional(session: Session) -> Iterator[Step]:
    """Only what holds now: a session that went on ended its provisional decision."""
    provisional, halts = session.progress.provisional, session.progress.halts
    if provisional is not None and halts:
        yield Step(State.PROVISIONAL, halts[-1].since, until=provisional.until)


def _tested(signatures: tuple[TestSigned, ...]) -> Step:
    return Step(
        State.TESTED,
        max(signature.at for signature in signatures),
        by=tuple(signature.by for signature in signatures),
        moderator_too=any(signature.moderator_too for signature in signatures),
    )


def _first_review(session: Session) -> str:
    return next((review.date for _, review in session.entries.of(Review)), "")
