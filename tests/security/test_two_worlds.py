"""Requirement 1: two worlds that differ in others' blind answers are the same to every byte."""

import re
from time import sleep

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.ids import DECIDE, OPTIONS, PROCESS, ROUND_1, ROUND_2
from deliberate.web import live
from tests.core.moments import STAGES
from tests.security import chance as chances
from tests.security.lines import until
from tests.security.room import Chance
from tests.security.worlds import (
    CALM,
    EVERYBODY_ELSE,
    EXTREME,
    alike,
    decided,
    different,
    looking_back,
    silent,
    world,
)

pytestmark = pytest.mark.untraced

ROUNDS = {"blind_1": ROUND_1, "blind_2": ROUND_2}
SETTLED = {OPTIONS: silent, DECIDE: decided, PROCESS: looking_back}
"""How a room comes to a round that does not open with its stage."""
SIGNED = re.compile(rb'"signature":\{.*?"value":"[0-9a-f]+"\}')


def same_room(room):
    return room


@pytest.fixture
def play(room_at, monkeypatch):
    """All that reaches everybody but the raters who answer differently, in one world."""
    now = {}
    chances.install(monkeypatch, lambda: now["chance"])
    monkeypatch.setattr(live, "GAP", 0)
    monkeypatch.setattr(live, "COUNTED", 0)

    def one(stage, seed, replaced=0, **options):
        now["chance"] = Chance()
        room = room_at(DECIDE if stage == PROCESS else stage, chance=now["chance"])
        room = SETTLED.get(stage, same_room)(room)
        same = (room.cast.raters[1],)
        with world(room, (*EVERYBODY_ELSE, *same), **options) as this:
            if stage == OPTIONS:
                this.think(same, seed, replaced)
            elif stage == PROCESS:
                this.tap(same, seed, replaced)
            elif stage == DECIDE:
                this.agree(same, seed, replaced)
            else:
                this.rate(ROUNDS[stage], same, seed, replaced)
            return this.everything()

    return one


@pytest.mark.parametrize("stage", [*ROUNDS, OPTIONS, DECIDE, PROCESS])
def test_1_what_others_answer_reaches_nobody_before_the_reveal(play, stage):
    calm = play(stage, CALM)
    alike(calm, play(stage, EXTREME))
    alike(calm, play(stage, "anything", replaced=2))


@pytest.mark.parametrize("listens", [True, False], ids=["with a socket", "without one"])
def test_1_when_and_how_often_somebody_answers_reaches_nobody(room_at, listens):
    """Not by a push, and not by somebody's light going on on the moderator's screen."""
    room = room_at("blind_1")
    *_, quiet = room.cast.raters
    with world(room, EVERYBODY_ELSE) as this:
        if not listens:
            this.lines.pop(quiet).close()
            assert until(lambda: len(room.house.live.presences.everybody(room.session)) == 5)
        this.browser(quiet).token()
        room.chance.at += 60_000
        for moment in ("first", "before"):
            this.look_around(moment)
        this.hush()
        heard = {seat: list(line.frames) for seat, line in this.lines.items()}
        for number in range(3):
            room.chance.at += 20_000
            this.give(ROUND_1, quiet, number, f"again-{number}")
        sleep(0.3)
        assert {seat: line.frames for seat, line in this.lines.items()} == heard
        room.chance.at -= 60_000
        this.look_around("before")
        looks = [part for part in this.seen if part[1].startswith("before")]
        half = len(looks) // 2
        alike(looks[:half], looks[half:])


@pytest.fixture
def follow(room_at, monkeypatch):
    """All that reaches everybody but two raters from the first round to the last page."""
    now = {}
    chances.install(monkeypatch, lambda: now["chance"])

    def one(swap):
        now["chance"] = Chance()
        room = room_at("blind_1", chance=now["chance"])
        first, second, third = room.cast.raters
        with world(room, (*EVERYBODY_ELSE, first, second)) as this:
            this.follow(STAGES[STAGES.index("blind_1") :], (first, third) if swap else ())
            return [without(room, part) for part in this.seen]

    return one


def without(room, part):
    """A look without the fingerprints of the log, and what is signed over them: they cover the
    ciphertext of every answer."""
    viewer, what, (status, headers, body) = part
    sealed = room.state.progress.sealed
    for print_ in (sealed.head, sealed.sha256):
        body = body.replace(print_.encode(), b"")
    return viewer, what, (status, headers, SIGNED.sub(b"", body))


def test_two_raters_who_swap_answers_change_nothing_after_the_reveal_either(follow):
    """Everybody else sees the same pictures and the same record; the two see their own answers."""
    one, other = follow(swap=False), follow(swap=True)
    assert {viewer for viewer, _ in different(one, other)} == {"seat-A"}
    assert {what.partition("/")[0] for _, what, _ in one} >= {"after options", "after decide"}
    shown = [what for _, what, (status, _, body) in one if status == 200 and b"<svg" in body]
    assert {what.partition("/")[0] for what in shown} >= {"after blind_1", "after blind_2"}


def test_5_no_record_of_a_round_that_is_open(room_at):
    room = room_at("blind_2")
    for seat in (MODERATOR, RECORDER, *room.cast.raters):
        for path in ("/record", "/record.json", "/record.pdf"):
            answer = room.browser(seat).get(path)
            assert (answer.status_code, answer.json["error"]["code"]) == (409, "round_open")
