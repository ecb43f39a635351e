"""Time used against time planned; a break, an adjournment or an alarm does not count."""

from collections.abc import Mapping
from dataclasses import dataclass

from deliberate.sessions.flow.state import Halt, Progress
from deliberate.sessions.ids import BLIND_1, OPEN, ROUND_1, Millis, StageId
from deliberate.sessions.state import Session

from .halts import going_since, standstills, stood_still

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One stage: planned minutes, and the milliseconds it took once it has been left."""

    stage: StageId
    planned: int
    used: int | None


@dataclass(frozen=True, slots=True)
class Clock:
    """Since when this stage and the meeting run, as if nothing had stopped them.

    `stopped` is the moment at which all clocks stand still, or 0; `wrap_up` is the moment from
    which to finish or adjourn, or 0 outside the meeting.
    """

    stage_since: Millis
    minutes: int
    meeting_since: Millis
    meeting_minutes: int
    stopped: Millis
    wrap_up: Millis
    rows: tuple[ClockRow, ...]


def clock(session: Session) -> Clock:
    progress, plan = session.progress, planned(session)
    halts = standstills(session)
    here, began = progress.stage, _began(progress)
    meeting = going_since(halts, began) if began is not None else Millis(0)
    ends = Millis(meeting + session.opened.parameters.wrap_up_minute * MINUTE)
    return Clock(
        stage_since=going_since(halts, progress.entered.get(here, Millis(0))),
        minutes=plan.get(here, 0),
        meeting_since=meeting,
        meeting_minutes=sum(plan.values()),
        stopped=halts[-1].since if halts and halts[-1].until is None else Millis(0),
        wrap_up=ends if here in plan else Millis(0),
        rows=tuple(_row(session, halts, stage, n) for stage, n in plan.items()),
    )


def _began(progress: Progress) -> Millis | None:
    """A meeting that was called back begins again."""
    return progress.reopened[-1].at if progress.reopened else progress.entered.get(OPEN)


def planned(session: Session) -> Mapping[StageId, int]:
    """Minutes by stage; without prework everybody judges in the meeting for the first time."""
    parameters = session.opened.parameters
    if _prework(session):
        return parameters.minutes
    return {**parameters.minutes, BLIND_1: parameters.blind_minutes_without_prework}


def _prework(session: Session) -> bool:
    this, began = session.rounds.get(ROUND_1), session.progress.entered.get(BLIND_1)
    return this is not None and (began is None or this.opened_at < began)


def _row(session: Session, halts: tuple[Halt, ...], stage: StageId, minutes: int) -> ClockRow:
    entered, left = session.progress.entered.get(stage), session.progress.left.get(stage)
    if entered is None or left is None or left < entered:
        return ClockRow(stage, minutes, None)
    return ClockRow(stage, minutes, left - entered - stood_still(halts, entered, left))
