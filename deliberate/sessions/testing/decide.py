"""Decides what is asked of the test."""

from collections.abc import Iterable, Iterator

from deliberate.sessions.brought import Brought
from deliberate.sessions.entries.events import EntryAdded, EntryCorrected, EntryWithdrawn
from deliberate.sessions.entries.state import Entry
from deliberate.sessions.events import Event
from deliberate.sessions.gates import decision_complete, dissent_answered
from deliberate.sessions.ids import EntryId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Condition

from .commands import PASSED, Judged, SignTest, TestCondition, TestingCommand, TestVerdict
from .events import Cancels, ConditionTested, SignatureCancelled, TestingEvent, TestSigned
from .owed import Standing, returned_before, standing

Decision = tuple[TestingEvent, ...] | Refusal


def decide(session: Session, command: TestingCommand, actor: Actor, brought: Brought) -> Decision:
    match command:
        case TestCondition():
            return _test(session, command, actor, brought)
        case SignTest():
            return _sign(session, command, actor, brought)


def _test(session: Session, command: TestCondition, actor: Actor, brought: Brought) -> Decision:
    found = {entry.id: entry for entry, _ in session.entries.of(Condition)}
    condition = found.get(command.entry)
    if condition is None:
        return Refusal("unknown_entry", "entry")
    if refusal := _test_fault(session, command, condition):
        return refusal
    tested = ConditionTested(
        entry=command.entry,
        version=len(condition.versions),
        by=actor.seat,
        verdict=command.verdict,
        weakest=command.weakest,
        why=command.why,
        change=command.change,
        as_family=command.as_family,
        doubts=command.doubts,
        moderator_too=Role.MODERATOR in actor.roles,
        at=brought.at,
    )
    return (tested, *_lapse(session, condition.id, "tested_again", actor, brought))


def _test_fault(session: Session, command: TestCondition, condition: Entry) -> Refusal | None:
    """What a verdict has to say for itself, and what it may not say of this wording."""
    passed = command.verdict in PASSED
    if passed and not command.why.strip():
        return Refusal("text_missing", "why")
    if passed and not command.as_family:
        return Refusal("read_as_family", "as_family")
    if not passed and not command.change.strip():
        return Refusal("text_missing", "change")
    changed = returned_before(session, condition)
    if command.verdict is TestVerdict.AGREED and changed:
        return Refusal("changed_since", "verdict")
    if command.verdict is TestVerdict.AGREED_AFTER_CHANGE and not changed:
        return Refusal("nothing_changed", "verdict")
    return None


def _sign(session: Session, command: SignTest, actor: Actor, brought: Brought) -> Decision:
    refusal = _unfinished(session) or _own_part(session, actor) or _reason_missing(command)
    if refusal:
        return refusal
    signed = TestSigned(
        by=actor.seat,
        moderator_too=Role.MODERATOR in actor.roles,
        core=command.core,
        core_reason=command.core_reason,
        proportional=command.proportional,
        proportional_reason=command.proportional_reason,
        dissent=command.dissent,
        dissent_reason=command.dissent_reason,
        second_opinion=command.second_opinion,
        second_opinion_reason=command.second_opinion_reason,
        at=brought.at,
    )
    return (signed,)


def _unfinished(session: Session) -> Refusal | None:
    """Nobody signs for what is still being written, or has not been agreed to."""
    if still := (*decision_complete(session), *dissent_answered(session)):
        return Refusal("complete_first", "", {"open": len(still)})
    for number, (entry, _) in enumerate(session.entries.of(Condition), start=1):
        found = standing(session, entry)
        if found is Standing.UNTESTED:
            return Refusal("condition_untested", "", {"number": number})
        if found is not Standing.PASSED:
            return Refusal("condition_not_agreed", "", {"number": number})
    return None


def _own_part(session: Session, actor: Actor) -> Refusal | None:
    """A signature stands under one's own tests, or beside those that a colleague left over."""
    conditions = session.entries.of(Condition)
    tested = any(
        test.by == actor.seat
        for entry, _ in conditions
        for test in session.testing.of(entry.id, len(entry.versions))
    )
    return Refusal("tested_nothing") if conditions and not tested else None


def _reason_missing(command: SignTest) -> Refusal | None:
    for name in ("core", "proportional", "dissent"):
        asked, said = getattr(command, name), getattr(command, f"{name}_reason")
        if asked is not Judged.YES and not said.strip():
            return Refusal("text_missing", f"{name}_reason")
    if command.second_opinion and not command.second_opinion_reason.strip():
        return Refusal("text_missing", "second_opinion_reason")
    return None


def lapses(
    session: Session, events: Iterable[Event], actor: Actor, brought: Brought
) -> Iterator[SignatureCancelled]:
    """After the signature nothing is changed under it: what changes a condition ends it."""
    for event in events:
        match event:
            case EntryAdded(content=Condition()):
                yield from _lapse(session, event.entry, "added", actor, brought)
            case EntryCorrected(content=Condition()):
                yield from _lapse(session, event.entry, "reworded", actor, brought)
            case EntryWithdrawn() if _is_condition(session, event.entry):
                yield from _lapse(session, event.entry, "withdrawn", actor, brought)
            case _:
                pass


def _is_condition(session: Session, entry: EntryId) -> bool:
    return isinstance(session.entries.by_id[entry].content, Condition)


def _lapse(
    session: Session, about: EntryId | None, because: Cancels, actor: Actor, brought: Brought
) -> Iterator[SignatureCancelled]:
    if session.testing.signatures:
        yield SignatureCancelled(about=about, because=because, by=actor.seat, at=brought.at)
