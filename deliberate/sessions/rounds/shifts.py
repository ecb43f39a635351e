"""Answers that moved far between the rounds: what they are held against, and what is asked then."""

from collections.abc import Iterator, Mapping

from deliberate.sessions.forms import Answer, Form, moved
from deliberate.sessions.ids import ROUND_1, ROUND_2, QuestionId, RoundId, SeatId
from deliberate.sessions.state import Session

from .count import late_round

Given = Mapping[QuestionId, Answer]


def held_against(spec: RoundId, seat: SeatId) -> tuple[RoundId, ...]:
    """The earlier rounds of a seat that its answers are compared with; a late rating is one."""
    return (ROUND_1, late_round(seat)) if spec == ROUND_2 else ()


def unexplained(session: Session, form: Form, own: Given, earlier: Given) -> Iterator[QuestionId]:
    """Questions of which the answer moved far while nothing says why."""
    levels = session.opened.parameters.shift_levels
    for question in form.questions:
        answer = own.get(question.id)
        if answer and answer.shift is None and moved(answer, earlier.get(question.id), levels):
            yield question.id
