"""Decides what is asked of the course of a session, but for going on to the next stage."""

from collections.abc import Sequence

from deliberate.sessions.brought import Brought
from deliberate.sessions.dates import day_at, typed_date
from deliberate.sessions.entries.events import EntryAdded
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import PREPARE, EntryId, SeatId
from deliberate.sessions.kinds._base import Kind
from deliberate.sessions.needs import EXPLAINED, open_needs
from deliberate.sessions.parameters import shortened
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.seating.events import Invited, SeatingEvent
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Arrangement

from .commands import (
    Adjourn,
    Bypass,
    DescribeCase,
    ExplainWarning,
    OpenSession,
    Pause,
    Resume,
)
from .events import (
    Adjourned,
    CaseDescribed,
    FlowEvent,
    NeedBypassed,
    Paused,
    Resumed,
    SessionOpened,
    StageEntered,
    WarningExplained,
)

Decision = tuple[FlowEvent | SeatingEvent | EntryAdded, ...] | Refusal
MODERATOR = SeatId("moderator")
SCREEN = SeatId("screen")


def open_session(command: OpenSession, kind: Kind, brought: Brought) -> Decision:
    """A new session, with a seat laid for the moderator and one for the projector."""
    opened = SessionOpened(
        kind=kind.id,
        label=command.label,
        catalogue=command.catalogue,
        parameters=shortened(kind.parameters) if command.short else kind.parameters,
        history=command.history,
        group=command.group,
        case=command.case,
        seed=brought.draw,
        at=brought.at,
    )
    moderator = Invited(
        seat=MODERATOR,
        name=command.moderator,
        discipline=command.discipline,
        organisation=command.organisation,
        roles=frozenset({Role.MODERATOR, Role.REVIEWER}),
        sharing="by_name",
        ground="",
    )
    screen = Invited(
        seat=SCREEN,
        name="",
        discipline="",
        organisation="",
        roles=frozenset({Role.SCREEN}),
        sharing="anonymous",
        ground="",
    )
    return (opened, moderator, screen, StageEntered(stage=PREPARE, at=brought.at))


Course = DescribeCase | Bypass | ExplainWarning | Pause | Resume | Adjourn


def decide(
    session: Session,
    command: Course,
    actor: Actor,
    kind: Kind,
    brought: Brought,
    guards: Sequence[Guard],
) -> Decision:
    match command:
        case DescribeCase():
            return _described(session, command)
        case Bypass():
            return _bypass(session, command, actor, kind, guards)
        case ExplainWarning():
            return _explained(session, command, actor, kind, guards)
        case Pause() | Resume() | Adjourn():
            return _halt(session, command, actor, brought)


def _described(session: Session, command: DescribeCase) -> Decision:
    if command.weighty and session.opened.parameters.short:
        return Refusal("weighty_needs_full_session", "weighty")
    described = CaseDescribed(
        decision_question=command.decision_question,
        decision_authority=command.decision_authority,
        framework=command.framework,
        framework_note=command.framework_note,
        weighty=command.weighty,
    )
    return (described,)


def _bypass(
    session: Session, command: Bypass, actor: Actor, kind: Kind, guards: Sequence[Guard]
) -> Decision:
    wanted = (command.need, command.about)
    needs = [n for n in open_needs(session, kind, guards) if (n.code, n.about) == wanted]
    if not needs:
        return Refusal("nothing_to_bypass", "need")
    if not needs[0].bypassable:
        return Refusal("cannot_bypass", "need")
    bypassed = NeedBypassed(
        need=command.need,
        about=command.about,
        gate=needs[0].gate,
        stage=session.progress.stage,
        by=actor.seat,
        reason=command.reason,
        guard=needs[0].guard,
    )
    return (bypassed,)


def _explained(
    session: Session, command: ExplainWarning, actor: Actor, kind: Kind, guards: Sequence[Guard]
) -> Decision:
    """A line is for a warning that is given now: none can be answered before it is asked."""
    asked = (n for n in open_needs(session, kind, guards) if n.code in EXPLAINED)
    need = next((n for n in asked if n.about == command.warning), None)
    if need is None:
        return Refusal("nothing_to_explain", "warning")
    explained = WarningExplained(
        warning=command.warning, reason=command.reason, by=actor.seat, guard=need.guard
    )
    return (explained,)


def _halt(
    session: Session, command: Pause | Resume | Adjourn, actor: Actor, brought: Brought
) -> Decision:
    adjourned = session.progress.provisional is not None
    halted = session.progress.paused or adjourned
    if isinstance(command, Resume):
        return (Resumed(at=brought.at),) if halted else Refusal("already_so")
    if isinstance(command, Pause):
        return Refusal("already_so") if halted else (Paused(at=brought.at),)
    return Refusal("already_so") if adjourned else _adjourn(session, command, actor, brought)


def _adjourn(session: Session, command: Adjourn, actor: Actor, brought: Brought) -> Decision:
    """A break may become an adjournment; what is arranged for now is an entry like any other."""
    until = typed_date(command.until)
    if until is None:
        return Refusal("not_a_date", "until")
    if until.ordinal <= day_at(brought.at):
        return Refusal("date_has_passed", "until")
    adjourned = Adjourned(provisional=command.provisional, until=str(until), at=brought.at)
    lines = {"who": command.who, "what": command.what, "when": command.when}
    if not any(lines.values()):
        return (adjourned,)
    if empty := next((name for name, said in lines.items() if not said.strip()), None):
        return Refusal("text_missing", empty)
    arranged = EntryAdded(
        entry=EntryId(brought.key),
        by=actor.seat,
        stage=session.progress.stage,
        content=Arrangement(who=command.who, what=command.what, when=command.when, direct=True),
    )
    return (arranged, adjourned)
