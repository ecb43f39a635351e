"""Finds words that are too vague for a core fact or a condition, and the question they call for.

Whole words in any case: the word itself, its listed forms, two words in order with few between,
or a compound with a listed ending. Quotations and named phrases are free.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .forms import Concreteness, Trigger

_QUOTED = re.compile(
    "\u2018[^\u2019]*(?:\u2019(?=\\w)[^\u2019]*)*\u2019"  # an apostrophe inside ends nothing
    "|\u201c[^\u201d]*\u201d"
    r'|"[^"]*"'
    r"|(?<!\w)'[^']*'(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A vague word in a text, with the question that makes it concrete."""

    word: str
    ask: str


def hits(text: str, rules: Concreteness) -> tuple[Hit, ...]:
    """The vague words of a text, each once, in the order of the list."""
    free = _without_exempt(text, rules)
    return tuple(dict.fromkeys(_found(free, rules)))


def _found(text: str, rules: Concreteness) -> Iterator[Hit]:
    for trigger in rules.triggers:
        if found := _pattern(trigger, rules.max_gap).search(text):
            yield Hit(found.group(0).lower(), trigger.ask)


def _without_exempt(text: str, rules: Concreteness) -> str:
    for phrase in rules.exempt_phrases:
        text = re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE)
    return _QUOTED.sub(" ", text)


@lru_cache(maxsize=512)
def _pattern(trigger: Trigger, max_gap: int) -> re.Pattern[str]:
    whole = [re.escape(form) for form in (trigger.word, *trigger.forms)]
    ends = [rf"\w*{re.escape(ending)}" for ending in trigger.endings]
    gap = rf"(?:\W+\w+){{0,{max_gap}}}?\W+"
    split = [re.escape(first) + gap + re.escape(last) for first, last in trigger.split]
    return re.compile(rf"(?<!\w)(?:{'|'.join((*whole, *ends, *split))})(?!\w)", re.IGNORECASE)
