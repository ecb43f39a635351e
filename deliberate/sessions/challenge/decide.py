"""Decides what is asked of the challenge."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.entries.events import EntryAdded, EntryEvent
from deliberate.sessions.ids import EntryId, PointId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.state import Session
from deliberate.sessions.windows import MissingFact, Option

from .commands import (
    AnswerPoint,
    ChallengeCommand,
    DeliverPoint,
    FactKind,
    LayDownRole,
    OverrideAdvocate,
    PassTurn,
    PointKind,
    Reply,
)
from .draw import NEVER, draw, has_passed
from .events import (
    AdvocateOverridden,
    ChallengeEvent,
    PointAnswered,
    PointDelivered,
    RoleLaidDown,
    TurnPassed,
)

Decision = tuple[ChallengeEvent | EntryEvent, ...] | Refusal


def decide(session: Session, command: ChallengeCommand, actor: Actor, brought: Brought) -> Decision:
    match command:
        case PassTurn():
            return _pass(session, command, actor, brought)
        case OverrideAdvocate():
            return _override(session, command, actor)
        case DeliverPoint():
            return _deliver(session, command, actor, brought)
        case AnswerPoint():
            return _answer(session, command, actor, brought)
        case LayDownRole():
            return _lay_down(session, actor)


def _is_advocate(session: Session, actor: Actor) -> bool:
    """Without an advocate the moderator reads the card aloud and the group answers."""
    if session.challenge.advocate is None:
        return Role.MODERATOR in actor.roles
    return session.challenge.advocate == actor.seat


def _pass(session: Session, command: PassTurn, actor: Actor, brought: Brought) -> Decision:
    if session.challenge.advocate != actor.seat:
        return Refusal("not_the_advocate")
    if has_passed(session, actor.seat):
        return Refusal("pass_used")
    passed = TurnPassed(seat=actor.seat, reason=command.reason)
    return (passed, draw(session, brought.draw, frozenset({actor.seat})))


def _override(session: Session, command: OverrideAdvocate, actor: Actor) -> Decision:
    seat = session.roster.seats.get(command.seat)
    if seat is None:
        return Refusal("unknown_seat", "seat")
    if not seat.present or not seat.has(Role.RATER) or seat.roles & NEVER:
        return Refusal("cannot_be_advocate", "seat", {"name": seat.name})
    if seat.id == session.challenge.advocate:
        return Refusal("already_so", "seat")
    return (AdvocateOverridden(seat=seat.id, by=actor.seat, reason=command.reason),)


def _deliver(session: Session, command: DeliverPoint, actor: Actor, brought: Brought) -> Decision:
    if not _is_advocate(session, actor):
        return Refusal("not_the_advocate")
    if command.kind is PointKind.COUNTER_SENTENCE and command.about not in session.talk.items:
        return Refusal("unknown_item", "about")
    if command.kind is PointKind.OPTION and not (command.lighter and command.heavier):
        return Refusal("text_missing", "heavier" if command.lighter else "lighter")
    point = PointDelivered(
        point=PointId(brought.key),
        by=actor.seat,
        kind=command.kind,
        text=command.text,
        about=command.about,
        lighter=command.lighter,
        heavier=command.heavier,
        fact=command.fact if command.kind is PointKind.FACT else None,
    )
    if command.kind is not PointKind.OPTION:
        return (point,)
    return (point, _option(session, command, actor, brought))


def _option(session: Session, command: DeliverPoint, actor: Actor, brought: Brought) -> EntryAdded:
    """The advocate's option joins the list, so that it can be chosen in round 2."""
    content = Option(title=command.text[:300], weight=command.weight)
    return EntryAdded(
        entry=EntryId(brought.key),
        by=actor.seat,
        stage=session.progress.stage,
        content=content,
    )


def _answer(session: Session, command: AnswerPoint, actor: Actor, brought: Brought) -> Decision:
    if command.point not in session.challenge.points:
        return Refusal("unknown_point", "point")
    if command.reply is Reply.REJECTED and not command.text.strip():
        return Refusal("text_missing", "text")
    if command.reply is Reply.FIND_OUT and not (command.who and command.before):
        return Refusal("text_missing", "before" if command.who else "who")
    missing = session.challenge.points[command.point].fact is FactKind.MISSING
    if missing and not command.misfit.strip():
        return Refusal("text_missing", "misfit")
    answered = PointAnswered(
        point=command.point,
        reply=command.reply,
        text=command.text,
        who=command.who,
        before=command.before,
        misfit=command.misfit if missing else "",
    )
    if command.reply is not Reply.FIND_OUT:
        return (answered,)
    return (answered, _missing(session, command, actor, brought))


def _missing(session: Session, command: AnswerPoint, actor: Actor, brought: Brought) -> EntryAdded:
    """What is to be found out joins the missing facts."""
    asked = session.challenge.points[command.point].text
    content = MissingFact(text=asked[:400], who=command.who, before=command.before)
    return EntryAdded(
        entry=EntryId(brought.key),
        by=actor.seat,
        stage=session.progress.stage,
        content=content,
    )


def _lay_down(session: Session, actor: Actor) -> Decision:
    if not _is_advocate(session, actor):
        return Refusal("not_the_advocate")
    return (RoleLaidDown(seat=actor.seat),)
