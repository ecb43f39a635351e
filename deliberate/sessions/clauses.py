"""Takes a sentence apart into what somebody does and the reaction that goes with it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .forms import ConditionWords
from .phrases import first, pattern

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])|[;\n]+")
SHOWN = 5
"""So many words say which behaviour is meant."""


def second(text: str, words: ConditionWords) -> str:
    """The beginning of a second behaviour, or of a second reaction; empty when there is none."""
    behaviours: list[str] = []
    reactions: list[str] = []
    for number, sentence in enumerate(filter(str.strip, _SENTENCE.split(text))):
        does, reacts = _parted(sentence, words, number > 0)
        behaviours += _behaviours(does, words)
        reactions += [reacts] if reacts else []
    return next((_beginning(found[1]) for found in (behaviours, reactions) if len(found) > 1), "")


def _parted(sentence: str, words: ConditionWords, later: bool) -> tuple[str, str]:
    """What is done, and from where the agreed reaction begins."""
    found = pattern(words.reactions).search(sentence) if words.reactions else None
    if found:
        return sentence[: found.start()], sentence[found.start() :]
    return ("", sentence) if later and first(sentence, words.then) else (sentence, "")


def _behaviours(text: str, words: ConditionWords) -> Iterator[str]:
    if not (words.joins and words.verbs):
        yield from filter(str.strip, (text,))
        return
    yield from (part for part in _joined(words).split(text) if part.strip(" ,."))


@lru_cache(maxsize=8)
def _joined(words: ConditionWords) -> re.Pattern[str]:
    """Where one of the joining words is followed by a verb, with at most two words between."""
    joins, verbs = ("|".join(map(re.escape, listed)) for listed in (words.joins, words.verbs))
    never = "|".join(map(re.escape, words.infinitive)) or "(?!)"
    between = rf"(?:\s+(?!(?:{never})\b)\w+){{0,2}}?\s+"
    return re.compile(rf"(?<!\w)(?:{joins})(?={between}(?:{verbs})(?!\w))", re.IGNORECASE)


def _beginning(text: str) -> str:
    return " ".join(text.strip(" ,.").split()[:SHOWN])
