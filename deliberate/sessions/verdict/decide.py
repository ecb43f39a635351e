"""Decides what is asked of the verdict."""

from collections.abc import Iterator

from deliberate.sessions import scope
from deliberate.sessions.brought import Brought
from deliberate.sessions.challenge.misfit import misfit
from deliberate.sessions.ids import AGREEMENT, EntryId
from deliberate.sessions.kinds._base import Kind
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.decide import opening
from deliberate.sessions.rounds.events import RoundEvent, RoundVoided
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Dissent, Option

from .commands import (
    AnswerDissent,
    AnswerSafeEnough,
    CompleteDecision,
    RecordDecision,
    VerdictCommand,
)
from .events import (
    DecisionCompleted,
    DecisionRecorded,
    DissentAnswered,
    SafeEnoughAnswered,
    VerdictEvent,
)
from .weighing import reason_due, without_consequences

OTHER_OPTION = "other_option"
"""Why the question whether each agrees begins again."""
Decision = tuple[VerdictEvent | RoundEvent, ...] | Refusal


def decide(session: Session, command: VerdictCommand, kind: Kind, brought: Brought) -> Decision:
    match command:
        case AnswerSafeEnough():
            return _safe_enough(session, command)
        case RecordDecision():
            refusal = _too_early(session, command)
            return refusal or _decided(session, command, kind, brought)
        case CompleteDecision():
            return _completed(session, command)
        case AnswerDissent():
            if not _has(session, command.entry, Dissent):
                return Refusal("unknown_entry", "entry")
            return (DissentAnswered(entry=command.entry, text=command.text),)


def _safe_enough(session: Session, command: AnswerSafeEnough) -> Decision:
    if command.child not in children(session):
        return Refusal("unknown_child", "child")
    due = reason_due(session, command.child, command.safe_enough)
    if due and not command.reason.strip():
        return Refusal("safe_enough_reason_missing", "reason")
    answered = SafeEnoughAnswered(
        child=command.child,
        safe_enough=command.safe_enough,
        reason=command.reason,
        stays=command.stays,
    )
    return (answered,)


def _too_early(session: Session, command: RecordDecision) -> Refusal | None:
    """Nothing is decided before it has been said what the likeliest options would do."""
    for name in ("option", "lightest"):
        if not _has(session, getattr(command, name), Option):
            return Refusal("unknown_option", name)
    if refusal := scope.refuses(session, command.option):
        return refusal
    if missing := without_consequences(session):
        return Refusal("consequences_first", "option", {"open": len(missing)})
    return None


def _decided(
    session: Session, command: RecordDecision, kind: Kind, brought: Brought
) -> tuple[VerdictEvent | RoundEvent, ...]:
    """The decision, and with it the private question whether each agrees, on this option."""
    decided = DecisionRecorded(
        option=command.option,
        decider=command.decider,
        competence=command.competence,
        advice=command.advice,
        text=command.text,
        reason=command.reason,
        lightest=command.lightest,
        why_not_lighter=command.why_not_lighter,
        framework=command.framework or session.progress.framework,
        why_framework=command.why_framework,
        misfit=misfit(session),
        at=brought.at,
    )
    before = session.verdict.decision
    again = len(session.verdict.decisions) <= session.progress.undone
    if before is not None and before.option == command.option and not again:
        return (decided,)
    return (decided, *_asked_again(session, kind, brought))


def _asked_again(session: Session, kind: Kind, brought: Brought) -> Iterator[RoundEvent]:
    this = session.rounds.get(AGREEMENT)
    if this is not None and this.open:
        yield RoundVoided(round=this.id, reason=OTHER_OPTION, at=brought.at)
    yield opening(kind.spec(AGREEMENT), this.attempt + 1 if this else 1, brought)


def _completed(session: Session, command: CompleteDecision) -> Decision:
    if session.verdict.decision is None:
        return Refusal("decision_first")
    completed = DecisionCompleted(
        if_nothing_changes=command.if_nothing_changes,
        why_not_heavier=command.why_not_heavier,
        not_chosen=command.not_chosen,
        good_enough=command.good_enough,
    )
    return (completed,)


def _has(session: Session, entry: EntryId, kind: type[Option | Dissent]) -> bool:
    return any(known.id == entry for known in session.entries.live() if type(known.content) is kind)
