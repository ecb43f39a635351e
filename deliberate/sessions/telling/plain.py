"""The summary for the family: its fixed sentences, and what must not stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from deliberate.sessions.refusals import Params
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.shielding import for_the_family
from deliberate.sessions.state import Session
from deliberate.sessions.windows import (
    Condition,
    Content,
    DecidesRow,
    Dissent,
    FamilySummary,
    Person,
    Review,
    Strength,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One fixed sentence of the summary, with the group's words in it."""

    code: str
    params: Params = field(default_factory=dict)


WORDS_PER_SENTENCE = 15
SAME_WORDS = 5
"""So many words in a row out of something shielded are no chance."""
ABOUT = frozenset({"text", "what", "title", "label", "meaning"})
Run = tuple[str, ...]
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def draft(session: Session) -> tuple[Line, ...]:
    """The decision in fixed plain sentences, from what everybody in the family may read.

    Texts of the group stand in it as they were written, and are made plain by hand.
    """
    return tuple(_draft(for_the_family(session)))


def _draft(session: Session) -> Iterator[Line]:
    yield Line("proposal")
    if question := session.progress.decision_question.strip():
        yield Line("question", {"question": question})
    yield from _safe(session)
    for _, strength in session.entries.of(Strength):
        yield Line("goes_well", {"text": _bare(strength.text)})
    yield from _must(session)
    if (decision := session.verdict.decision) is not None:
        yield Line("why", {"reason": _bare(decision.reason)})
    if session.entries.of(Dissent):
        yield Line("not_all_alike")
    for _, row in session.entries.of(DecidesRow):
        if row.who == "family":
            yield Line("you_choose", {"what": _bare(row.what)})
    for _, review in session.entries.of(Review):
        yield Line("look_again", {"date": review.date})
    yield Line("disagree")
    yield Line("copy")


def _safe(session: Session) -> Iterator[Line]:
    names = {entry.id: person.name for entry, person in session.entries.of(Person)}
    for child in children(session):
        answer = session.verdict.safe_enough.get(child)
        if answer is not None:
            child_named = {"child": names[child]}
            yield Line("safe" if answer.safe_enough else "not_safe", child_named)


def _must(session: Session) -> Iterator[Line]:
    found = session.entries.of(Condition)
    if found:
        yield Line("must")
    for number, (_, c) in enumerate(found, start=1):
        yield Line(
            "condition", {"number": number, "who": c.who, "what": _bare(c.what), "until": c.until}
        )


def _bare(text: str) -> str:
    return text.strip().rstrip(".")


def long_sentences(text: str) -> tuple[str, ...]:
    """The sentences that are too long to follow when they are read aloud."""
    found = (sentence.strip() for sentence in _SENTENCE.findall(text))
    return tuple(s for s in found if len(_WORD.findall(s)) > WORDS_PER_SENTENCE)


def shows_shielded(session: Session, text: str) -> bool:
    """Whether a text repeats what somebody in the family may not read: shielded, withdrawn after
    that, or told by another of themselves."""
    free = for_the_family(session).entries
    entries = session.entries.by_id.values()
    hidden = (e.content for e in entries if e.id not in free.by_id)
    said = _runs(text)
    secret = {run for content in hidden for run in _secrets(content)} & said
    if not secret:
        return False
    return not secret <= {
        run for e in free.live() for _, t in _texts(e.content) for run in _runs(t)
    }


def _secrets(content: Content) -> Iterator[Run]:
    """By which words something is known again: a few in a row of a long text, all of a short one
    that says what it is about, such as an address or the name of a person."""
    for name, text in _texts(content):
        words = _words(text)
        if len(words) >= SAME_WORDS:
            yield from _grams(words, SAME_WORDS)
        elif words and (name == "name" or (name in ABOUT and len(words) > 1)):
            yield words


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    """What was typed, by field; a summary is not held against itself."""
    if not isinstance(content, FamilySummary):
        for field_ in fields(content):
            if field_.metadata.get("max"):
                yield field_.name, str(getattr(content, field_.name))


def _words(text: str) -> Run:
    return tuple(_WORD.findall(text.casefold()))


def _grams(words: Run, length: int) -> Iterator[Run]:
    return (words[n : n + length] for n in range(len(words) - length + 1))


def _runs(text: str) -> set[Run]:
    """Every word, every two in a row, and so on."""
    words = _words(text)
    return {run for length in range(1, SAME_WORDS + 1) for run in _grams(words, length)}
