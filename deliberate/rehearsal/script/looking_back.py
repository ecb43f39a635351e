"""The process check at the end of a meeting: four taps each, without names."""

from collections.abc import Iterator

from deliberate.sessions.forms import TAPS, Answer
from deliberate.sessions.ids import PROCESS, question
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers, OpenRound
from deliberate.sessions.rounds.forms import PROCESS_ITEMS

from ._move import MODERATOR, Cast, Move, move


def process_check(cast: Cast) -> Iterator[Move]:
    """Nearly all say yes; now and then somebody does not. The recorder is writing still."""
    yield move(MODERATOR, "process-open", OpenRound(round=PROCESS))
    for number, seat in enumerate(cast.raters):
        said = {
            question(item): Answer(pick=TAPS[1 if (number + place) % 6 == 0 else 0])
            for place, item in enumerate(PROCESS_ITEMS)
        }
        yield move(seat, f"process-{seat}", GiveAnswers(round=PROCESS, answers=said))
    yield move(MODERATOR, "process-close", CloseRound(round=PROCESS))
