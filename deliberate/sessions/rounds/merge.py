"""What an answer means beside those given before: the same direction again keeps its level."""

from collections.abc import Mapping
from dataclasses import replace

from deliberate.sessions.forms import Answer, Direction, moved
from deliberate.sessions.ids import QuestionId, SeatId
from deliberate.sessions.state import Session

from .commands import GiveAnswers
from .forms import FORMS
from .state import Round

Given = Mapping[QuestionId, Answer]


def merged(command: GiveAnswers, own: Given) -> GiveAnswers:
    """The answers as they are meant, given what this seat answered before."""
    answers = {q: _one(_fitting(a), own.get(q)) for q, a in command.answers.items()}
    return replace(command, answers=answers)


def explained(command: GiveAnswers, earlier: Given, levels: int) -> GiveAnswers:
    """The answers without a reason for a shift that is none: it was left over from before."""
    answers = {
        q: a if moved(a, earlier.get(q), levels) else replace(a, shift=None)
        for q, a in command.answers.items()
    }
    return replace(command, answers=answers)


def filled(session: Session, this: Round, seat: SeatId, given: Given, own: Given) -> Given:
    """The whole form, where one answer of it is enough: the number of envelopes tells nothing then.

    What was answered and is not in `own` was given on another device, and stays as it is.
    """
    known = this.answered.get(seat, {})
    asked = FORMS[this.spec](session).questions
    rest = (q.id for q in asked if q.id in own or q.id not in known)
    return {question: own.get(question, Answer()) for question in rest} | dict(given)


def _fitting(answer: Answer) -> Answer:
    """A tap that belongs to another direction than the one chosen was left over from before."""
    if answer.direction is None:
        return answer
    benefit = answer.benefit if answer.direction is Direction.PROTECTIVE else None
    cause = answer.cause if answer.direction is Direction.RISK else None
    return replace(answer, benefit=benefit, cause=cause)


def _one(answer: Answer, before: Answer | None) -> Answer:
    if before is None or answer.direction is None:
        return answer
    same = answer.direction == before.direction
    bare = answer.level is None and answer.benefit is None and answer.cause is None
    return replace(before, shift=answer.shift or before.shift) if same and bare else answer
