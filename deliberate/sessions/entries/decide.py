"""Decides what is asked of entries."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.ids import FACTS, EntryId, PartyId, SeatId
from deliberate.sessions.kinds._base import Kind
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.state import Session
from deliberate.sessions.windows import (
    CaseFactor,
    Condition,
    Content,
    Dissent,
    Fact,
    Person,
)

from .commands import (
    AddEntry,
    ContestEntry,
    CorrectEntry,
    EntryCommand,
    MarkCore,
    NothingToAdd,
    ShieldEntry,
    WithdrawEntry,
)
from .events import (
    CoreMarked,
    EntryAdded,
    EntryContested,
    EntryCorrected,
    EntryEvent,
    EntryShielded,
    EntryWithdrawn,
    NothingAdded,
)
from .faults import misfit, next_step_fault, repeats, still_named
from .kept import on_closed_list, sent_back, unchanged, undone
from .state import Entry
from .terms import term_fault

Decision = tuple[EntryEvent, ...] | Refusal
MAX_ENTRIES = 400
NOBODY = SeatId("")
"""Who wrote what is anonymous."""
EDITORS = frozenset({Role.MODERATOR, Role.RECORDER})


def decide(
    session: Session, command: EntryCommand, actor: Actor, kind: Kind, brought: Brought
) -> Decision:
    if isinstance(command, AddEntry):
        return _add(session, command, actor, kind, brought)
    if isinstance(command, NothingToAdd):
        return (NothingAdded(seat=actor.seat),)
    entry = session.entries.by_id.get(command.entry)
    if entry is None or entry.withdrawn is not None:
        return Refusal("unknown_entry", "entry")
    if isinstance(command, CorrectEntry | WithdrawEntry):
        refusal = _frozen(session, entry, actor, kind)
        if refusal:
            return refusal
    if isinstance(command, WithdrawEntry) and on_closed_list(session, entry):
        return Refusal("options_closed", "entry")
    return _on_entry(session, entry, command, actor, brought)


def _frozen(session: Session, entry: Entry, actor: Actor, kind: Kind) -> Refusal | None:
    """What a stage no longer writes it no longer changes; core facts stand once judged on."""
    if not _writes(session, entry.content, actor, kind):
        return Refusal("not_now", "entry", {"kind": entry.content.kind})
    judged = kind.position(session.progress.stage) > kind.position(FACTS)
    if judged and entry.id in session.entries.core:
        return Refusal("core_facts_frozen", "entry")
    return None


def _writes(session: Session, content: Content, actor: Actor, kind: Kind) -> bool:
    writes = kind.stage(session.progress.stage).writes
    return any(type(content) in writes.get(role, ()) for role in actor.roles)


OnEntry = CorrectEntry | WithdrawEntry | ContestEntry | ShieldEntry | MarkCore


def _on_entry(
    session: Session, entry: Entry, command: OnEntry, actor: Actor, brought: Brought
) -> Decision:
    match command:
        case CorrectEntry():
            return _correct(session, entry, command, actor, brought)
        case WithdrawEntry():
            refusal = None if _may_edit(entry, actor) else Refusal("not_your_entry", "entry")
            refusal = refusal or still_named(session, entry)
            reason = command.reason
            return refusal or (EntryWithdrawn(entry=entry.id, by=actor.seat, reason=reason),)
        case ContestEntry():
            contested = EntryContested(
                entry=entry.id, by=actor.seat, text=command.text, source=command.source
            )
            return (contested,)
        case ShieldEntry():
            return _shield(session, entry, command, actor)
        case MarkCore():
            return _mark(session, entry, command)


def _shield(session: Session, entry: Entry, command: ShieldEntry, actor: Actor) -> Decision:
    """Whoever wrote it knows for whom it is not, and so do those who write for the group."""
    if entry.by != actor.seat and not actor.roles & EDITORS:
        return Refusal("not_your_entry", "entry")
    if not command.parties <= {PartyId(found.id) for found, _ in session.entries.of(Person)}:
        return Refusal("unknown_party", "parties")
    if not (command.parties or entry.shielded_from):
        return Refusal("party_missing", "parties")
    shielded = EntryShielded(
        entry=entry.id, by=actor.seat, parties=command.parties, reason=command.reason
    )
    return (shielded,)


def _add(
    session: Session, command: AddEntry, actor: Actor, kind: Kind, brought: Brought
) -> Decision:
    content = command.content
    if not _writes(session, content, actor, kind):
        return Refusal("not_now", "content", {"kind": content.kind})
    if len(session.entries.by_id) >= MAX_ENTRIES:
        return Refusal("too_many_entries", "content")
    refusal = _content_fault(session, content) or repeats(session, content)
    refusal = refusal or misfit(session, content) or term_fault(session, content, actor)
    refusal = refusal or next_step_fault(session, content, brought.at)
    refusal = refusal or sent_back(session, content)
    if refusal:
        return refusal
    entry = EntryId(brought.key)
    stage = session.progress.stage
    by = NOBODY if isinstance(content, Dissent) and content.anonymous else actor.seat
    return (EntryAdded(entry=entry, by=by, stage=stage, content=content),)


def _content_fault(session: Session, content: Content) -> Refusal | None:
    if isinstance(content, CaseFactor):
        most = session.opened.parameters.max_case_factors
        if len(session.entries.of(CaseFactor)) >= most:
            return Refusal("too_many_case_factors", "content.label", {"max": most})
    return None


def _may_edit(entry: Entry, actor: Actor) -> bool:
    if isinstance(entry.content, Dissent):
        return entry.by == actor.seat
    if isinstance(entry.content, Condition) and Role.DECISION_MAKER in actor.roles:
        return True
    return entry.by == actor.seat or bool(actor.roles & EDITORS)


def _correct(
    session: Session, entry: Entry, command: CorrectEntry, actor: Actor, brought: Brought
) -> Decision:
    if not _may_edit(entry, actor):
        return Refusal("not_your_entry", "entry")
    if type(command.content) is not type(entry.content):
        return Refusal("other_kind_of_entry", "content")
    refusal = undone(session, entry, command.content)
    refusal = refusal or repeats(session, command.content, entry.id)
    refusal = refusal or misfit(session, command.content)
    refusal = refusal or term_fault(session, command.content, actor, entry)
    refusal = refusal or next_step_fault(session, command.content, brought.at, entry.id)
    refusal = refusal or unchanged(entry.content, command.content)
    if refusal := refusal or sent_back(session, command.content):
        return refusal
    if isinstance(command.content, Dissent) and command.content.anonymous:
        return Refusal("anonymous_from_the_start", "content.anonymous")
    return (EntryCorrected(entry=entry.id, by=actor.seat, content=command.content),)


def _mark(session: Session, entry: Entry, command: MarkCore) -> Decision:
    if not isinstance(entry.content, Fact):
        return Refusal("only_facts_are_core", "entry")
    most = session.opened.parameters.max_core_facts
    already = entry.id in session.entries.core
    if command.core and not already and len(session.entries.core) >= most:
        return Refusal("too_many_core_facts", "entry", {"max": most})
    if command.core == already:
        return Refusal("already_so", "entry")
    return (CoreMarked(entry=entry.id, core=command.core),)
