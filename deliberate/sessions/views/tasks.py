"""What is left to do after the meeting, for whom, and before when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from deliberate.sessions.concrete import conditions_concrete
from deliberate.sessions.gates import decision_complete, dissent_answered
from deliberate.sessions.ids import AGREE, EXPLAIN, TEST, Millis, SeatId, StageId
from deliberate.sessions.kinds._base import Kind
from deliberate.sessions.refusals import Need
from deliberate.sessions.roles import AFTER_MEETING, Role
from deliberate.sessions.stages._base import Gate
from deliberate.sessions.state import Session
from deliberate.sessions.workdays import workdays_after

from .look import Look


class Task(StrEnum):
    COMPLETE = "complete"
    TEST = "test"
    AGREE = "agree"
    EXPLAIN = "explain"


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task: whose it is, when it is due, and how many things it still asks for."""

    task: Task
    owners: tuple[str, ...]
    mine: bool
    due: Millis
    open: int
    done: bool


STAGES: Mapping[Task, StageId] = {
    Task.COMPLETE: TEST,
    Task.TEST: TEST,
    Task.AGREE: AGREE,
    Task.EXPLAIN: EXPLAIN,
}
COMPLETING: tuple[Gate, ...] = (decision_complete, conditions_concrete, dissent_answered)
"""What the stage of the test asks for before there is anything whole to test."""
OWNERS: Mapping[Task, tuple[Role, ...]] = {
    Task.COMPLETE: (Role.DECISION_MAKER, Role.RECORDER, Role.MODERATOR),
    Task.TEST: (Role.REVIEWER,),
    Task.AGREE: (Role.RECORDER, Role.MODERATOR),
    Task.EXPLAIN: (Role.DECISION_MAKER, Role.MODERATOR),
}
"""Whose task it is: the first of these roles that somebody has."""


def tasks(session: Session, look: Look, kind: Kind) -> tuple[TaskView, ...]:
    """For those who stay after the meeting; a session that is over has none."""
    closed = session.progress.meeting_closed
    if (
        closed is None
        or not look.viewer.roles & AFTER_MEETING
        or kind.after(_here(session)) is None
    ):
        return ()
    return tuple(_task(session, look, kind, task, closed) for task in Task)


def _here(session: Session) -> StageId:
    return session.progress.stage


def _task(session: Session, look: Look, kind: Kind, task: Task, closed: Millis) -> TaskView:
    owners = _owners(session, task)
    left = sum(1 for _ in _open(session, kind, task))
    ahead = kind.position(_here(session)) - kind.position(STAGES[task])
    return TaskView(
        task,
        owners=tuple(session.roster.seats[seat].name for seat in owners),
        mine=look.viewer.seat in owners,
        due=workdays_after(closed, _days(session, task)),
        open=0 if ahead > 0 else left,
        done=ahead > 0 or (ahead == 0 and not left),
    )


def _days(session: Session, task: Task) -> int:
    parameters = session.opened.parameters
    return {
        Task.COMPLETE: parameters.workdays_to_complete,
        Task.TEST: parameters.workdays_to_test,
        Task.AGREE: parameters.workdays_to_agree,
        Task.EXPLAIN: parameters.workdays_to_explain,
    }[task]


def _owners(session: Session, task: Task) -> tuple[SeatId, ...]:
    for role in OWNERS[task]:
        if seats := session.roster.expected(role):
            return tuple(seat.id for seat in seats)
    return ()


def gates(kind: Kind, task: Task) -> tuple[Gate, ...]:
    """The gates whose needs this task sees to."""
    if task is Task.COMPLETE:
        return COMPLETING
    return tuple(gate for gate in kind.stage(STAGES[task]).gates if gate not in COMPLETING)


def _open(session: Session, kind: Kind, task: Task) -> Iterator[Need]:
    passed = session.progress.passed
    for gate in gates(kind, task):
        for need in gate(session):
            if (need.code, need.about) not in passed:
                yield need
