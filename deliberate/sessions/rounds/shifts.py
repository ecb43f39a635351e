"""Answers that moved far between the rounds: what they are held against, and what is asked then."""

from collections.abc import Iterator, Mapping

from deliberate.sessions.forms import Answer, Form, moved
from deliberate.sessions.ids import ROUND_1, ROUND_2, QuestionId, RoundId
from deliberate.sessions.state import Session

Given = Mapping[QuestionId, Answer]


def held_against(spec: RoundId) -> RoundId | None:
    """The round that answers are compared with; never a late rating, which counts nowhere."""
    return ROUND_1 if spec == ROUND_2 else None


def unexplained(session: Session, form: Form, own: Given, earlier: Given) -> Iterator[QuestionId]:
    """Questions of which the answer moved far while nothing says why."""
    levels = session.opened.parameters.shift_levels
    for question in form.questions:
        answer = own.get(question.id)
        if answer and answer.shift is None and moved(answer, earlier.get(question.id), levels):
            yield question.id
