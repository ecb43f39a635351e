"""Requirement 1 over any course: late joins, replaced seats, halts, bypasses, returns, in whatever
order; over HTTP and sockets, and with leaks that others have had planted one at a time."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import BLIND_1
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from tests.core.anything import tries
from tests.core.courses import SEATS, Course, Step, World, before, begin
from tests.core.moments import STAGES
from tests.core.test_two_worlds_in_the_core import courses, first_difference
from tests.security import chance as chances
from tests.security import leaks
from tests.security.any_world import playing
from tests.security.room import SCREEN, Chance, Room, copied, quiet

pytestmark = pytest.mark.untraced

STEPS = 9


class Folders:
    """Rooms in which a course begins, each made on first use and copied for every world."""

    def __init__(self, place):
        self.place, self.made, self.copies = place, {}, 0

    def at(self, start, pair=()):
        name = (start, frozenset(pair))
        if name not in self.made:
            self.made[name] = self._make(self.place / f"start-{len(self.made)}", start, pair)
        self.copies += 1
        return copied(self.made[name], self.place / f"world-{self.copies}")

    def _make(self, folder, start, pair):
        """Keys are drawn alike in all of them: a receipt depends on the key of its round."""
        other, chance = dict(zip(pair, reversed(pair), strict=True)), Chance()
        with pytest.MonkeyPatch.context() as patch:
            chances.install(patch, lambda: chance)
            with closing(Repeatable(folder, raters=SEATS, chance=chance)) as room:
                for stage in STAGES[: STAGES.index(before(start))]:
                    for move in room.script(stage):
                        blind = isinstance(move.command, GiveAnswers | SealRound)
                        seat = other.get(move.seat, move.seat) if blind else move.seat
                        room.play(replace(move, seat=seat))
                begin(start, room)
        return folder


class Repeatable(Room):
    """Whatever is drawn for a command depends on its key alone."""

    def ask(self, command, seat, key):
        self.chance.turn(key)
        return super().ask(command, seat, key)


@contextmanager
def folders() -> Iterator[Folders]:
    with TemporaryDirectory() as place:
        yield Folders(Path(place))


def shown(there, course, name, closes, leak=None):
    """All that reached anybody in one world."""
    swaps = name == "swapped" and course.start == "blind_2"
    folder = there.at(course.start, course.pair if swaps else ())
    world = World(name, course.same, course.pair)
    with (
        pytest.MonkeyPatch.context() as patch,
        playing(folder, patch, course, world, SEATS, leak) as this,
    ):
        for number, step in enumerate(course.steps):
            this.play(step, number)
        this.look_around(len(course.steps))
        if closes:
            this.conclude()
    shutil.rmtree(folder)
    return this.everything()


def different(course, name, one, other):
    """Who could have told one world from the other, and where they first differ."""
    assert len(one) == len(other)
    for (number, viewer, what, told), (*_, told_there) in zip(one, other, strict=True):
        upto = number if isinstance(number, int) else len(course.steps)
        if told != told_there and viewer not in course.hidden(name, upto):
            yield number, viewer, what, first_difference(told, told_there)


def compare(there, course, name, leak=None):
    """Two worlds: with other answers until the round is closed, or swapped and beyond."""
    closes = name == "swapped"
    worlds = (shown(there, course, world, closes, leak) for world in ("one", name))
    return list(different(course, name, *worlds))


SECOND = st.sampled_from(["other", "other", "swapped"])


def any_course(number, leak=None, made=None, **more):
    """So many courses, each in two worlds; the first that differs is told as it was drawn."""
    quiet()
    with nullcontext(made) if made else folders() as there:

        @settings(tries(number), phases=[Phase.reuse, Phase.generate], **more)
        @given(courses(steps=STEPS), SECOND)
        def alike(drawn, name):
            assert compare(there, drawn.course, name, leak) == []

        alike()


@pytest.fixture(scope="module")
def there():
    quiet()
    with folders() as made:
        yield made


@pytest.mark.timeout(900)
def test_1_two_worlds_and_swapped_seats_over_any_course(there):
    any_course(10, made=there)


CALM = Course(
    "blind_1",
    same="seat-B",
    pair=("seat-A", "seat-C"),
    steps=(
        Step("the-first-gives--", "seat-A", "gives"),
        Step("the-first-seals--", "seat-A", "seals", looks=SCREEN),
        Step("another-gives----", "seat-B", "gives"),
        Step("too-soon---------", MODERATOR, "asks", Advance(expected=BLIND_1)),
        Step("a-third-gives----", "seat-C", "gives"),
        Step("the-first-again--", "seat-A", "gives", looks=MODERATOR),
    ),
)
"""The shortest course in which something could come out."""


def test_1_nothing_comes_out_where_nothing_is_planted(there):
    assert compare(there, CALM, "other") == []


WHERE = {
    leaks.line_in_the_log: "log",
    leaks.plain_hash_in_the_receipt: "another-gives----0",
    leaks.order_by_answer: "another-gives----0",
    leaks.number_in_an_error: "too-soon---------",
    leaks.push_for_every_answer: "frames",
}
"""What a leak comes out by, where it is not a page that somebody looks at."""


@pytest.mark.parametrize("leak", leaks.LEAKS, ids=lambda leak: leak.__name__)
def test_1_a_planted_leak_is_found(there, leak):
    found = {what for _, _, what, _ in compare(there, CALM, "other", leak)}
    assert WHERE.get(leak, "view") in found


BY_CHANCE = (leaks.average_in_an_attribute, leaks.push_for_every_answer, leaks.number_in_an_error)


@pytest.mark.parametrize("leak", BY_CHANCE, ids=lambda leak: leak.__name__)
def test_1_a_planted_leak_is_found_by_some_course_drawn_by_chance(there, leak):
    with pytest.raises(AssertionError):
        any_course(12, leak, there, derandomize=True, database=None)
