"""What only one person knows comes on the table, and comes first."""

from deliberate.sessions.alike import latin
from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, MarkCore, NothingToAdd
from deliberate.sessions.entries.state import Entry
from deliberate.sessions.entries.unique import ASKED, passed_over, tellers, unasked, waiting
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import FACTS, EntryId, SeatId, StageId
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.seating.commands import GiveRole
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Fact


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """Core facts are chosen when everybody was asked; and what only one knows is theirs to say:
    nobody says it for them, takes their turn, or calls so what stands there already."""
    match command:
        case MarkCore(core=True):
            fact = _fact(session, command.entry)
            early = session.progress.stage != FACTS or unasked(session)
            marked = fact is None or fact.id in session.entries.core
            return Refusal("unique_first", "entry") if early and not marked else None
        case GiveRole():
            return _turn_taken(session, command)
        case AddEntry(content=Fact(unique=True) as said):
            return Refusal("known_already", "content.text") if _known(session, said) else None
        case CorrectEntry(content=Fact() as said):
            return _corrected(session, command.entry, said, actor.seat)
        case NothingToAdd():
            told = actor.seat in tellers(session)
            return Refusal("told_already") if told else None
        case _:
            return None


def _turn_taken(session: Session, command: GiveRole) -> Refusal | None:
    """Who has not been asked yet is not made somebody who is not asked; who leads and judges no
    more goes back to leading, which nobody is asked for."""
    if session.progress.stage != FACTS or command.roles & (ASKED | {Role.MODERATOR}):
        return None
    names = (seat.name for seat in unasked(session) if seat.id == command.seat)
    name = next(names, None)
    return Refusal("unique_before_role", "roles", {"name": name}) if name else None


def _corrected(session: Session, entry: EntryId, said: Fact, seat: SeatId) -> Refusal | None:
    """Whose turn it was is not for somebody else to take, nor to give back."""
    before = _fact(session, entry)
    if before is None or not isinstance(before.content, Fact):
        return None
    if before.content.unique != said.unique and before.by != seat:
        return Refusal("only_they_know", "content.unique")
    if said.unique and _known(session, said, entry):
        return Refusal("known_already", "content.text")
    return None


def _fact(session: Session, entry: EntryId) -> Entry | None:
    found = session.entries.by_id.get(entry)
    live = found is not None and found.withdrawn is None and isinstance(found.content, Fact)
    return found if live else None


def _known(session: Session, said: Fact, but: EntryId | None = None) -> bool:
    """Whether these words stand among the facts already, letter for letter."""
    facts = session.entries.of(Fact)
    return any(e.id != but and _bare(fact.text) == _bare(said.text) for e, fact in facts)


def _bare(text: str) -> str:
    return " ".join(latin(text).split()).rstrip(".").casefold()


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G1: everybody says one thing that others may not know, or that there is nothing."""
    if stage != FACTS:
        return ()
    return tuple(
        Need("unique_information_open", {"name": s.name}, s.id, bypassable=True, gate="G1")
        for s in waiting(session)
    )


def reports(session: Session) -> tuple[Note, ...]:
    """How many told something, and who is asked still or was passed over, in numbers.

    How many had nothing to add is left out, and only told whether anybody had: whoever told what
    a reader may not see would be one more of them.
    """
    told, passed = tellers(session), passed_over(session)
    params = {
        "told": len(told),
        "open": len(unasked(session)) if session.progress.stage == FACTS else 0,
        "passed": len(passed - told),
        "nothing": int(bool(session.entries.nothing_to_add - told - passed)),
    }
    return (Note("unique_information", params),)


GUARD = Guard("unique_information", refuses, needs, reports=reports, works_from=FACTS)
