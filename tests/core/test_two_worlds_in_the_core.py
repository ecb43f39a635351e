"""Two worlds and swapped seats in the core, over any course that a blind round may take."""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions import project as projecting
from deliberate.sessions import redact as redacting
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.flow.commands import Advance, Resume
from deliberate.sessions.forms import DISAGREES, Shift
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers, SealRound
from deliberate.sessions.visibility import EVERYTHING
from deliberate.sessions.windows import Dissent
from tests.core.anything import tries
from tests.core.courses import (
    CALLED,
    FILE,
    MINUTE,
    SEATS,
    STARTS,
    Course,
    Drawing,
    World,
    before,
    begin,
    open_still,
    scripted,
)
from tests.core.moments import STAGES, twin
from tests.core.play import ROOM, Table

pytestmark = pytest.mark.untraced
AGAINST = Dissent(about="decision", text="Te kort.", changes_mind="Een week erbij.")


class House:
    """A table as those know it who lead a course to where it begins."""

    def __init__(self, table):
        self.table = table
        self.play, self.must, self.sit = table.play, table.must, table.seat

    @property
    def state(self):
        return self.table.session

    def script(self, stage):
        return list(dict(STAGED)[stage](self.table.cast))


@cache
def started(start, pair=()):
    """A table where a course begins; in every earlier round the pair gave each other's answers."""
    table = Table("V1", seats=SEATS)
    other = dict(zip(pair, reversed(pair), strict=True))
    for stage in STAGES[: STAGES.index(before(start))]:
        for move in House(table).script(stage):
            blind = isinstance(move.command, GiveAnswers | SealRound)
            table.play(replace(move, seat=other.get(move.seat, move.seat) if blind else move.seat))
    begin(start, House(table))
    return table


@dataclass(repr=False)
class Side:
    """One world: a table, what everybody answers at it, and all that it has shown."""

    course: Course
    world: World
    table: Table
    seen: list[Any] = field(default_factory=list)

    def __repr__(self):
        return repr(self.course)

    def _repr_pretty_(self, printer, _cycle):
        printer.text(repr(self))

    @property
    def this(self):
        return self.table.session.rounds[self.course.round]

    def play(self, step, number):
        """One step, and what somebody sees after it."""
        self.tick()
        if step.what == "gives":
            self.keep(number, step.seat, self.give(step))
        elif step.what == "seals":
            self.keep(number, step.seat, self.seal(step.seat))
        elif step.command:
            outcome = self.table.ask(step.command, step.seat, step.label)
            self.keep(number, step.seat, outcome if isinstance(outcome, Refusal) else "done")
        if step.looks:
            self.look(number, step.looks)

    def tick(self):
        """The next minute, in every world at the same moment."""
        self.table.clock = self.table.clock // MINUTE * MINUTE + MINUTE

    def give(self, step):
        """First answers in a few posts, at moments of this world's own; the first one tells. Who
        disagrees would write it down at once."""
        drafts = [*self.world.drafts(self.table.session, self.this, step.seat, step.label)]
        command = (GiveAnswers(round=self.course.round, answers=answers) for answers in drafts)
        told = [self.table.ask(one, step.seat, step.label) for one in command]
        if any(a.pick == DISAGREES for answers in drafts for a in answers.values()):
            self.table.ask(AddEntry(content=AGAINST), step.seat, f"{step.label}-against")
        return [one for one in told[:1] if isinstance(one, Refusal)]

    def seal(self, seat):
        said = scripted(House(self.table).script(before(self.course.start)), self.course.round)
        last = self.world.last(self.table.session, self.this, seat, said)
        gives = GiveAnswers(round=self.course.round, answers=last)
        told = [self.table.ask(gives, seat, f"{seat}-last")]
        self.tick()
        told.append(self.table.ask(SealRound(round=self.course.round), seat, f"{seat}-seal"))
        return [one for one in told if isinstance(one, Refusal)]

    def keep(self, number, viewer, told):
        self.seen.append((number, viewer, told))

    def look(self, number, viewer):
        """All that a viewer could be shown, in the order in which a template would meet it."""
        view = self.table.file() if viewer == FILE else self.table.look(viewer, also=EVERYTHING)
        self.keep(number, viewer, repr(view))

    def look_around(self, number, viewers=(MODERATOR, ROOM, RECORDER, FILE)):
        for viewer in (*viewers, self.course.same):
            self.look(number, viewer)

    def conclude(self):
        """Everybody gives their last word, the round is closed, and the script goes on."""
        for command in (EndAlarm(note="veilig"), Resume(), AnswerAcute(acute=False)):
            self.tick()
            self.table.ask(command, MODERATOR, f"{type(command).__name__}-at-last")
        seats = [seat.id for seat in self.table.session.roster.seats.values()]
        for seat in seats if self.this.open else ():
            if seat in self.this.sealed or seat in self.course.pair:
                self.seal(seat)
        if self.course.round in CALLED:
            self.table.ask(CloseRound(round=self.course.round), MODERATOR, "close-at-last")
        else:
            stage = self.table.session.progress.stage
            self.table.ask(Advance(expected=stage), MODERATOR, "leave-at-last")
        self.look_around("closed")
        self.follow()

    def follow(self):
        """The rest of the script, as far as this course lets it come; the pair answers swapped."""
        late = self.course.start == "late"
        other = {} if late else {seat: self.world.owner(seat) for seat in self.course.pair}
        here = STAGES.index(self.table.session.progress.stage)
        for stage in STAGES[here : here + self.course.far]:
            for move in House(self.table).script(stage):
                seat = self.table.session.challenge.advocate or MODERATOR
                seat = move.seat if move.seat in self.table.session.roster.seats else seat
                blind = isinstance(move.command, GiveAnswers | SealRound)
                told = self.table.ask(
                    explained(move.command), other.get(seat, seat) if blind else seat, move.key
                )
                self.keep(stage, seat, told if isinstance(told, Refusal) and not blind else "")
            self.look_around(stage, (MODERATOR, FILE))
            if self.table.session.progress.stage == stage:
                return


def explained(command):
    """Answers that say why they moved, in case the course made them a shift."""
    if not isinstance(command, GiveAnswers):
        return command
    moved = {
        q: replace(a, shift=Shift.NEW_FACT) if a.direction or a.level else a
        for q, a in command.answers.items()
    }
    return replace(command, answers=moved)


STEPS = 14


@st.composite
def courses(draw, starts=tuple(STARTS), steps=STEPS):
    """A course, and the world in which it was drawn."""
    start = draw(st.sampled_from(starts))
    table = twin(started(start))
    drawing = Drawing(draw, table, start)
    far = draw(st.sampled_from([1, 1, 1, len(STAGES)]))
    course = Course(start, drawing.same, drawing.pair, (), far)
    one = Side(course, World("one", course.same, course.pair), table)
    for number in range(steps):
        step = drawing.step(table.session, number)
        if step.command and not _goes_on(one, drawing, step):
            continue
        course = replace(course, steps=(*course.steps, step))
        one.course = course
        one.play(step, len(course.steps) - 1)
    return one


def _goes_on(one, drawing, step):
    """Whether the round stays open after this, and the comparison fair."""
    if not drawing.allowed(one.table.session, step):
        return False
    ahead = twin(one.table)
    ahead.ask(step.command, step.seat, step.label)
    return open_still(ahead.session, one.course.round)


def played(one, name):
    """The same course in another world."""
    course = one.course
    swaps = name == "swapped" and course.start != "late"
    table = twin(started(course.start, course.pair) if swaps else started(course.start))
    side = Side(course, World(name, course.same, course.pair), table)
    for number, step in enumerate(course.steps):
        side.play(step, number)
    return side


def alike(one, other):
    """Whatever reached anybody who answered the same in both worlds is the same to every byte."""
    assert len(one.seen) == len(other.seen)
    for (number, viewer, told), (*_, told_there) in zip(one.seen, other.seen, strict=True):
        upto = number if isinstance(number, int) else len(one.course.steps)
        if viewer not in one.course.hidden(other.world.name, upto):
            assert told == told_there, (number, viewer, first_difference(told, told_there))


def first_difference(one, other):
    texts = [text if isinstance(text, str) else repr(text) for text in (one, other)]
    at = next((n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), 0)
    return [text[max(at - 90, 0) : at + 90] for text in texts]


def compare(one):
    """The world that was drawn, one with other answers, and one in which two gave each other's."""
    other, swapped = played(one, "other"), played(one, "swapped")
    for side in (one, other, swapped):
        side.look_around(len(one.course.steps) - 1)
    alike(one, other)
    for side in (one, swapped):
        side.conclude()
    alike(one, swapped)


def any_course(number, **more):
    """So many courses, each in three worlds; the first that differs is told as it was drawn."""
    phases = [Phase.reuse, Phase.generate]
    settings(tries(number), phases=phases, **more)(given(courses())(compare))()


@pytest.mark.timeout(900)
def test_two_worlds_and_swapped_seats_over_any_course_of_a_blind_round():
    """Late joins, replaced seats, bypasses, halts, alarms, excuses; before the close no byte of
    anybody tells what others answer, and after it none tells who answered what."""
    any_course(50)


def version_of_every_event(patch):
    """The version counts what nobody may know of."""
    made = projecting._view
    patch.setattr(projecting, "_view", lambda s, *more: replace(made(s, *more), v=s.version))


def order_by_answers(patch):
    """Who answered most stands first."""
    made = projecting._view

    def ordered(session, *more):
        view = made(session, *more)
        given = [this.answered for this in session.rounds.values()]

        def often(person):
            mine = (digest for by in given for digest in by.get(person.seat, {}).values())
            return -sum(digest.revision for digest in mine)

        return replace(view, people=tuple(sorted(view.people, key=often)))

    patch.setattr(projecting, "_view", ordered)


def own_answers_of_all(patch):
    """The fingerprints of everybody's answers go along."""
    made = redacting._round
    patch.setattr(
        redacting, "_round", lambda r, *more: replace(made(r, *more), columns=(str(r.answered),))
    )
    built = projecting._view
    patch.setattr(projecting, "_view", lambda w, s, *m: replace(built(w, s, *m), stage=s.rounds))


def names_beside_answers(patch):
    """What was revealed tells whose it is."""
    made = projecting._view

    def named(session, *more):
        whose = [(this.column_seats, this.columns) for this in session.rounds.values()]
        return replace(made(session, *more), window=str(whose))

    patch.setattr(projecting, "_view", named)


LEAKS = (
    version_of_every_event,
    order_by_answers,
    own_answers_of_all,
    names_beside_answers,
)


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_a_leak_planted_in_the_core_is_found_by_some_course(monkeypatch, leak):
    leak(monkeypatch)
    with pytest.raises(AssertionError):
        any_course(20, derandomize=True, database=None)
