"""Whose the words of a term are: anybody marks one, the group says what it means."""

from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Content, Term

from .state import Entry

WRITERS = frozenset({Role.MODERATOR, Role.RECORDER})


def term_fault(
    session: Session, content: Content, actor: Actor, before: Entry | None = None
) -> Refusal | None:
    """What keeps a term from being marked or explained like this."""
    if not isinstance(content, Term):
        return None
    if _listed(session, content.word, before):
        return Refusal("term_listed", "content.word")
    known = before.content.meaning if before and isinstance(before.content, Term) else ""
    if content.meaning != known and not actor.roles & WRITERS:
        return Refusal("meaning_is_the_groups", "content.meaning")
    return None


def _listed(session: Session, word: str, before: Entry | None) -> bool:
    """A shielded term is not given away by refusing its word."""
    return any(
        _same(term.word, word)
        for entry, term in session.entries.of(Term)
        if not entry.shielded_from and entry != before
    )


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
