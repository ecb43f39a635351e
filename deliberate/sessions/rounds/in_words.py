"""A distribution in words, for who gets no counts: whether people agreed, and on what."""

from dataclasses import dataclass
from typing import Literal

from .summary import ItemSummary

Agree = Literal["all", "most", "differ", "nobody"]
MOST = 2 / 3


@dataclass(frozen=True, slots=True)
class InWords:
    """`values` has what all or most answered, else everything that was answered, in its order."""

    agree: Agree
    values: tuple[str, ...] = ()


def in_words(item: ItemSummary) -> InWords:
    """Depends on nothing but the counts; answers that nobody gave are not there."""
    given = {value: n for value, n in item.counts.items() if n}
    total = sum(given.values())
    if not total:
        return InWords("nobody")
    top = max(given, key=lambda value: (given[value], value))
    if len(given) == 1:
        return InWords("all", (top,))
    if given[top] >= MOST * total:
        return InWords("most", (top,))
    return InWords("differ", tuple(sorted(given, key=_place)))


def _place(value: str) -> tuple[int, str]:
    return (int(value), "") if value.lstrip("-").isdigit() else (0, value)
