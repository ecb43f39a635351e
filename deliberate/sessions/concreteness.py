"""Finds words that are too vague for a core fact or a condition, and the question they call for.

Whole words in any case: the word itself, its listed forms, two words in order with few between,
or a compound with a listed ending. Quotations and named phrases are free, and so is a word that
is followed by what it means, in brackets.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .forms import Concreteness, Trigger

_QUOTED = re.compile(
    "\u2018[^\u2019]*(?:\u2019(?=\\w)[^\u2019]*)*\u2019"  # an apostrophe inside ends nothing
    "|\u201c[^\u201d]*\u201d"
    r'|"[^"]*"'
    r"|(?<!\w)'[^']*'(?!\w)"
)
_WORD = re.compile(r"\w+")
_EXPLAINED = re.compile(r"\s*\(\s*\w+(?:[^\w()]+\w+)+[^()]*\)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A vague word in a text, with the question that makes it concrete."""

    word: str
    ask: str


def hits(text: str, rules: Concreteness) -> tuple[Hit, ...]:
    """The vague words of a text, each once, in the order of the list."""
    return tuple(dict.fromkeys(_found(free(text, rules.exempt_phrases), rules)))


def vague(texts: Iterable[str], rules: Mapping[str, Concreteness]) -> tuple[Hit, ...]:
    """The vague words of several texts, in whatever language they are written."""
    known = tuple(rules.values())
    return tuple(dict.fromkeys(hit for text in texts for rule in known for hit in hits(text, rule)))


def free(text: str, exempt: Iterable[str] = ()) -> str:
    """The text without what may be said as it is: quotations and named phrases."""
    for phrase in exempt:
        text = re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE)
    return _QUOTED.sub(" ", text)


def _found(text: str, rules: Concreteness) -> Iterator[Hit]:
    words = frozenset(_WORD.findall(text.lower()))
    for trigger in rules.triggers:
        if _starts(trigger).isdisjoint(words) and not _ends(trigger, words):
            continue
        places = list(_pattern(trigger, rules.max_gap).finditer(text))
        if places and not any(_EXPLAINED.match(text, place.end()) for place in places):
            yield Hit(places[0].group(0).lower(), trigger.ask)


@lru_cache(maxsize=512)
def _starts(trigger: Trigger) -> frozenset[str]:
    """The words with which it can begin; most texts hold none, and need no further look."""
    forms = (trigger.word, *trigger.forms, *(first for first, _ in trigger.split))
    return frozenset(_WORD.findall(form.lower())[0] for form in forms)


def _ends(trigger: Trigger, words: Iterable[str]) -> bool:
    return bool(trigger.endings) and any(word.endswith(trigger.endings) for word in words)


@lru_cache(maxsize=512)
def _pattern(trigger: Trigger, max_gap: int) -> re.Pattern[str]:
    whole = [re.escape(form) for form in (trigger.word, *trigger.forms)]
    ends = [rf"\w*{re.escape(ending)}" for ending in trigger.endings]
    gap = rf"(?:\W+\w+){{0,{max_gap}}}?\W+"
    split = [re.escape(first) + gap + re.escape(last) for first, last in trigger.split]
    return re.compile(rf"(?<!\w)(?:{'|'.join((*whole, *ends, *split))})(?!\w)", re.IGNORECASE)
