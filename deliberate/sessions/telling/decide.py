"""Decides what is asked when the decision is explained."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.ids import EntryId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.state import Session
from deliberate.sessions.windows import FamilySummary, Person

from .commands import (
    AnswerReaction,
    CheckCopy,
    Consent,
    NameNextStep,
    RecordExplanation,
    RecordReaction,
    Said,
    TellingCommand,
)
from .events import (
    Consented,
    CopyChecked,
    Explained,
    NextStepNamed,
    ReactionAnswered,
    ReactionRecorded,
    TellingEvent,
)
from .plain import shows_shielded
from .plan import deciding

SUMMARY_MISSING = "summary_missing"
HIGHEST_SAY = 10
Decision = tuple[TellingEvent, ...] | Refusal


def decide(session: Session, command: TellingCommand, actor: Actor, brought: Brought) -> Decision:
    match command:
        case CheckCopy():
            return _checked(session, command, actor, brought)
        case RecordExplanation():
            return _explained(session, command)
        case RecordReaction():
            return _reaction(session, command, brought)
        case AnswerReaction():
            return _answered(session, command, brought)
        case Consent():
            return _consent(session, command, brought)
        case NameNextStep():
            return (NextStepNamed(text=command.text, decision=deciding(session)),)


def wording(session: Session) -> int:
    """The version of the summary as it is now, those that were taken off counted; 0 without one."""
    if not session.entries.of(FamilySummary):
        return 0
    ever = session.entries.by_id.values()
    return sum(len(e.versions) for e in ever if isinstance(e.content, FamilySummary))


def looked_at(session: Session) -> bool:
    """Whether somebody looked at the copy in its present wording."""
    checked = session.telling.checked
    return checked is not None and checked.version == wording(session)


def _checked(session: Session, command: CheckCopy, actor: Actor, brought: Brought) -> Decision:
    if not command.looked:
        return Refusal("copy_not_looked_at", "looked")
    if not wording(session) and not _without_summary(session):
        return Refusal("summary_first")
    if any(shows_shielded(session, s.text) for _, s in session.entries.of(FamilySummary)):
        return Refusal("summary_shows_shielded")
    checked = CopyChecked(risk=command.risk, version=wording(session), by=actor.seat, at=brought.at)
    return (checked,)


def _without_summary(session: Session) -> bool:
    return any(need == SUMMARY_MISSING for need, _ in session.progress.passed)


def _explained(session: Session, command: RecordExplanation) -> Decision:
    if not looked_at(session):
        return Refusal("copy_first")
    explained = Explained(
        when=command.when,
        how=command.how,
        to=command.to,
        language=command.language,
        decision=deciding(session),
    )
    return (explained,)


def _reaction(session: Session, command: RecordReaction, brought: Brought) -> Decision:
    if not _known(session, command.person):
        return Refusal("unknown_person", "person")
    recorded = ReactionRecorded(
        reaction=EntryId(brought.key),
        person=command.person,
        text=command.text,
        answer=command.answer,
        outcome=command.outcome,
        decision=deciding(session),
        at=brought.at,
    )
    return (recorded,)


def _answered(session: Session, command: AnswerReaction, brought: Brought) -> Decision:
    known = session.telling.reactions.get(command.reaction)
    if known is None:
        return Refusal("unknown_reaction", "reaction")
    if known.decision != deciding(session):
        return Refusal("reaction_to_an_earlier_decision", "reaction")
    answered = ReactionAnswered(
        reaction=command.reaction,
        answer=command.answer,
        outcome=command.outcome,
        at=brought.at,
    )
    return (answered,)


def _consent(session: Session, command: Consent, brought: Brought) -> Decision:
    if not _known(session, command.person):
        return Refusal("unknown_person", "person")
    if command.say is not None and not 1 <= command.say <= HIGHEST_SAY:
        return Refusal("say_out_of_range", "say")
    if command.said is Said.AGREED_WITH_REMARK and not command.remark.strip():
        return Refusal("text_missing", "remark")
    said = Consented(
        person=command.person,
        said=command.said,
        remark=command.remark,
        understood=command.understood,
        say=command.say,
        decision=deciding(session),
        at=brought.at,
    )
    return (said,)


def _known(session: Session, person: EntryId) -> bool:
    return any(entry.id == person for entry, _ in session.entries.of(Person))
