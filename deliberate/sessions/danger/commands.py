"""What may be asked when somebody is in danger."""

from dataclasses import dataclass

from deliberate.sessions.texts import line


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAcute:
    """The acute question: is a child in danger now or within 24 hours?"""

    acute: bool
    note: str = line(400, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundAlarm:
    """Anybody, from any screen, with one press."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAlarm:
    """Five short fields, all of which may stay empty."""

    who: str = line(200, required=False)
    what: str = line(400, required=False)
    calls: str = line(200, required=False)
    done: str = line(400, required=False)
    where: str = line(200, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAlarm:
    note: str = line(400)


DangerCommand = AnswerAcute | SoundAlarm | NoteAlarm | EndAlarm
