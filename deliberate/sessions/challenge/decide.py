"""Decides what is asked of the challenge."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.entries.events import (
    EntryAdded,
    EntryCorrected,
    EntryEvent,
    EntryWithdrawn,
)
from deliberate.sessions.forms import MAX_IDEA
from deliberate.sessions.ids import DISCUSS, EntryId, PointId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.state import Session
from deliberate.sessions.texts import plain_words
from deliberate.sessions.windows import MissingFact, Option

from .commands import (
    AnswerPoint,
    CallGuest,
    ChallengeCommand,
    DeliverPoint,
    FactKind,
    LayDownRole,
    OverrideAdvocate,
    PassReason,
    PassTurn,
    PointKind,
    Reply,
)
from .draw import draw
from .events import (
    AdvocateOverridden,
    ChallengeEvent,
    GuestCalled,
    PointAnswered,
    PointDelivered,
    RoleLaidDown,
    TurnPassed,
)
from .owed import has_the_role
from .state import Point

Decision = tuple[ChallengeEvent | EntryEvent, ...] | Refusal


def decide(session: Session, command: ChallengeCommand, actor: Actor, brought: Brought) -> Decision:
    match command:
        case PassTurn():
            return _pass(session, command, actor, brought)
        case OverrideAdvocate():
            return _override(session, command, actor)
        case CallGuest():
            return _call(command, actor)
        case DeliverPoint():
            return _deliver(session, command, actor, brought)
        case AnswerPoint():
            return _answer(session, command, actor, brought)
        case LayDownRole():
            return _lay_down(session, actor)


def _pass(session: Session, command: PassTurn, actor: Actor, brought: Brought) -> Decision:
    if session.challenge.advocate != actor.seat:
        return Refusal("not_the_advocate")
    if command.reason is PassReason.OTHER and not command.text.strip():
        return Refusal("text_missing", "text")
    passed = TurnPassed(seat=actor.seat, reason=command.reason, text=command.text)
    return (passed, *draw(session, brought, "passed", frozenset({actor.seat})))


def _override(session: Session, command: OverrideAdvocate, actor: Actor) -> Decision:
    seat = session.roster.seats.get(command.seat)
    if seat is None:
        return Refusal("unknown_seat", "seat")
    if session.challenge.laid_down:
        return Refusal("role_laid_down", "seat")
    if seat.id == session.challenge.advocate:
        return Refusal("already_so", "seat")
    return (AdvocateOverridden(seat=seat.id, by=actor.seat, reason=command.reason),)


def _call(command: CallGuest, actor: Actor) -> Decision:
    called = GuestCalled(name=command.name, organisation=command.organisation, by=actor.seat)
    return (called,)


def _deliver(session: Session, command: DeliverPoint, actor: Actor, brought: Brought) -> Decision:
    if refusal := _undeliverable(session, command, actor):
        return refusal
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


def _undeliverable(session: Session, command: DeliverPoint, actor: Actor) -> Refusal | None:
    if not has_the_role(session, actor):
        return Refusal("not_the_advocate")
    talking, counters = session.progress.stage == DISCUSS, PointKind.COUNTER_SENTENCE
    if (command.kind is counters) != talking:
        return Refusal("not_now", "kind")
    if talking:
        return _counter_fault(session, command)
    if session.challenge.laid_down:
        return Refusal("role_laid_down")
    if session.challenge.delivered(command.kind):
        return Refusal("already_brought", "kind")
    return _option_fault(session, command) if command.kind is PointKind.OPTION else None


def _counter_fault(session: Session, command: DeliverPoint) -> Refusal | None:
    """One counter-sentence for each item; it has been heard, so it is not taken back."""
    if command.about not in session.talk.items:
        return Refusal("unknown_item", "about")
    given = session.challenge.delivered(PointKind.COUNTER_SENTENCE)
    if any(point.about == command.about for point in given):
        return Refusal("counter_given", "text")
    return None


def _option_fault(session: Session, command: DeliverPoint) -> Refusal | None:
    if not (command.lighter and command.heavier):
        return Refusal("text_missing", "heavier" if command.lighter else "lighter")
    if len(command.text) > MAX_IDEA:
        return Refusal("text_too_long", "text", {"max": MAX_IDEA})
    listed = {plain_words(option.title) for _, option in session.entries.of(Option)}
    return Refusal("option_listed", "text") if plain_words(command.text) in listed else None


def _option(session: Session, command: DeliverPoint, actor: Actor, brought: Brought) -> EntryAdded:
    """The advocate's option joins the list, so that it can be chosen in round 2."""
    content = Option(title=command.text, weight=command.weight)
    return EntryAdded(
        entry=EntryId(brought.key),
        by=actor.seat,
        stage=session.progress.stage,
        content=content,
    )


def _answer(session: Session, command: AnswerPoint, actor: Actor, brought: Brought) -> Decision:
    point = session.challenge.points.get(command.point)
    if point is None or point.kind is PointKind.COUNTER_SENTENCE:
        return Refusal("unknown_point", "point")
    if command.reply is Reply.REJECTED and not command.text.strip():
        return Refusal("text_missing", "text")
    if command.reply is Reply.FIND_OUT and not (command.who and command.before):
        return Refusal("text_missing", "before" if command.who else "who")
    missing = point.fact is FactKind.MISSING
    entries = _to_find_out(session, command, point, actor, brought)
    answered = PointAnswered(
        point=command.point,
        reply=command.reply,
        text=command.text,
        who=command.who,
        before=command.before,
        misfit=command.misfit if missing else "",
        missing=next((e.entry for e in entries if not isinstance(e, EntryWithdrawn)), None),
    )
    return (answered, *entries)


def _to_find_out(
    session: Session, command: AnswerPoint, point: Point, actor: Actor, brought: Brought
) -> tuple[EntryAdded | EntryCorrected | EntryWithdrawn, ...]:
    """What is to be found out joins the missing facts; another answer takes it back."""
    before = session.entries.by_id.get(point.missing) if point.missing else None
    listed = before.id if before is not None and before.withdrawn is None else None
    if command.reply is not Reply.FIND_OUT:
        if listed is None:
            return ()
        return (EntryWithdrawn(entry=listed, by=actor.seat, reason=command.text),)
    content = MissingFact(text=point.text[:400], who=command.who, before=command.before)
    if listed is not None:
        return (EntryCorrected(entry=listed, by=actor.seat, content=content),)
    stage = session.progress.stage
    added = EntryAdded(entry=EntryId(brought.key), by=actor.seat, stage=stage, content=content)
    return (added,)


def _lay_down(session: Session, actor: Actor) -> Decision:
    if not has_the_role(session, actor):
        return Refusal("not_the_advocate")
    if session.challenge.laid_down:
        return Refusal("already_so")
    return (RoleLaidDown(seat=actor.seat),)
