"""The alarm as it stands, and every answer to the acute question."""

from dataclasses import dataclass, replace
from typing import assert_never

from deliberate.sessions.ids import StageId

from .events import AcuteAnswered, AlarmEnded, AlarmNoted, AlarmSounded, DangerEvent


@dataclass(frozen=True, slots=True)
class Alarm:
    """Whether the session is frozen, and what was written down of it."""

    on: bool = False
    sounded: tuple[AlarmSounded, ...] = ()
    notes: tuple[AlarmNoted, ...] = ()
    ended: tuple[AlarmEnded, ...] = ()
    answers: tuple[AcuteAnswered, ...] = ()

    def answered_in(self, stage: StageId) -> AcuteAnswered | None:
        """The latest answer to the acute question in a stage."""
        return next((a for a in reversed(self.answers) if a.stage == stage), None)


def apply(alarm: Alarm, event: DangerEvent) -> Alarm:
    match event:
        case AcuteAnswered():
            return replace(alarm, answers=(*alarm.answers, event))
        case AlarmSounded():
            return replace(alarm, on=True, sounded=(*alarm.sounded, event))
        case AlarmNoted():
            return replace(alarm, notes=(*alarm.notes, event))
        case AlarmEnded():
            return replace(alarm, on=False, ended=(*alarm.ended, event))
        case _:
            assert_never(event)
