"""Nine people who act and look at a person's pace, and how long each of it takes."""

import gc
import random
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from threading import Event, Thread
from time import monotonic, sleep

from deliberate.rehearsal.participant import OK, Participant
from deliberate.rehearsal.script._move import RECORDER
from deliberate.rehearsal.table import Table
from deliberate.rehearsal.tally import Tally, percentile
from deliberate.sessions.forms import AGREES, DISAGREES
from deliberate.sessions.ids import AGREEMENT
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.rounds.forms import AGREE
from tests.benches.floors import SEATS, Floors
from tests.benches.gate import Gate

PACED = 60.0
"""Seconds of answering at a human pace."""
SLOW = 10.0
"""Seconds that stand for a page that never showed a text."""


def judging(table: Table, floors: Floors) -> Iterator[Gate]:
    """Nine people answer every two to five seconds: eight judge, one leads."""
    raters = [partial(_rate, table, number) for number in range(SEATS - 1)]
    yield from paced([*raters, partial(_follow, table.moderator)], floors, "")


Doing = Callable[[float, Tally], None]


def paced(people: Sequence[Doing], floors: Floors, where: str) -> Iterator[Gate]:
    """Commands and views of people who all do something, until the time is up."""
    done, tally = Event(), Tally()
    floors.forget()
    floor = Thread(target=floors.measure, args=(done,))
    with _nothing_collected(), ThreadPoolExecutor(len(people)) as at_once:
        floor.start()
        until = monotonic() + PACED
        for one in [at_once.submit(person, until, tally) for person in people]:
            one.result()
        done.set()
        floor.join()
    hello, commit = percentile(floors.hello_ms, 0.95), percentile(floors.commit_ms, 0.95)
    command, view = percentile(tally.command_ms, 0.95), percentile(tally.view_ms, 0.95)
    yield Gate(f"command p95{where}", command, "ms", 40)
    yield Gate(f"command p95{where} / hello + commit", command / (hello + commit), "x", 10)
    yield Gate(f"view p95{where}", view, "ms", 25)
    yield Gate(f"view p95{where} / hello", view / hello, "x", 10)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """All clients are one process, whose full collection stops them for a tenth of a second: that
    would be timed as if the server had been that slow."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _rate(table: Table, number: int, until: float, tally: Tally) -> None:
    """A rater sends the first screens again and again, as the page does, and looks in between."""
    who = table.people[table.cast.raters[number]]
    moves = [m for stage, part in table.stages() if stage == "blind_1" for m in part]
    own = [m.command for m in moves if m.seat == who.seat and isinstance(m.command, GiveAnswers)]
    for turn, command in enumerate(cycle(own[:2])):
        if not _thinking(f"{number}/{turn}", until):
            return
        key = table.names.key(f"paced-{number}-{turn}")
        fields = dict(_as_form(command))
        with tally.timed(tally.command_ms):
            answer = who.browser.live(f"{who.path}/commands", key=key, **fields)
        assert answer.status_code == OK, answer.text
        if _thinking(f"{number}/{turn}/look", until):
            _look(who, tally)


def _as_form(command: GiveAnswers) -> Iterator[tuple[str, str]]:
    """The fields of a screen of factors."""
    yield "type", "GiveAnswers"
    yield "round", command.round
    for question, answer in command.answers.items():
        yield f"answers.{question}.direction", str(answer.direction)


def _follow(who: Participant, until: float, tally: Tally) -> None:
    """Somebody looks now and then, as the moderator does to see how far everybody is."""
    turn = 0
    while _thinking(f"{who.seat}/{turn}", until):
        _look(who, tally)
        turn += 1


def _look(who: Participant, tally: Tally) -> None:
    with tally.timed(tally.view_ms):
        answer = who.browser.fragment(f"{who.path}/view")
    assert answer.status_code == OK


def _thinking(what: str, until: float) -> bool:
    """Two to five seconds, the same in every run; whether there is time left."""
    sleep(random.Random(what).uniform(2, 5))
    return monotonic() < until


def agreeing(table: Table, floors: Floors) -> Iterator[Gate]:
    """The same once something is decided: everybody answers the private question."""
    raters = [partial(_agree, table, number) for number in range(SEATS - 1)]
    yield from paced([*raters, partial(_follow, table.moderator)], floors, " in the decision")


def _agree(table: Table, number: int, until: float, tally: Tally) -> None:
    """Somebody agrees, and not, and agrees, and looks in between."""
    who = table.people[table.cast.raters[number]]
    for turn, pick in enumerate(cycle((AGREES, DISAGREES))):
        if not _thinking(f"agree/{number}/{turn}", until):
            return
        key = table.names.key(f"agree-{number}-{turn}")
        form = {"type": "GiveAnswers", "round": AGREEMENT, f"answers.{AGREE}.pick": pick}
        with tally.timed(tally.command_ms):
            answer = who.browser.live(f"{who.path}/commands", key=key, **form)
        assert answer.status_code == OK, answer.text
        if _thinking(f"agree/{number}/{turn}/look", until):
            _look(who, tally)


def written(table: Table, floors: Floors) -> Iterator[Gate]:
    """The recorder puts down what the group learns and mends it, and all pages are made anew."""
    who, entry = table.people[RECORDER], table.names.key("written-0")
    form = {"type": "AddEntry", "content.kind": "learning_point"}
    seen, until, turn = [], monotonic() + PACED, 0
    while _thinking(f"write/{turn}", until):
        fields = {**form, "content.text": f"once more, for the {turn}th time"}
        began = monotonic()
        key = table.names.key(f"written-{turn}")
        answer = who.browser.live(f"{who.path}/commands", key=key, **fields)
        assert answer.status_code == OK, answer.text
        version = int(re.findall(r'data-version="(\d+)"', answer.text)[0])
        times = [one.saw(version) for one in table.present()]
        seen.append(max((at or began + SLOW) - began for at in times) * 1000)
        form = {"type": "CorrectEntry", "entry": entry, "content.kind": "learning_point"}
        turn += 1
    floor = percentile([floors.together() for _ in range(20)], 0.95)
    found = percentile(seen, 0.95)
    yield Gate("a text in the decision seen by all, p95", found, "ms", 300)
    yield Gate("a text in the decision seen by all, p95 / nine hellos", found / floor, "x", 30)
