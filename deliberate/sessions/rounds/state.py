"""Rounds as they stand: while one is open there are digests and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from deliberate.sessions.ids import EntryId, IdeaId, Millis, QuestionId, RoundId, SeatId

from .events import (
    AnswerSealed,
    AnswerTexts,
    ColumnsAssigned,
    IdeaPlaced,
    IdeasShown,
    RoundClosed,
    RoundEvent,
    RoundOpened,
    RoundRevealed,
    RoundSummarised,
    RoundVoided,
    SealsLifted,
    SeatAbstained,
    SeatExcluded,
    SeatExcused,
    SeatSealed,
)
from .in_words import InWords
from .spec import Column, Idea
from .summary import RoundSummary


class Status(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Digests:
    """What the log knows of a blind answer: revision and fingerprints of both envelopes."""

    revision: int
    sealed: str
    own: str


@dataclass(frozen=True, slots=True)
class Round:
    """One round in one attempt."""

    id: RoundId
    spec: RoundId
    attempt: int
    seats: frozenset[SeatId]
    seed: str
    public_key: str
    opened_at: Millis
    status: Status = Status.OPEN
    answered: Mapping[SeatId, Mapping[QuestionId, Digests]] = field(default_factory=dict)
    sealed: frozenset[SeatId] = frozenset()
    beforehand: frozenset[SeatId] = frozenset()
    """Who had sealed when prework ended; they confirmed or changed it, and sealed once more."""
    abstained: Mapping[SeatId, str] = field(default_factory=dict)
    excused: Mapping[SeatId, str] = field(default_factory=dict)
    excluded: Mapping[SeatId, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    column_seats: tuple[SeatId, ...] = ()
    texts: tuple[tuple[QuestionId, str], ...] = ()
    ideas: tuple[Idea, ...] = ()
    placed: Mapping[IdeaId, EntryId | None] = field(default_factory=dict)
    summary: RoundSummary | None = None
    words: Mapping[QuestionId, InWords] = field(default_factory=dict)
    """Only in a copy without counts, in their place."""

    @property
    def open(self) -> bool:
        return self.status is Status.OPEN

    def done(self, seat: SeatId) -> bool:
        """Whether nothing more is expected of this seat."""
        return seat in self.sealed or seat in self.abstained or seat in self.excused

    def revision(self, seat: SeatId, question: QuestionId) -> int:
        known = self.answered.get(seat, {}).get(question)
        return known.revision if known else 0


Rounds = Mapping[RoundId, Round]


def apply(rounds: Rounds, event: RoundEvent) -> Rounds:
    if isinstance(event, RoundOpened):
        opened = Round(
            event.round,
            event.spec,
            event.attempt,
            event.seats,
            event.seed,
            event.public_key,
            event.at,
        )
        return {**rounds, event.round: opened}
    return {**rounds, event.round: _changed(rounds[event.round], event)}


Showing = RoundRevealed | ColumnsAssigned | AnswerTexts | IdeasShown | IdeaPlaced | RoundSummarised
Giving = AnswerSealed | SeatSealed | SealsLifted | SeatAbstained | SeatExcused | SeatExcluded
Ending = RoundClosed | RoundVoided | Showing


def _changed(this: Round, event: Giving | Ending) -> Round:
    return _given(this, event) if isinstance(event, Giving) else _ended(this, event)


def _given(this: Round, event: Giving) -> Round:
    match event:
        case AnswerSealed():
            digests = Digests(event.revision, event.digest, event.own_digest)
            own = {**this.answered.get(event.seat, {}), event.question: digests}
            return replace(this, answered={**this.answered, event.seat: own})
        case SeatSealed():
            return _sealed(this, event.seat)
        case SealsLifted():
            return replace(this, sealed=frozenset(), abstained={}, beforehand=this.sealed)
        case SeatAbstained():
            abstained = {**this.abstained, event.seat: event.reason}
            return replace(this, abstained=abstained, sealed=this.sealed - {event.seat})
        case SeatExcused():
            return replace(this, excused={**this.excused, event.seat: event.reason})
        case SeatExcluded():
            return replace(this, excluded={**this.excluded, event.seat: event.reason})
        case _:
            assert_never(event)


def _sealed(this: Round, seat: SeatId) -> Round:
    """The last word counts: who seals after all does not abstain and is not excused."""
    abstained = {who: why for who, why in this.abstained.items() if who != seat}
    excused = {who: why for who, why in this.excused.items() if who != seat}
    return replace(this, sealed=this.sealed | {seat}, abstained=abstained, excused=excused)


def _ended(this: Round, event: Ending) -> Round:
    match event:
        case RoundClosed():
            return replace(this, status=Status.CLOSED)
        case RoundVoided():
            return replace(this, status=Status.VOID, answered={}, sealed=frozenset())
        case _:
            return _shown(this, event)


def _shown(this: Round, event: Showing) -> Round:
    match event:
        case RoundRevealed():
            return replace(this, status=Status.REVEALED, columns=event.columns)
        case ColumnsAssigned():
            return replace(this, column_seats=event.seats)
        case AnswerTexts():
            return replace(this, texts=event.texts)
        case IdeasShown():
            return replace(this, ideas=event.ideas)
        case IdeaPlaced():
            return replace(this, placed={**this.placed, event.idea: event.into})
        case RoundSummarised():
            return replace(this, summary=event.summary)
        case _:
            assert_never(event)
