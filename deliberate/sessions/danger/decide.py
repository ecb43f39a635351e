"""Decides what is asked in danger: almost nothing is ever refused here."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.state import Session

from .commands import AnswerAcute, DangerCommand, EndAlarm, NoteAlarm, SoundAlarm
from .events import AcuteAnswered, AlarmEnded, AlarmNoted, AlarmSounded, DangerEvent

Decision = tuple[DangerEvent, ...] | Refusal


def decide(session: Session, command: DangerCommand, actor: Actor, brought: Brought) -> Decision:
    match command:
        case AnswerAcute():
            return _acute(session, command, actor, brought)
        case SoundAlarm():
            if session.alarm.on:
                return Refusal("already_so")
            return (AlarmSounded(by=actor.seat, at=brought.at),)
        case NoteAlarm():
            return (_noted(command, actor, brought),)
        case EndAlarm():
            if not session.alarm.on:
                return Refusal("no_alarm")
            return (AlarmEnded(by=actor.seat, note=command.note, at=brought.at),)


def _acute(session: Session, command: AnswerAcute, actor: Actor, brought: Brought) -> Decision:
    answered = AcuteAnswered(
        stage=session.progress.stage,
        acute=command.acute,
        note=command.note,
        by=actor.seat,
        at=brought.at,
    )
    if command.acute and not session.alarm.on:
        return (answered, AlarmSounded(by=actor.seat, at=brought.at))
    return (answered,)


def _noted(command: NoteAlarm, actor: Actor, brought: Brought) -> AlarmNoted:
    return AlarmNoted(
        by=actor.seat,
        who=command.who,
        what=command.what,
        calls=command.calls,
        done=command.done,
        where=command.where,
        at=brought.at,
    )
