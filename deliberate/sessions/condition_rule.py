"""The quality rule for conditions: what keeps a sentence from being one, and since when it counts.

[Who] [does what] [when], to be seen by [what], watched by [whom], until [day]; if it does not work
out, then [what]. One behaviour with its agreed reaction. Words come from the catalogue.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from . import clauses
from .concreteness import Hit, free, vague
from .dates import dated
from .forms import Catalogue, Concreteness, ConditionWords, Phrases
from .ids import EntryId
from .phrases import every, first, names_one, whole
from .rounds.forms import children
from .state import Session
from .windows import Condition, Fact, FeltThreat, Person

_LISTS = fields(ConditionWords)
MEANINGFUL = 2
"""A single word says no more than that something happens."""

Code = Literal[
    "no_person",
    "service_as_goal",
    "attitude",
    "no_behaviour",
    "second_behaviour",
    "trigger_word",
    "no_time",
    "danger_on_child",
    "threatened_person",
    "no_end_date",
    "no_concern",
    "no_sign",
    "no_observer",
    "no_otherwise",
]
LISTED: frozenset[Code] = frozenset({"service_as_goal", "attitude", "no_behaviour"})
"""What is found by phrases of the catalogue."""


class Force(StrEnum):
    """Whether a finding holds up the meeting, the test after it, or nobody."""

    NOW = "now"
    LATER = "later"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is missing or wrong in one field; `words` are those it was found in."""

    code: Code
    field: str
    words: str = ""
    ask: str = ""
    force: Force = Force.NOW


@dataclass(frozen=True, slots=True)
class InTheCase:
    """What a condition can be held against: children, who feels threatened, and what is known."""

    children: frozenset[str] = frozenset()
    threatened: frozenset[str] = frozenset()
    facts: frozenset[EntryId] = frozenset()


NOBODY_KNOWN = InTheCase()


def check(
    condition: Condition, catalogue: Catalogue, case: InTheCase = NOBODY_KNOWN
) -> tuple[Finding, ...]:
    """Everything that the rule finds, field by field, in whatever language it is written."""
    words, rules = together(tuple(catalogue.condition_words.values())), catalogue.concreteness
    what = free(condition.what, (p for rule in rules.values() for p in rule.exempt_phrases))
    found = (
        *_who(condition.who, words),
        *_behaviour(what, words),
        *_vague(condition, rules),
        *_when(what, words),
        *_victim(condition.who, what, words, case),
        *_until(condition.until, words),
        *_why(condition, rules, case.facts),
        *_later(condition, rules),
    )
    return tuple(dict.fromkeys(_without_repeats(found)))


def in_the_case(session: Session) -> InTheCase:
    """What is written down of the case, as far as the session given knows it."""
    words = together(tuple(session.opened.catalogue.condition_words.values()))
    names = {entry.id: person.name for entry, person in session.entries.of(Person)}
    felt = (t for _, t in session.entries.of(FeltThreat) if not whole(t.by, words.nobody))
    return InTheCase(
        children=frozenset(names[child] for child in children(session) if child in names),
        threatened=frozenset(names[threat.whose] for threat in felt if threat.whose in names),
        facts=frozenset(entry.id for entry, _ in session.entries.of(Fact)),
    )


@lru_cache(maxsize=8)
def together(languages: tuple[ConditionWords, ...]) -> ConditionWords:
    """The words of all languages as one list each: a text may be in any of them."""
    return ConditionWords(
        **{f.name: tuple(w for words in languages for w in getattr(words, f.name)) for f in _LISTS}
    )


def blocking(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """What has to be mended, or passed over by name, before the meeting can close."""
    return tuple(finding for finding in findings if finding.force is Force.NOW)


def _who(who: str, words: ConditionWords) -> Iterator[Finding]:
    if not who.strip() or whole(who, words.nobody):
        yield Finding("no_person", "who", who.strip())


def _behaviour(what: str, words: ConditionWords) -> Iterator[Finding]:
    """What somebody can be seen to do: no help, no attitude, no state of affairs; and one thing."""
    listed: tuple[tuple[Code, Phrases], ...] = (
        ("service_as_goal", words.services),
        ("attitude", words.attitudes),
        ("no_behaviour", words.states),
    )
    for code, phrases in listed:
        yield from (Finding(code, "what", found) for found in every(what, phrases))
    if len(what.split()) < MEANINGFUL:
        yield Finding("no_behaviour", "what", what.strip())
    if another := clauses.second(what, words):
        yield Finding("second_behaviour", "what", another)


def _vague(condition: Condition, rules: Mapping[str, Concreteness]) -> Iterator[Finding]:
    for field in ("who", "what", "until"):
        yield from _words_in(condition, field, rules, Force.NOW)


def _words_in(
    condition: Condition, field: str, rules: Mapping[str, Concreteness], force: Force
) -> Iterator[Finding]:
    for hit in vague((getattr(condition, field),), rules):
        yield _told(hit, field, force)


def _told(hit: Hit, field: str, force: Force) -> Finding:
    return Finding("trigger_word", field, hit.word, hit.ask, force)


def _when(what: str, words: ConditionWords) -> Iterator[Finding]:
    timed = any(sign.isdigit() for sign in what) or first(what, words.times)
    if words.times and what.strip() and not timed:
        yield Finding("no_time", "what", force=Force.HINT)


def _victim(who: str, what: str, words: ConditionWords, case: InTheCase) -> Iterator[Finding]:
    """A child never has to stop what others do. Of others it cannot be known: it is asked."""
    stops = first(what, words.for_another)
    if stops and names_one(who, case.children):
        yield Finding("danger_on_child", "who", stops)
    elif names_one(who, case.threatened):
        yield Finding("threatened_person", "who", who.strip(), force=Force.HINT)


def _until(until: str, words: ConditionWords) -> Iterator[Finding]:
    in_words = first(until, words.months) and any(sign.isdigit() for sign in until)
    if dated(until) is None and not in_words:
        yield Finding("no_end_date", "until", until.strip())


def _why(
    condition: Condition, rules: Mapping[str, Concreteness], facts: frozenset[EntryId]
) -> Iterator[Finding]:
    if not any(fact in facts for fact in condition.facts):
        yield Finding("no_concern", "facts")
    yield from _words_in(condition, "why", rules, Force.HINT)


def _later(condition: Condition, rules: Mapping[str, Concreteness]) -> Iterator[Finding]:
    """Within one working day: how it is seen, who looks, and what happens if it fails."""
    asked: tuple[tuple[Code, str], ...] = (
        ("no_sign", "seen_by"),
        ("no_observer", "watched_by"),
        ("no_otherwise", "otherwise"),
    )
    for code, field in asked:
        if not getattr(condition, field).strip():
            yield Finding(code, field, force=Force.LATER)
        yield from _words_in(condition, field, rules, Force.HINT)


def _without_repeats(found: Collection[Finding]) -> Iterator[Finding]:
    """A vague word inside a longer phrase of the same field has been named with it."""
    named = [f for f in found if f.code in LISTED]
    for finding in found:
        longer = (
            other.field == finding.field
            and _ends(other.words, finding.words)
            and (finding.code == "trigger_word" or len(other.words) > len(finding.words))
            for other in named
        )
        if not finding.words or not any(longer):
            yield finding


def _ends(phrase: str, words: str) -> bool:
    """Whether a phrase begins or ends with these words; what stands between is not of it."""
    said, known = words.casefold(), phrase.casefold()
    return known.startswith(said) or known.endswith(said)
