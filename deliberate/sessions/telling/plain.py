"""The summary for the family: its fixed sentences, and what must not stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from deliberate.sessions.entries.state import Entry
from deliberate.sessions.ids import EntryId
from deliberate.sessions.refusals import Params, Refusal
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.shielding import for_the_family
from deliberate.sessions.state import Session
from deliberate.sessions.windows import (
    Condition,
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


def shows_shielded(session: Session, text: str) -> Refusal | None:
    """Whether a text repeats something that is shielded from anybody in the family."""
    said = _runs(text)
    for entry in session.entries.live():
        if entry.shielded_from and not said.isdisjoint(_secret(session, entry)):
            return Refusal("summary_shows_shielded", "content.text")
    return None


def _secret(session: Session, entry: Entry) -> set[tuple[str, ...]]:
    """What stands in this entry and in nothing that the family may read."""
    content = entry.content
    texts = [str(getattr(content, f.name)) for f in fields(content) if f.metadata.get("max")]
    runs = set[tuple[str, ...]]().union(*(_runs(text) for text in texts))
    return runs - _open_runs(session, entry.id)


def _open_runs(session: Session, but: EntryId) -> set[tuple[str, ...]]:
    free = (e.content for e in session.entries.live() if not e.shielded_from and e.id != but)
    texts = (
        str(getattr(content, f.name))
        for content in free
        for f in fields(content)
        if f.metadata.get("max") and not isinstance(content, FamilySummary)
    )
    return set[tuple[str, ...]]().union(*(_runs(text) for text in texts))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    length = min(SAME_WORDS, len(words))
    if not length:
        return set()
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}
