"""Finds listed phrases in a text: whole words, any case, and nothing that is not listed."""

import re
from collections.abc import Collection
from functools import lru_cache

from .forms import Phrases

GAP = "..."
"""Stands in a phrase for a few words between."""
MOST_BETWEEN = 3
_ARTICLE = re.compile(r"^(?:de|het|een|the|a)\s+", re.IGNORECASE)


def first(text: str, phrases: Phrases) -> str:
    """The words of the first listed phrase that the text holds, or nothing."""
    found = pattern(phrases).search(text) if phrases else None
    return " ".join(found[0].split()) if found else ""


def every(text: str, phrases: Phrases) -> tuple[str, ...]:
    """The words of each listed phrase that the text holds, each once."""
    found = pattern(phrases).finditer(text) if phrases else ()
    said = (" ".join(place[0].split()) for place in found)
    return tuple({words.casefold(): words for words in said}.values())


def whole(text: str, phrases: Phrases) -> bool:
    """Whether the text is one of the phrases and no more than that."""
    return _bare(text) in _bares(phrases)


def names_one(text: str, names: Collection[str]) -> bool:
    """Whether one of these people is named in the text."""
    return any(
        re.search(rf"(?<!\w){re.escape(name.strip())}(?!\w)", text, re.IGNORECASE)
        for name in names
        if name.strip()
    )


def _bare(text: str) -> str:
    return _ARTICLE.sub("", " ".join(text.split()).rstrip(".").casefold())


@lru_cache(maxsize=128)
def _bares(phrases: Phrases) -> frozenset[str]:
    return frozenset(map(_bare, phrases))


@lru_cache(maxsize=128)
def pattern(phrases: Phrases) -> re.Pattern[str]:
    """One pattern for all phrases of a list."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_one, phrases))})(?!\w)", re.IGNORECASE)


def _one(phrase: str) -> str:
    between = rf"(?:[^\w.;]+\w+){{0,{MOST_BETWEEN}}}?[^\w.;]+"
    parts = (r"\s+".join(map(re.escape, part.split())) for part in phrase.split(GAP))
    return between.join(parts)
