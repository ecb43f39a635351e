"""Facts that can be checked and conditions that can be seen: vague words hold up these alone."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.concrete import conditions_concrete, core_facts
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import DECIDE, FACTS, TEST, EntryId, StageId
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Condition, Fact


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """A fact says where it comes from and of which day; one that is contested stays beside what
    was said against it."""
    match command:
        case AddEntry(content=Fact() as fact) | CorrectEntry(content=Fact() as fact):
            return _fact_fault(fact)
        case WithdrawEntry():
            stays = _contested(session, command.entry)
            return Refusal("contested_fact_stays", "entry") if stays else None
        case _:
            return None


def _fact_fault(fact: Fact) -> Refusal | None:
    """A dash or a question mark fills a field and tells nobody where to ask."""
    if not _says_something(fact.source):
        return Refusal("fact_without_source", "content.source")
    if not _says_something(fact.date):
        return Refusal("fact_without_date", "content.date")
    return None


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _contested(session: Session, entry: EntryId) -> bool:
    known = session.entries.by_id.get(entry)
    return known is not None and isinstance(known.content, Fact) and bool(known.contested)


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G1: core facts without vague words; G7: conditions by the quality rule. Elsewhere a vague
    word is a hint beside the field, and holds up nothing."""
    if stage == FACTS:
        return core_facts(session)
    return conditions_concrete(session) if stage in {DECIDE, TEST} else ()


def reports(session: Session) -> tuple[Note, ...]:
    """How many facts and conditions there are, and how many vague words were passed over."""
    facts = session.entries.of(Fact)
    passed = (b for b in session.progress.bypassed if b.guard == GUARD.name)
    params = {
        "facts": len(facts),
        "core": len(session.entries.core),
        "contested": sum(bool(entry.contested) for entry, _ in facts),
        "conditions": len(session.entries.of(Condition)),
        "passed": sum(1 for _ in passed),
    }
    return (Note("concreteness", params),)


GUARD = Guard("concreteness", refuses, needs, reports=reports)
