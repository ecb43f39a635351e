"""What happened to the course of a session."""

from dataclasses import dataclass

from deliberate.sessions.draws import Attendance
from deliberate.sessions.forms import Catalogue
from deliberate.sessions.ids import CaseId, GroupId, Millis, SeatId, StageId
from deliberate.sessions.parameters import Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened:
    kind: str
    label: str
    catalogue: Catalogue
    parameters: Parameters
    history: tuple[Attendance, ...]
    group: GroupId | None
    case: CaseId | None
    seed: str
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDescribed:
    decision_question: str
    decision_authority: str
    framework: str
    weighty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntered:
    stage: StageId
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLeft:
    stage: StageId
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedBypassed:
    need: str
    about: str
    gate: str
    stage: StageId
    by: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningExplained:
    warning: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjourned:
    provisional: str
    until: str
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClosed:
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSealed:
    """The record's canonical bytes were stored; this is their fingerprint."""

    sha256: str
    head: str
    at: Millis


FlowEvent = (
    SessionOpened
    | CaseDescribed
    | StageEntered
    | StageLeft
    | NeedBypassed
    | WarningExplained
    | Paused
    | Resumed
    | Adjourned
    | MeetingClosed
    | RecordSealed
)
