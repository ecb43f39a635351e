"""What happened when somebody was in danger."""

from dataclasses import dataclass

from deliberate.sessions.ids import Millis, SeatId, StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuteAnswered:
    stage: StageId
    acute: bool
    note: str
    by: SeatId
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSounded:
    by: SeatId
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmNoted:
    by: SeatId
    who: str
    what: str
    calls: str
    done: str
    where: str
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmEnded:
    by: SeatId
    note: str
    at: Millis


DangerEvent = AcuteAnswered | AlarmSounded | AlarmNoted | AlarmEnded
