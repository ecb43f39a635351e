"""What a blind form takes: every tap on it, and one on each of its screens."""

from collections.abc import Mapping
from math import ceil

from deliberate.sessions.forms import CAN, DIRECTED, Answer
from deliberate.sessions.ids import (
    QuestionId,
    item_of,
)
from deliberate.sessions.rounds.forms import SUPPORT
from deliberate.sessions.views.blind import LEVELS_PER_SCREEN

from .hands import CHOICE, NOTHING, Effort

SHIFT = 1
"""It is asked at once, on the screen where somebody moves far."""


def blind(given: Mapping[QuestionId, Answer], factors_per_screen: int) -> Effort:
    """A whole blind form, without its seal."""
    taps = Effort(taps=screens(given, factors_per_screen))
    return sum((answered(a) for q, a in given.items() if not _untapped(q, a)), taps)


def screens(given: Mapping[QuestionId, Answer], factors_per_screen: int) -> int:
    """Directions, then levels, then one screen for each other thing that is asked."""
    factors = [answer for answer in given.values() if answer.direction is not None]
    levels = [answer for answer in factors if answer.direction in DIRECTED]
    others = {item_of(q) for q, answer in given.items() if answer.direction is None}
    two_passes = ceil(len(factors) / factors_per_screen) + ceil(len(levels) / LEVELS_PER_SCREEN)
    return two_passes + len(others)


def _untapped(question: QuestionId, answer: Answer) -> bool:
    return item_of(question) == SUPPORT and answer.pick == CAN


def answered(answer: Answer) -> Effort:
    """The taps and the words of one answer."""
    tapped = (answer.direction, answer.level, answer.benefit, answer.cause, answer.pick)
    chosen = Effort() + sum((CHOICE for value in tapped if value is not None), NOTHING)
    texts = (answer.reason, answer.pro, answer.con)
    written = sum((Effort(1, len(text), 1) for text in texts if text), chosen)
    return written + Effort(taps=SHIFT, fields=1) if answer.shift else written
