"""One thing that is tried, and the answers that are given to be refused."""

from dataclasses import dataclass

from deliberate.sessions.commands import Command
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import (
    ROUND_1,
    EntryId,
    RoundId,
    SeatId,
    question,
)
from deliberate.sessions.rounds.commands import (
    GiveAnswers,
)
from deliberate.sessions.rounds.forms import FIRST_CHOICE


@dataclass(frozen=True, slots=True)
class Probe:
    """Tried just before the move with this key, and refused with this code."""

    before: str
    seat: SeatId
    command: Command
    code: str


PLAIN = Answer(direction=Direction.NONE)
NOTHING = EntryId("nothing-of-this-name")


def preference(number: RoundId) -> GiveAnswers:
    return GiveAnswers(round=number, answers={question(FIRST_CHOICE): Answer(pick="option-A")})


def judgement() -> GiveAnswers:
    return answers("urgency", Answer(level=1))


def answers(item: str, answer: Answer) -> GiveAnswers:
    return GiveAnswers(round=ROUND_1, answers={question(item): answer})
