"""What may be asked of a round."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import EntryId, IdeaId, QuestionId, RoundId, SeatId
from deliberate.sessions.texts import line
from deliberate.sessions.windows import Weight

from .spec import OpenedAnswer
from .summary import RoundSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPrework:
    """Open round 1 early, for everybody with a personal link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAnswers:
    """Give or replace blind answers, one screen at a time."""

    round: RoundId
    answers: Mapping[QuestionId, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRound:
    """I am done; I may still replace an answer until the round closes."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstain:
    round: RoundId
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseSeat:
    round: RoundId
    seat: SeatId
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludeFromCount:
    """Leave a seat out of the figures, because it saw another's rating; noted."""

    round: RoundId
    seat: SeatId
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """Call for a round that does not open by itself."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRound:
    """End a round that was called for; what was given comes out at once."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceIdea:
    """Put an idea on the list as an option of its own, or with an option that it belongs to.

    Without `into` it becomes an option, as far-reaching as `weight` says. What it says for and
    against goes along. `drop` is for what is no possibility; it is counted and not shown again.
    """

    round: RoundId
    idea: IdeaId
    into: EntryId | None = None
    weight: Weight | None = None
    by_family: bool = False
    drop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidRound:
    """Throw a round away unopened and begin it again."""

    round: RoundId
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealRound:
    """From the system alone, inside the transaction that closes the round."""

    round: RoundId
    opened: tuple[OpenedAnswer, ...]
    summary: RoundSummary


RoundCommand = (
    OpenPrework
    | GiveAnswers
    | SealRound
    | Abstain
    | ExcuseSeat
    | ExcludeFromCount
    | VoidRound
    | OpenRound
    | CloseRound
    | PlaceIdea
    | RevealRound
)
