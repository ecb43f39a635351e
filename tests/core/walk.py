"""A session beside the model of the protocol: every step is checked against both."""

from collections import deque
from copy import deepcopy
from functools import cache
from random import Random

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR
from deliberate.sessions.danger.commands import EndAlarm
from deliberate.sessions.flow.commands import Advance, CloseMeeting, Resume
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.needs import open_needs
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.seating.commands import AdmitSeat, EnterByLink
from deliberate.sessions.state import fold
from deliberate.sessions.state import private_to as whose
from deliberate.sessions.windows import Condition
from tests.core.anything import Anything
from tests.core.books import SYSTEM
from tests.core.mending import remedy
from tests.core.model import Model
from tests.core.moments import twin
from tests.core.play import Table
from tests.core.straying import odd, wrong
from tests.records.made import record_of

KIND = KINDS["consultation"]
STAGES = [stage for stage, _ in STAGED]
AFTERWARDS = ("test", "agree", "explain", "closed")
"""When there is a record to look into."""
PATIENCE = 60
"""How many needs a moderator sees to before giving up on a stage."""


class Watched(Table):
    """A table whose every command is held against the model."""

    def __post_init__(self):
        self.model = Model()
        super().__post_init__()

    def ask(self, command, seat, key="k", **brought):
        who = SYSTEM if seat is None else seat
        before, told = self.session, len(self.events)
        why = self.model.forbids(who, command) if before.setup else ""
        outcome = super().ask(command, seat, key, **brought)
        if isinstance(outcome, Refusal):
            assert self.session is before
            assert len(self.events) == told
            return outcome
        assert not why, f"{why}: and yet {command} of {who} was granted"
        happened = self.events[told:]
        self.model.follow(who, key, command, happened)
        private_to(who, happened, before, self.session)
        same(self.model, self.session)
        return outcome


def private_to(seat, happened, before, after):
    """What was answered blind moves nobody else's version of the page."""
    for other in before.roster.seats:
        moved = v(after, other) - v(before, other)
        public = sum(whose(before, event) is None for event in happened)
        assert moved == (len(happened) if other == seat else public)


def v(session, seat):
    return session.public + session.private.get(seat, 0)


def same(model, session):
    """The books of the model and the session say the same."""
    progress, alarm = session.progress, session.alarm
    assert list(progress.entered)[-1] == model.stage or model.taken_back
    assert progress.stage == model.stage
    assert (alarm.on, progress.paused or progress.provisional is not None) == (
        model.alarm,
        model.paused or model.adjourned,
    )
    passed = [(b.need, b.about, b.by, b.reason, b.stage) for b in progress.bypassed]
    assert passed == model.bypassed
    seats = session.roster.seats.values()
    assert {s.id for s in seats if s.present} == {
        seat for seat, how in model.standing.items() if how == "admitted"
    }
    assert len(session.verdict.decisions) == len(model.decisions)
    assert {s.by for s in session.testing.signatures} == model.signed
    assert {e.id: len(e.versions) for e, _ in session.entries.of(Condition)} == {
        e: len(model.entries[e]) for e in model.live(Condition)
    }
    assert (session.challenge.advocate or "") == model.advocate
    for name, this in session.rounds.items():
        known = model.rounds[name]
        assert (this.attempt, this.open, this.sealed) == (known.attempt, known.open, known.sealed)
        assert (set(this.excused), set(this.abstained)) == (known.excused, known.abstained)
        assert this.open or this.spec == "late" or this.summary


class Walk:
    """A watched table, and what the script still has to say at it."""

    def __init__(self, table, ahead, random):
        self.table, self.ahead, self.random, self.asked = table, deque(ahead), random, 0

    @property
    def session(self):
        return self.table.session

    def moves(self, stage):
        return list(dict(STAGED)[stage](self.table.cast))

    def ask(self, seat, command):
        self.asked += 1
        return self.table.ask(command, seat, f"any-{self.asked}")

    def script(self, moves):
        """So many moves of the vignette; what is refused by now is passed over."""
        for _ in range(min(moves, len(self.ahead))):
            move = self.ahead.popleft()
            seat = self.session.challenge.advocate or MODERATOR
            seat = seat if move.seat == ADVOCATE else move.seat
            if isinstance(move.command, Advance | CloseMeeting):
                if move.command.expected == self.session.progress.stage and not self.leave():
                    self.ahead.appendleft(move)
                    return
            elif seat in self.session.roster.seats:
                self._enter(move.command)
                self.table.ask(move.command, seat, move.key)

    def _enter(self, command):
        if isinstance(command, AdmitSeat) and command.seat in self.session.roster.seats:
            link = self.session.roster.seats[command.seat].link
            self.table.ask(EnterByLink(seat=command.seat, device="device", link=link), None)

    def anything(self, random):
        seat, command = Anything(self.session).granted(random)
        return self.ask(seat, command)

    def odd(self, random):
        return self.ask(*odd(self.session, random))

    def wrong(self, random):
        return self.ask(*wrong(self.session, random))

    def wander(self, random, steps):
        """On with the script, anything at all, what is odd, or what is wrong."""
        for _ in range(steps):
            step = random.random()
            if step < 0.4:
                self.script(random.randint(1, 30))
            else:
                stray = self.anything if step < 0.6 else self.odd if step < 0.8 else self.wrong
                stray(random)

    def leave(self):
        """The moderator sees to what is needed, one need after another, and goes on."""
        tried = set()
        for _ in range(PATIENCE):
            if not isinstance(self.go_on(), Refusal) or self.session.progress.stage == "closed":
                return True
            step = next(self._steps(tried), None)
            if step is None:
                return False
            self.ask(*step)
        return False

    def _steps(self, tried):
        yield from self._awake()
        for need in open_needs(self.session, KIND, GUARDS):
            for number, step in enumerate(remedy(self.session, need, self.random)):
                if (once := (need.code, need.about, number)) not in tried:
                    tried.add(once)
                    yield step

    def _awake(self):
        if self.session.alarm.on:
            yield MODERATOR, EndAlarm(note="iedereen is veilig")
        elif self.session.progress.paused or self.session.progress.provisional:
            yield MODERATOR, Resume()

    def go_on(self):
        stage = self.session.progress.stage
        command = (CloseMeeting if stage == "decide" else Advance)(expected=stage)
        return self.ask(MODERATOR, command)

    @property
    def model(self):
        return self.table.model

    def over(self):
        """What holds of every session, however far it came."""
        table = self.table
        assert fold(table.events) == table.session
        entered = [s for s in self.model.entered if s in STAGES or s == "closed"]
        assert [e.stage for e in table.events if type(e).__name__ == "StageEntered"] == entered
        if self.model.bypassed:
            bypasses_are_told(table, self.model)


def bypasses_are_told(table, model):
    """Each with its name and reason: to somebody at the table, and in the record."""
    reasons = [reason for _, _, _, reason, _ in model.bypassed]
    here = sorted(model.present("rater") | model.present("moderator"))[-1]
    told = [dict(n.params)["reason"] for n in table.look(here).notices if n.code == "bypassed"]
    assert told == reasons
    if model.stage in AFTERWARDS:
        written = record_of(table).head["bypassed"]
        assert [row["reason"] for row in written] == reasons


@cache
def _begun(stage, vignette, seats, short):
    """The script up to a stage, beside the model: played once, and copied for each walk."""
    if stage == STAGES[0]:
        return Watched(vignette, seats=seats, short=short)
    before = STAGES[STAGES.index(stage) - 1] if stage in STAGES else STAGES[-1]
    walk = walk_from(before, vignette, seats, short)
    walk.script(len(walk.moves(before)))
    return walk.table


def walk_from(stage, vignette="V1", seats=None, short=False, seed=0):
    """A walk of its own from the beginning of a stage, or from as near as the script comes."""
    table = twin(_begun(stage, vignette, seats, short))
    table.model = deepcopy(table.model)
    walk = Walk(table, (), Random(seed))
    for name in STAGES[STAGES.index(stage) :] if stage in STAGES else ():
        walk.ahead.extend(walk.moves(name))
    return walk


STEPS = 30


def stroll(seed):
    """A whole session that a seed alone decides: from the opening to as far as it gets."""
    random = Random(seed)
    seats, short = random.choice([None, 3, 4]), random.random() < 1 / 5
    start, vignette = random.choice(STAGES), random.choice(["V1", "V2", "V3"])
    walk = walk_from(start, vignette, seats, short, seed)
    walk.wander(random, STEPS)
    walk.over()
    return walk
