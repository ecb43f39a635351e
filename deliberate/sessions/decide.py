"""The one way in: whether a command may happen, and what then has happened."""

from collections.abc import Sequence
from typing import assert_never

from . import texts
from .advance import advance
from .brought import Brought
from .challenge.commands import ChallengeCommand
from .challenge.decide import decide as decide_challenge
from .challenge.draw import drawn_again
from .commands import Command
from .danger.commands import DangerCommand
from .danger.decide import decide as decide_danger
from .discussion.commands import DiscussionCommand
from .discussion.decide import decide as decide_discussion
from .entries.commands import EntryCommand
from .entries.decide import decide as decide_entries
from .events import Event
from .flow.commands import (
    Adjourn,
    Advance,
    CloseMeeting,
    FlowCommand,
    OpenSession,
    ReopenDecision,
    Resume,
)
from .flow.decide import decide as decide_flow
from .flow.decide import open_session
from .guards import Guard
from .kinds import KINDS
from .kinds._base import Kind
from .refusals import Refusal
from .reopen import reopen
from .roles import SYSTEM, Actor
from .rounds.commands import Abstain, RevealRound, RoundCommand, SealRound
from .rounds.decide import decide as decide_rounds
from .seating.commands import EnterByLink, SeatingCommand
from .seating.decide import decide as decide_seating
from .seating.state import Standing
from .state import Session
from .telling.commands import TellingCommand
from .telling.decide import decide as decide_telling
from .testing.commands import TestingCommand
from .testing.decide import decide as decide_testing
from .testing.decide import lapses
from .verdict.commands import VerdictCommand
from .verdict.decide import decide as decide_verdict

Decision = tuple[Event, ...] | Refusal
Concluding = VerdictCommand | TestingCommand | TellingCommand
"""What is asked once the group has talked."""


def decide(
    session: Session,
    command: Command,
    actor: Actor,
    brought: Brought,
    guards: Sequence[Guard] = (),
) -> Decision:
    """Events, or the first refusal of: text, opening, halt, turn, guards, the topic itself."""
    if refusal := texts.fault(command):
        return refusal
    if isinstance(command, OpenSession):
        return _open(session, command, actor, brought)
    if session.setup is None:
        return Refusal("unknown_session")
    kind = KINDS[session.setup.kind]
    refusal = _halted(session, command) or _out_of_turn(session, command, actor, kind)
    if refusal:
        return refusal
    for guard in guards:
        if refusal := guard.refuses(session, command, actor, brought):
            return refusal
    return _topic(session, command, actor, kind, brought, guards)


def _open(session: Session, command: OpenSession, actor: Actor, brought: Brought) -> Decision:
    if session.setup is not None:
        return Refusal("already_so")
    if actor != SYSTEM:
        return Refusal("out_of_turn")
    if command.kind not in KINDS:
        return Refusal("unknown_kind", "kind")
    return open_session(command, KINDS[command.kind], brought)


def _halted(session: Session, command: Command) -> Refusal | None:
    if isinstance(command, DangerCommand | EnterByLink | RevealRound):
        return None
    if session.alarm.on:
        return Refusal("alarm_is_on")
    if session.progress.provisional and not isinstance(command, Resume):
        return Refusal("adjourned")
    if session.progress.paused and not isinstance(command, Resume | Adjourn):
        return Refusal("paused")
    return None


def _out_of_turn(session: Session, command: Command, actor: Actor, kind: Kind) -> Refusal | None:
    stage = kind.stage(session.progress.stage)
    if not any(type(command) in stage.accepts.get(role, ()) for role in actor.roles):
        return Refusal("out_of_turn", "", {"stage": stage.id})
    if actor == SYSTEM:
        return None
    seat = session.roster.seats.get(actor.seat)
    if seat is None or seat.standing is Standing.ENDED or seat.roles != actor.roles:
        return Refusal("no_seat")
    if not seat.present and not (stage.before_admission and seat.seated):
        return Refusal("not_admitted")
    return None


def _topic(
    session: Session,
    command: Command,
    actor: Actor,
    kind: Kind,
    brought: Brought,
    guards: Sequence[Guard],
) -> Decision:
    if isinstance(command, FlowCommand):
        return _flow(session, command, actor, kind, brought, guards)
    if isinstance(command, SeatingCommand):
        seated = decide_seating(session, command, actor, kind, brought)
        if isinstance(seated, Refusal):
            return seated
        return (*seated, *drawn_again(session, seated, brought))
    if isinstance(command, EntryCommand):
        return _entries(session, command, actor, kind, brought)
    if isinstance(command, RoundCommand):
        return _rounds(session, command, actor, kind, brought)
    if isinstance(command, DiscussionCommand):
        return decide_discussion(session, command, brought)
    if isinstance(command, ChallengeCommand):
        return decide_challenge(session, command, actor, brought)
    if isinstance(command, Concluding):
        return _concluding(session, command, actor, kind, brought)
    if isinstance(command, DangerCommand):
        return decide_danger(session, command, actor, brought)
    assert_never(command)


def _rounds(
    session: Session, command: RoundCommand, actor: Actor, kind: Kind, brought: Brought
) -> Decision:
    """Who came late and has judged now may be devil's advocate, where nobody could."""
    judged = decide_rounds(session, command, actor, kind, brought)
    if isinstance(judged, Refusal) or not isinstance(command, SealRound | Abstain):
        return judged
    return (*judged, *drawn_again(session, judged, brought))


def _entries(
    session: Session, command: EntryCommand, actor: Actor, kind: Kind, brought: Brought
) -> Decision:
    written = decide_entries(session, command, actor, kind, brought)
    if isinstance(written, Refusal):
        return written
    return (*written, *lapses(session, written, actor, brought))


def _concluding(
    session: Session, command: Concluding, actor: Actor, kind: Kind, brought: Brought
) -> Decision:
    if isinstance(command, VerdictCommand):
        return decide_verdict(session, command, kind, brought)
    if isinstance(command, TestingCommand):
        return decide_testing(session, command, actor, brought)
    if isinstance(command, TellingCommand):
        return decide_telling(session, command, actor, brought)
    assert_never(command)


def _flow(
    session: Session,
    command: FlowCommand,
    actor: Actor,
    kind: Kind,
    brought: Brought,
    guards: Sequence[Guard],
) -> Decision:
    if isinstance(command, OpenSession):
        return Refusal("already_so")
    if isinstance(command, Advance | CloseMeeting):
        return advance(session, command, kind, brought, guards)
    if isinstance(command, ReopenDecision):
        return reopen(session, command, actor, brought)
    return decide_flow(session, command, actor, kind, brought, guards)
