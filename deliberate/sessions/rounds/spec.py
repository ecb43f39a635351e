"""What a kind of round is: who rates, when it opens and closes, how it is released."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import IdeaId, QuestionId, RoundId, SeatId, StageId
from deliberate.sessions.roles import Role


class Release(StrEnum):
    """How what was given blind comes out."""

    ALL_AT_ONCE = "all_at_once"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class RoundSpec:
    """One kind of round in a kind of session; `prework` opens it before its stage.

    A round that is `called` does not open with its stage: somebody calls for it, and may close it
    before the stage ends. There, giving an answer is enough and nothing has to be sealed besides;
    the whole form goes into envelopes each time.
    One that is `waited_for` keeps its stage open all the same until everybody answered.
    """

    id: RoundId
    raters: frozenset[Role]
    opens_in: StageId
    closes_in: StageId
    release: Release = Release.ALL_AT_ONCE
    min_sealed: int = 3
    prework: StageId | None = None
    called: bool = False
    waited_for: bool = False


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """One answer out of its envelope; exists only inside the revealing transaction."""

    seat: SeatId
    question: QuestionId
    answer: Answer


@dataclass(frozen=True, slots=True)
class Idea:
    """A possibility that somebody wrote in silence; nobody is told who."""

    id: IdeaId
    text: str
    pro: str
    con: str


Column = Mapping[QuestionId, Answer]
"""The answers of one rater, without a name and without free text."""
