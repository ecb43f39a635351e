"""What is not concrete yet: vague words in core facts, and conditions against the quality rule."""

from collections.abc import Iterator

from .concreteness import vague
from .condition_rule import blocking, check, in_the_case
from .ids import EntryId
from .refusals import Need
from .state import Session
from .windows import Condition, Fact


def core_facts(session: Session) -> tuple[Need, ...]:
    """G1: at least one core fact, and every one of them concrete."""
    if not session.entries.core:
        return (Need("core_facts_missing", bypassable=True, gate="G1"),)
    return tuple(need for entry in session.entries.core for need in _vague(session, entry))


def _vague(session: Session, core: EntryId) -> Iterator[Need]:
    """One need for each vague word in a core fact."""
    fact = session.entries.by_id[core].content
    texts = (fact.text,) if isinstance(fact, Fact) else ()
    for hit in vague(texts, session.opened.catalogue.concreteness):
        params = {"word": hit.word, "ask": hit.ask}
        yield Need("trigger_word", params, core, bypassable=True, gate="G1")


def conditions_concrete(session: Session) -> tuple[Need, ...]:
    """G7: every condition is one, by the quality rule: who, does what, why, until when."""
    catalogue, case = session.opened.catalogue, in_the_case(session)
    return tuple(
        Need(
            found.code,
            {"number": number, "word": found.words, "ask": found.ask},
            entry.id,
            bypassable=True,
            gate="G7",
        )
        for number, (entry, condition) in enumerate(session.entries.of(Condition), start=1)
        for found in blocking(check(condition, catalogue, case))
    )
