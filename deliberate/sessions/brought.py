"""All that a decision needs and the command does not hold: time, draw, digests, own answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .draws import Attendance
from .forms import Answer
from .ids import CommandKey, Millis, QuestionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Made by the runner for one command, so that deciding again gives the same events.

    `key` is the command's own key and becomes the id of what the command makes; `own` are the
    acting seat's answers so far in the round meant and `earlier` those in the round that it is
    held against, both opened with that seat's token. `history` is the group's rotation where the
    group has met again since the session was opened.
    """

    at: Millis
    draw: str
    key: CommandKey
    public_key: str = ""
    digests: Mapping[QuestionId, tuple[str, str]] = field(default_factory=dict)
    own: Mapping[QuestionId, Answer] = field(default_factory=dict)
    earlier: Mapping[QuestionId, Answer] = field(default_factory=dict)
    history: tuple[Attendance, ...] | None = None
