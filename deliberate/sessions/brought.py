"""All that a decision needs and the command does not hold: time, draw, digests, own answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .forms import Answer
from .ids import CommandKey, Millis, QuestionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Made by the runner for one command, so that deciding again gives the same events.

    `key` is the command's own key and becomes the id of what the command makes; `own` are the
    acting seat's earlier answers in the round meant, opened with that seat's token.
    """

    at: Millis
    draw: str
    key: CommandKey
    public_key: str = ""
    digests: Mapping[QuestionId, tuple[str, str]] = field(default_factory=dict)
    own: Mapping[QuestionId, Answer] = field(default_factory=dict)
