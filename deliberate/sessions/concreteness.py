"""Finds words that are too vague for a core fact or a condition, and the question they call for.

Whole words in any case: the word itself, its listed forms, two words in order with few between,
or a compound with a listed ending. Quotations and named phrases are free, and so is a word that
is followed by what it means, in brackets. Letters of another script that look like Latin ones are
read as those too: nobody in the room sees the difference.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from .alike import latin
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
    seen, key = _index(rules).seen, blake2b(text.encode(), digest_size=16).digest()
    found = seen.get(key)
    if found is None:
        if len(seen) >= _TEXTS:
            seen.clear()
        read = dict.fromkeys((text, latin(text)))
        said = (free(one, rules.exempt_phrases) for one in read)
        found = seen[key] = tuple(dict.fromkeys(hit for one in said for hit in _found(one, rules)))
    return found


def vague(texts: Iterable[str], rules: Mapping[str, Concreteness]) -> tuple[Hit, ...]:
    """The vague words of several texts, in whatever language they are written."""
    known = tuple(rules.values())
    return tuple(dict.fromkeys(hit for text in texts for rule in known for hit in hits(text, rule)))


def free(text: str, exempt: Iterable[str] = ()) -> str:
    """The text without what may be said as it is: quotations and named phrases."""
    phrases = tuple(exempt)
    if phrases:
        text = _any_of(phrases).sub(" ", text)
    return _QUOTED.sub(" ", text)


@lru_cache(maxsize=64)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first, so that no phrase hides one that it begins."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)


def _found(text: str, rules: Concreteness) -> Iterator[Hit]:
    for trigger in _possible(frozenset(_WORD.findall(text.lower())), rules):
        places = list(_pattern(trigger, rules.max_gap).finditer(text))
        if places and not any(_EXPLAINED.match(text, place.end()) for place in places):
            yield Hit(places[0].group(0).lower(), trigger.ask)


def _possible(words: frozenset[str], rules: Concreteness) -> Iterator[Trigger]:
    """The few that can be in a text with these words, in the order of the list."""
    index = _index(rules)
    found = {n for word in words & index.starts.keys() for n in index.starts[word]}
    found |= {n for ending, n in index.endings if any(word.endswith(ending) for word in words)}
    return (rules.triggers[n] for n in sorted(found))


@dataclass(frozen=True, slots=True)
class _Index:
    """Which triggers can begin with a word, by their places in the list, and which end how; and
    what has been found in the texts that a session shows again and again, none of which is kept
    here itself."""

    starts: Mapping[str, tuple[int, ...]]
    endings: tuple[tuple[tuple[str, ...], int], ...]
    seen: dict[bytes, tuple[Hit, ...]] = field(default_factory=dict)


_MANY, _TEXTS = 64, 1_000
_KNOWN: dict[int, tuple[Concreteness, _Index]] = {}


def _index(rules: Concreteness) -> _Index:
    """Made once for each list in memory; hashing a whole list takes longer than using it."""
    known = _KNOWN.get(id(rules))
    if known is None:
        if len(_KNOWN) >= _MANY:
            _KNOWN.clear()
        known = _KNOWN[id(rules)] = (rules, _indexed(rules))
    return known[1]


def _indexed(rules: Concreteness) -> _Index:
    starts: dict[str, tuple[int, ...]] = {}
    for n, trigger in enumerate(rules.triggers):
        forms = (trigger.word, *trigger.forms, *(first for first, _ in trigger.split))
        for word in {_WORD.findall(form.lower())[0] for form in forms}:
            starts[word] = (*starts.get(word, ()), n)
    ends = ((trigger.endings, n) for n, trigger in enumerate(rules.triggers) if trigger.endings)
    return _Index(starts, tuple(ends))


@lru_cache(maxsize=512)
def _pattern(trigger: Trigger, max_gap: int) -> re.Pattern[str]:
    whole = [re.escape(form) for form in (trigger.word, *trigger.forms)]
    ends = [rf"\w*{re.escape(ending)}" for ending in trigger.endings]
    gap = rf"(?:\W+\w+){{0,{max_gap}}}?\W+"
    split = [re.escape(first) + gap + re.escape(last) for first, last in trigger.split]
    return re.compile(rf"(?<!\w)(?:{'|'.join((*whole, *ends, *split))})(?!\w)", re.IGNORECASE)
