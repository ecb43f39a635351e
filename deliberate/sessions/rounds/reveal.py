"""Turns opened envelopes into the four events of a reveal."""

from collections.abc import Mapping

from deliberate.sessions.brought import Brought
from deliberate.sessions.draws import shuffled
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import QuestionId, SeatId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.state import Session

from .commands import RevealRound
from .count import counted
from .events import AnswerTexts, ColumnsAssigned, RoundEvent, RoundRevealed, RoundSummarised
from .spec import Column, OpenedAnswer
from .state import Round, Status


def reveal(
    session: Session, this: Round, command: RevealRound, brought: Brought
) -> tuple[RoundEvent, ...] | Refusal:
    """Columns in an order drawn anew for this round, texts in one of their own."""
    if this.status is not Status.CLOSED:
        return Refusal("round_not_closed", "round")
    seats = shuffled(counted(session, this), brought.draw, f"columns/{this.id}")
    answers = _by_seat(command.opened)
    return (
        RoundRevealed(round=this.id, columns=tuple(_column(answers.get(s, {})) for s in seats)),
        ColumnsAssigned(round=this.id, seats=seats),
        AnswerTexts(round=this.id, texts=_texts(command.opened, seats, brought.draw)),
        RoundSummarised(round=this.id, summary=command.summary),
    )


def _by_seat(opened: tuple[OpenedAnswer, ...]) -> Mapping[SeatId, Mapping[QuestionId, Answer]]:
    by_seat: dict[SeatId, dict[QuestionId, Answer]] = {}
    for one in opened:
        by_seat.setdefault(one.seat, {})[one.question] = one.answer
    return by_seat


def _column(answers: Mapping[QuestionId, Answer]) -> Column:
    return {
        question: Answer(a.direction, a.level, a.benefit, a.cause, a.pick)
        for question, a in sorted(answers.items())
    }


def _texts(
    opened: tuple[OpenedAnswer, ...], seats: tuple[SeatId, ...], draw: str
) -> tuple[tuple[QuestionId, str], ...]:
    said = sorted((o.question, o.answer.reason) for o in opened if o.seat in seats)
    return shuffled([(q, text) for q, text in said if text], draw, "texts")
