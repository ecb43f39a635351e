"""Decides what is asked of the verdict."""

from deliberate.sessions import scope
from deliberate.sessions.brought import Brought
from deliberate.sessions.ids import EntryId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Condition, Dissent, Option

from .commands import (
    AnswerDissent,
    AnswerSafeEnough,
    Consent,
    RecordDecision,
    RecordExplanation,
    RecordReaction,
    SignTest,
    TestCondition,
    TestVerdict,
    VerdictCommand,
)
from .events import (
    ConditionTested,
    Consented,
    DecisionRecorded,
    DissentAnswered,
    Explained,
    ReactionRecorded,
    SafeEnoughAnswered,
    TestSigned,
    VerdictEvent,
)

Decision = tuple[VerdictEvent, ...] | Refusal
Deciding = AnswerSafeEnough | RecordDecision | AnswerDissent
Telling = RecordExplanation | RecordReaction | Consent


def decide(session: Session, command: VerdictCommand, actor: Actor, brought: Brought) -> Decision:
    match command:
        case AnswerSafeEnough() | RecordDecision() | AnswerDissent():
            return _deciding(session, command, brought)
        case TestCondition():
            return _test(session, command, actor)
        case SignTest():
            return _sign(session, command, actor, brought)
        case RecordExplanation() | RecordReaction() | Consent():
            return _telling(command)


def _deciding(session: Session, command: Deciding, brought: Brought) -> Decision:
    match command:
        case AnswerSafeEnough():
            if command.child not in children(session):
                return Refusal("unknown_child", "child")
            return (
                SafeEnoughAnswered(
                    child=command.child, safe_enough=command.safe_enough, reason=command.reason
                ),
            )
        case RecordDecision():
            if not _has(session, command.option, Option):
                return Refusal("unknown_option", "option")
            if refusal := scope.refuses(session, command.option):
                return refusal
            return (_decided(command, brought),)
        case AnswerDissent():
            if not _has(session, command.entry, Dissent):
                return Refusal("unknown_entry", "entry")
            return (DissentAnswered(entry=command.entry, text=command.text),)


def _decided(command: RecordDecision, brought: Brought) -> DecisionRecorded:
    return DecisionRecorded(
        option=command.option,
        decider=command.decider,
        text=command.text,
        reason=command.reason,
        why_not_lighter=command.why_not_lighter,
        why_not_heavier=command.why_not_heavier,
        if_nothing_changes=command.if_nothing_changes,
        at=brought.at,
    )


def _has(session: Session, entry: EntryId, kind: type[Option | Dissent | Condition]) -> bool:
    return any(known.id == entry for known in session.entries.live() if type(known.content) is kind)


def _test(session: Session, command: TestCondition, actor: Actor) -> Decision:
    if not _has(session, command.entry, Condition):
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
        tests = session.verdict.tests.get(entry.id, ())
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


def _telling(command: Telling) -> Decision:
    match command:
        case RecordExplanation():
            return (Explained(when=command.when, how=command.how, to=command.to),)
        case RecordReaction():
            return (
                ReactionRecorded(whose=command.whose, text=command.text, answer=command.answer),
            )
        case Consent():
            return (Consented(whose=command.whose, said=command.said, remark=command.remark),)
