"""Turns opened envelopes into the four events of a reveal."""

from collections.abc import Mapping
from hashlib import sha256

from deliberate.sessions.brought import Brought
from deliberate.sessions.draws import shuffled
from deliberate.sessions.forms import Answer, Asks
from deliberate.sessions.ids import IdeaId, QuestionId, SeatId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.state import Session

from .commands import RevealRound
from .count import counted
from .events import (
    AnswerTexts,
    ColumnsAssigned,
    IdeasShown,
    RoundEvent,
    RoundRevealed,
    RoundSummarised,
)
from .forms import FORMS
from .spec import Column, Idea, OpenedAnswer
from .state import Round, Status


def reveal(
    session: Session, this: Round, command: RevealRound, brought: Brought
) -> tuple[RoundEvent, ...] | Refusal:
    """Columns in an order drawn anew for this round, texts in one of their own."""
    if this.status is not Status.CLOSED:
        return Refusal("round_not_closed", "round")
    if any(question.asks is Asks.IDEA for question in FORMS[this.spec](session).questions):
        return _ideas(this, command, brought)
    seats = shuffled(counted(session, this), brought.draw, f"columns/{this.id}")
    answers = _by_seat(command.opened)
    return (
        RoundRevealed(round=this.id, columns=tuple(_column(answers.get(s, {})) for s in seats)),
        ColumnsAssigned(round=this.id, seats=seats),
        AnswerTexts(round=this.id, texts=_texts(command.opened, seats, brought.draw)),
        RoundSummarised(round=this.id, summary=command.summary),
    )


def _ideas(this: Round, command: RevealRound, brought: Brought) -> tuple[RoundEvent, ...]:
    """All ideas in an order drawn anew; how many somebody had is in no column."""
    said = sorted((a.reason, a.pro, a.con) for a in (o.answer for o in command.opened))
    mixed = shuffled([texts for texts in said if texts[0].strip()], brought.draw, "ideas")
    ideas = tuple(Idea(_idea_id(brought.draw, n), *texts) for n, texts in enumerate(mixed))
    return (
        IdeasShown(round=this.id, ideas=ideas),
        RoundSummarised(round=this.id, summary=command.summary),
    )


def _idea_id(draw: str, place: int) -> IdeaId:
    """No number: when one is left out of a copy, the others must show no gap."""
    return IdeaId(sha256(f"{draw}/idea/{place}".encode()).hexdigest()[:12])


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
