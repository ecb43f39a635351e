"""What happened to rounds. Nothing here holds an answer before the reveal."""

from dataclasses import dataclass

from deliberate.sessions.ids import EntryId, IdeaId, Millis, QuestionId, RoundId, SeatId

from .spec import Column, Idea
from .summary import RoundSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened:
    """`seats` is empty for everybody with a rating role, or names whom the round is for."""

    round: RoundId
    spec: RoundId
    attempt: int
    seats: frozenset[SeatId]
    seed: str
    public_key: str
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSealed:
    """A blind answer lies in its envelope; private, pushed to nobody."""

    round: RoundId
    attempt: int
    seat: SeatId
    question: QuestionId
    revision: int
    digest: str
    own_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatSealed:
    round: RoundId
    seat: SeatId


@dataclass(frozen=True, slots=True, kw_only=True)
class SealsLifted:
    """Prework is over: everybody confirms or changes what they filled in."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatAbstained:
    round: RoundId
    seat: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatExcused:
    round: RoundId
    seat: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatExcluded:
    round: RoundId
    seat: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundClosed:
    round: RoundId
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundVoided:
    round: RoundId
    reason: str
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRevealed:
    """The answers by random column, without names and without free text."""

    round: RoundId
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsAssigned:
    """Which seat has which column; erased when the law or the group asks for it."""

    round: RoundId
    seats: tuple[SeatId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTexts:
    """Free texts of a round by question, in an order that tells nothing."""

    round: RoundId
    texts: tuple[tuple[QuestionId, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasShown:
    """What was written in silence, in an order that tells nothing, without names."""

    round: RoundId
    ideas: tuple[Idea, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaPlaced:
    """Where an idea went: the option made of it or joined by it, or nowhere."""

    round: RoundId
    idea: IdeaId
    into: EntryId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSummarised:
    round: RoundId
    summary: RoundSummary


RoundEvent = (
    RoundOpened
    | AnswerSealed
    | SeatSealed
    | SealsLifted
    | SeatAbstained
    | SeatExcused
    | SeatExcluded
    | RoundClosed
    | RoundVoided
    | RoundRevealed
    | ColumnsAssigned
    | AnswerTexts
    | IdeasShown
    | IdeaPlaced
    | RoundSummarised
)
