"""Whatever anybody asks in whatever order: the protocol holds, and nothing breaks."""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR, Move
from deliberate.sessions.commands import Command
from deliberate.sessions.events import Event
from deliberate.sessions.flow.commands import Advance, CloseMeeting
from deliberate.sessions.flow.events import StageEntered, StageLeft
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.needs import open_needs
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.state import Status
from deliberate.sessions.seating.commands import AdmitSeat, EnterByLink
from deliberate.sessions.state import Session, fold
from tests.core.anything import SEEDS, Anything, tries
from tests.core.moments import STAGES, at, script

KIND = KINDS["consultation"]
ORDER = [stage.id for stage in KIND.stages]
STEPS = 12


@dataclass(frozen=True)
class Asked:
    """One thing that was asked: the session before it, who asked what, and what came of it."""

    before: Session
    seat: str
    command: Command
    outcome: object
    events: tuple[Event, ...]


@st.composite
def courses(draw):
    """A table somewhere in the script, and what was asked of it from there."""
    start = draw(st.integers(0, len(STAGES) - 1))
    table, ahead = at(STAGES[start]), deque[Move]()
    for stage in STAGES[start:]:
        ahead.extend(script(table, stage))
    for _ in range(draw(st.integers(0, min(30, len(ahead))))):
        table.play(ahead.popleft())
    return table, [_one(draw, table, ahead, number) for number in range(STEPS)]


def _one(draw, table, ahead, number):
    if ahead and draw(st.booleans()):
        move = ahead.popleft()
        seat, command, key = move.seat, move.command, move.key
        seat = table.session.challenge.advocate or MODERATOR if seat == ADVOCATE else seat
        if isinstance(command, AdmitSeat):
            table.ask(EnterByLink(seat=command.seat, device="device", link=1), None)
    else:
        (seat, command), key = draw(asks(table.session)), f"any-{number}"
    before, length = table.session, len(table.events)
    outcome = table.ask(command, seat, key)
    return Asked(before, seat, command, outcome, tuple(table.events[length:]))


def asks(session):
    """Mostly something that the seat's roles may ask now, sometimes anything at all."""
    anything = Anything(session)
    return SEEDS.map(lambda seed: anything.granted(Random(seed)))


@tries(40)
@given(courses())
def test_what_is_refused_leaves_no_trace_and_what_is_not_replays_to_the_same_state(course):
    table, asked = course
    for one in asked:
        assert (not one.events) == isinstance(one.outcome, Refusal)
    assert fold(table.events) == table.session


@tries(40)
@given(courses())
def test_stages_follow_one_another_whatever_is_asked(course):
    """No command, by nobody, skips a stage, goes back, or leaves one that still needs something."""
    table, asked = course
    entered = [event.stage for event in table.events if isinstance(event, StageEntered)]
    assert entered == ORDER[: len(entered)]
    for one in asked:
        if any(isinstance(event, StageLeft | StageEntered) for event in one.events):
            assert isinstance(one.command, Advance | CloseMeeting)
            assert one.command.expected == one.before.progress.stage
            assert open_needs(one.before, KIND, GUARDS) == ()
            assert Role.MODERATOR in one.before.roster.seats[one.seat].roles


@tries(40)
@given(courses())
def test_a_revealed_round_accepts_no_change(course):
    """Requirement 15."""
    _, asked = course
    for one, following in pairwise(asked):
        for this in one.before.rounds.values():
            if this.status is Status.REVEALED:
                assert following.before.rounds[this.id] == this
                if getattr(one.command, "round", None) == this.id:
                    assert isinstance(one.outcome, Refusal)


@tries(40)
@given(courses())
def test_everybody_has_a_view_of_every_session(course):
    table, _ = course
    for seat in table.session.roster.seats:
        assert table.look(seat).you.seat == seat
    assert table.file().admitted
