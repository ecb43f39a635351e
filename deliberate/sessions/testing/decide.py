"""Decides what is asked of the test."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.ids import EntryId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Condition

from .commands import SignTest, TestCondition, TestingCommand, TestVerdict
from .events import ConditionTested, TestingEvent, TestSigned

Decision = tuple[TestingEvent, ...] | Refusal


def decide(session: Session, command: TestingCommand, actor: Actor, brought: Brought) -> Decision:
    match command:
        case TestCondition():
            return _test(session, command, actor)
        case SignTest():
            return _sign(session, command, actor, brought)


def _is_condition(session: Session, entry: EntryId) -> bool:
    return any(known.id == entry for known, _ in session.entries.of(Condition))


def _test(session: Session, command: TestCondition, actor: Actor) -> Decision:
    if not _is_condition(session, command.entry):
        return Refusal("unknown_entry", "entry")
    tested = ConditionTested(
        entry=command.entry,
        version=len(session.entries.by_id[command.entry].versions),
        by=actor.seat,
        verdict=command.verdict,
        weakest=command.weakest,
        why=command.why,
    )
    return (tested,)


def _sign(session: Session, command: SignTest, actor: Actor, brought: Brought) -> Decision:
    for number, (entry, _) in enumerate(session.entries.of(Condition), start=1):
        tests = session.testing.tests.get(entry.id, ())
        if not tests or tests[-1].version != len(entry.versions):
            return Refusal("condition_untested", "", {"number": number})
        if tests[-1].verdict in {TestVerdict.BACK, TestVerdict.SECOND_TEST}:
            return Refusal("condition_not_agreed", "", {"number": number})
    signed = TestSigned(
        by=actor.seat,
        moderator_too=Role.MODERATOR in actor.roles,
        proportional=command.proportional,
        at=brought.at,
    )
    return (signed,)
