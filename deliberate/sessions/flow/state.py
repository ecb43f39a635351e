"""Where a session stands: what was frozen at its opening, and how far it has come."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from deliberate.sessions.draws import Attendance
from deliberate.sessions.forms import Catalogue
from deliberate.sessions.framework import Framework
from deliberate.sessions.ids import CaseId, GroupId, Millis, SeatId, StageId
from deliberate.sessions.parameters import Parameters

from .events import (
    Adjourned,
    CaseDescribed,
    DecisionReopened,
    FlowEvent,
    MeetingClosed,
    NeedBypassed,
    Paused,
    RecordSealed,
    Resumed,
    SessionOpened,
    StageEntered,
    StageLeft,
    WarningExplained,
)

BEFORE = StageId("")
"""The stage of a session that has not been opened."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is fixed when a session opens."""

    kind: str
    label: str
    catalogue: Catalogue
    parameters: Parameters
    history: tuple[Attendance, ...]
    group: GroupId | None
    case: CaseId | None
    seed: str
    at: Millis


@dataclass(frozen=True, slots=True)
class Bypassed:
    """A need that was passed with a name and a reason; `holds` until what it was about changes."""

    need: str
    about: str
    gate: str
    stage: StageId
    by: SeatId
    reason: str
    guard: str = ""
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Provisional:
    """What holds while a session is adjourned."""

    text: str
    until: str


@dataclass(frozen=True, slots=True)
class Halt:
    """A break or an adjournment; without an end it lasts still."""

    since: Millis
    until: Millis | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session has come, and what was said of its course."""

    stage: StageId = BEFORE
    entered: Mapping[StageId, Millis] = field(default_factory=dict)
    left: Mapping[StageId, Millis] = field(default_factory=dict)
    decision_question: str = ""
    decision_authority: str = ""
    framework: Framework = ""
    framework_note: str = ""
    weighty: bool = False
    paused: bool = False
    provisional: Provisional | None = None
    halts: tuple[Halt, ...] = ()
    bypassed: tuple[Bypassed, ...] = ()
    warned: tuple[WarningExplained, ...] = ()
    meeting_closed: Millis | None = None
    reopened: tuple[DecisionReopened, ...] = ()
    sealed: RecordSealed | None = None

    @property
    def explained(self) -> Mapping[str, str]:
        """The warnings that were answered, each with its line."""
        return {warned.warning: warned.reason for warned in self.warned}

    @property
    def passed(self) -> frozenset[tuple[str, str]]:
        """The needs, each with what it is about, that are passed over as things stand."""
        return frozenset((b.need, b.about) for b in self.bypassed if b.holds)

    @property
    def undone(self) -> int:
        """How many decisions there were when the last of them went back to the group."""
        return self.reopened[-1].decision if self.reopened else 0


def setup(event: SessionOpened) -> Setup:
    return Setup(
        event.kind,
        event.label,
        event.catalogue,
        event.parameters,
        event.history,
        event.group,
        event.case,
        event.seed,
        event.at,
    )


def lapse(progress: Progress, ends: Callable[[Bypassed], bool]) -> Progress:
    """These were passed over, and are asked again; that they were stays known."""
    bypassed = tuple(replace(b, holds=b.holds and not ends(b)) for b in progress.bypassed)
    return replace(progress, bypassed=bypassed)


def apply(progress: Progress, event: FlowEvent) -> Progress:
    match event:
        case SessionOpened():
            return progress
        case StageEntered():
            entered = {**progress.entered, event.stage: event.at}
            return replace(progress, stage=event.stage, entered=entered)
        case StageLeft():
            return replace(progress, left={**progress.left, event.stage: event.at})
        case Paused() | Resumed() | Adjourned() | MeetingClosed() | RecordSealed():
            return _halted(progress, event)
        case DecisionReopened():
            reopened = (*progress.reopened, event)
            return replace(progress, meeting_closed=None, reopened=reopened)
        case CaseDescribed() | NeedBypassed() | WarningExplained():
            return _noted(progress, event)
        case _:
            assert_never(event)


def _halted(
    progress: Progress, event: Paused | Resumed | Adjourned | MeetingClosed | RecordSealed
) -> Progress:
    match event:
        case Paused():
            return replace(_stopped(progress, event.at), paused=True)
        case Resumed():
            *before, last = progress.halts
            halts = (*before, replace(last, until=event.at))
            return replace(progress, paused=False, provisional=None, halts=halts)
        case Adjourned():
            provisional = Provisional(event.provisional, event.until)
            return replace(_stopped(progress, event.at), provisional=provisional)
        case MeetingClosed():
            return replace(progress, meeting_closed=event.at)
        case RecordSealed():
            return replace(progress, sealed=event)
        case _:
            assert_never(event)


def _stopped(progress: Progress, at: Millis) -> Progress:
    """A break that becomes an adjournment is one halt."""
    if progress.halts and progress.halts[-1].until is None:
        return progress
    return replace(progress, halts=(*progress.halts, Halt(at)))


def _noted(progress: Progress, event: CaseDescribed | NeedBypassed | WarningExplained) -> Progress:
    match event:
        case CaseDescribed():
            return replace(
                progress,
                decision_question=event.decision_question,
                decision_authority=event.decision_authority,
                framework=event.framework,
                framework_note=event.framework_note,
                weighty=event.weighty,
            )
        case NeedBypassed():
            bypassed = Bypassed(
                event.need,
                event.about,
                event.gate,
                event.stage,
                event.by,
                event.reason,
                event.guard,
            )
            return replace(progress, bypassed=(*progress.bypassed, bypassed))
        case WarningExplained():
            return replace(progress, warned=(*progress.warned, event))
        case _:
            assert_never(event)
