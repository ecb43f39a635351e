"""Finds what sounds like a proposal where only facts are told: a listed phrase, and no more."""

from collections.abc import Mapping

from .concreteness import free
from .forms import Phrases
from .phrases import every


def proposed(text: str, phrases: Mapping[str, Phrases]) -> tuple[str, ...]:
    """The words that propose something, in whatever language; what somebody said is free."""
    said = free(text)
    found = (words for listed in phrases.values() for words in every(said, listed))
    return tuple(dict.fromkeys(found))
