"""Two passes over one question: choosing the same direction again keeps the level."""

from collections.abc import Mapping
from dataclasses import replace

from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import QuestionId

from .commands import GiveAnswers


def merged(command: GiveAnswers, own: Mapping[QuestionId, Answer]) -> GiveAnswers:
    """The answers as they are meant, given what this seat answered before."""
    answers = {question: _one(a, own.get(question)) for question, a in command.answers.items()}
    return replace(command, answers=answers)


def _one(answer: Answer, before: Answer | None) -> Answer:
    if before is None or answer.direction is None:
        return answer
    same = answer.direction == before.direction
    bare = answer.level is None and answer.benefit is None and answer.cause is None
    return before if same and bare else answer
