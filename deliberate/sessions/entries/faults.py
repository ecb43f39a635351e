"""What an entry must fit to, besides the lengths of its texts."""

from deliberate.sessions.arranging import ONLY_ONE, arranged, carries_or_spoke, reviewed
from deliberate.sessions.ids import EntryId, Millis, PartyId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.state import Session
from deliberate.sessions.telling.plain import shows_shielded
from deliberate.sessions.windows import (
    Arrangement,
    CaseFactor,
    ChildsWords,
    Condition,
    Consequences,
    Content,
    Dissent,
    Fact,
    FamilySummary,
    FeltThreat,
    Option,
    Person,
    Relation,
    Review,
)

from .state import Entry


def misfit(session: Session, content: Content) -> Refusal | None:
    """Why these words do not fit, whether they are new or a correction."""
    match content:
        case Consequences():
            return _consequences(session, content)
        case Dissent():
            return _dissent(session, content)
        case Condition():
            known = _all_facts(session, content.facts)
            return None if known else Refusal("unknown_entry", "content.facts")
        case CaseFactor():
            rests = bool(content.facts) and _all_facts(session, content.facts)
            return None if rests else Refusal("case_factor_needs_fact", "content.facts")
        case Person():
            return _consent(content)
        case ChildsWords():
            known = content.whose in children(session)
            return None if known else Refusal("unknown_child", "content.whose")
        case FeltThreat():
            known = content.whose in _family(session)
            return None if known else Refusal("unknown_party", "content.whose")
        case _:
            return None


def repeats(session: Session, content: Content, corrects: EntryId | None = None) -> Refusal | None:
    """The consequences of an option, and by whom somebody feels threatened, are written once and
    corrected from then on; so is what a plan has one of."""
    if refusal := ONLY_ONE.get(type(content)):
        others = any(entry.id != corrects for entry, _ in session.entries.of(type(content)))
        return refusal if others else None
    if isinstance(content, Consequences):
        options = (c.option for e, c in session.entries.of(Consequences) if e.id != corrects)
        known = content.option in options
        return Refusal("consequences_written", "content.option") if known else None
    if isinstance(content, FeltThreat):
        people = (c.whose for e, c in session.entries.of(FeltThreat) if e.id != corrects)
        return Refusal("threat_written", "content.whose") if content.whose in people else None
    return None


def next_step_fault(
    session: Session, content: Content, at: Millis, corrects: EntryId | None = None
) -> Refusal | None:
    """What keeps an arrangement, a day to look again or a summary from being written like this."""
    match content:
        case Arrangement():
            return arranged(session, content, corrects)
        case Review():
            return reviewed(content, at)
        case FamilySummary():
            found = shows_shielded(session, content.text)
            return Refusal("summary_shows_shielded", "content.text") if found else None
        case _:
            return None


def still_named(session: Session, entry: Entry) -> Refusal | None:
    """Somebody whom other entries are about, or are shielded from, stays among the people."""
    if not isinstance(entry.content, Person):
        return None
    about = any(
        isinstance(other.content, ChildsWords | FeltThreat) and other.content.whose == entry.id
        for other in session.entries.live()
    ) or carries_or_spoke(session, entry.id)
    parties = (party for other in session.entries.live() for party in other.shielded_from)
    return Refusal("person_is_named", "entry") if about or PartyId(entry.id) in parties else None


def _all_facts(session: Session, facts: tuple[EntryId, ...]) -> bool:
    return {entry.id for entry, _ in session.entries.of(Fact)}.issuperset(facts)


def _consent(content: Person) -> Refusal | None:
    """Who is of the network thinks along first; carrying out comes after the own consent."""
    network = content.relation is Relation.NETWORK
    if network and content.carries_out and not content.consented:
        return Refusal("consent_first", "content.consented")
    return None


def _family(session: Session) -> frozenset[EntryId]:
    """Everybody of the case who is not there for their work."""
    return frozenset(
        entry.id
        for entry, person in session.entries.of(Person)
        if person.relation is not Relation.PROFESSIONAL
    )


def _consequences(session: Session, content: Consequences) -> Refusal | None:
    if not any(entry.id == content.option for entry, _ in session.entries.of(Option)):
        return Refusal("unknown_option", "content.option")
    if len(children(session)) > 1 and not content.siblings.strip():
        return Refusal("text_missing", "content.siblings")
    return None


def _dissent(session: Session, content: Dissent) -> Refusal | None:
    if content.anonymous and content.about != "process":
        return Refusal("only_process_anonymous", "content.anonymous")
    known = {entry.id for entry, _ in session.entries.of(Fact)}
    if content.deciding_fact is not None and content.deciding_fact not in known:
        return Refusal("unknown_entry", "content.deciding_fact")
    return None
