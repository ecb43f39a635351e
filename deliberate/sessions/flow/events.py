"""What happened to the course of a session."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deliberate.sessions.draws import Attendance
from deliberate.sessions.forms import Catalogue
from deliberate.sessions.framework import Framework
from deliberate.sessions.ids import CaseId, GroupId, Millis, SeatId, StageId
from deliberate.sessions.parameters import Parameters

NOBODY = SeatId("")


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
    framework: Framework
    weighty: bool
    framework_note: str = ""


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
    """Something was passed over; `guard` is the guard that asked for it, if one did."""

    need: str
    about: str
    gate: str
    stage: StageId
    by: SeatId
    reason: str
    guard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningExplained:
    """One line on a warning; `guard` is the guard that asked for it, if one did."""

    warning: str
    reason: str
    by: SeatId = NOBODY
    guard: str = ""


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
class DecisionReopened:
    """`decision` counts the decisions so far, and `closed` is when the meeting ended before."""

    reason: str
    by: SeatId
    decision: int
    closed: Millis
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSealed:
    """The record's canonical bytes were stored for the file and for each other reader; these are
    their fingerprints, and that of the key that signed them."""

    sha256: str
    head: str
    at: Millis
    copies: Mapping[str, str] = field(default_factory=dict)
    key_id: str = ""


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
    | DecisionReopened
    | RecordSealed
)
