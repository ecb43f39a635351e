"""One world of two: a blind round over HTTP and sockets, with all that reaches anybody kept."""

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random
from time import sleep
from typing import Any

from deliberate.rehearsal.script._move import MODERATOR, RECORDER, Move
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.flow.commands import Advance, CloseMeeting
from deliberate.sessions.forms import AGREES, DISAGREES, TAPS, Answer, Shift
from deliberate.sessions.ids import (
    AGREEMENT,
    DECIDE,
    IDEAS,
    OPTIONS,
    PROCESS,
    ROUND_2,
    EntryId,
    question,
)
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from deliberate.sessions.rounds.forms import AGREE, FORMS, PROCESS_ITEMS
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import Dissent
from tests.core.anything import any_answer
from tests.security.lines import Line, served, until
from tests.security.room import JSON, LIVE, SCREEN, token_of

TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
PART = re.compile(r'<a [^>]*data-unfold="([^"]+)"')
ALLOWED = {"Set-Cookie", "X-Csrftoken", "Date"}
"""Whose values may differ: the server draws them anew for each answer."""
HTML = {"Accept": "text/html"}
STRANGER, WAITING, OPERATOR = "stranger", "waiting", "operator"
VALUES = {
    "look": "screen",
    "seat": "seat-A",
    "number": 1,
    "mac": "a" * 26,
    "started": 1,
    "version": "1",
    "filename": "app.css",
    "agenda": "meeting-of-monday",
}
"""What stands in addresses; a route with another part fails here until somebody looks at it."""
RECORDS = tuple(
    f"/record{form}?for={key}" for form in ("", ".json") for key in ("file", "person-1")
)
"""A record is always somebody's: the file's, or a parent's."""

AGAINST = Dissent(about="decision", text="Te kort.", changes_mind="Een week erbij.")


CALM, EXTREME = "calm", "extreme"
WHY = {CALM: Shift.NEW_FACT, EXTREME: Shift.WENT_ALONG}
"""What is said of a shift, where there is one."""


def answer(question, seed, random):
    """Any fitting answer, or one at an end of its scale."""
    drawn = any_answer(question, random)
    if seed not in {CALM, EXTREME}:
        return drawn
    if question.levels and not question.directions:
        level = 1 if seed == CALM else question.levels
        return Answer(level=level, shift=WHY[seed])
    if not drawn.direction:
        return drawn
    level = (1 if seed == CALM else 3) if drawn.level else None
    return replace(drawn, level=level, shift=WHY[seed])


def kept(answer):
    """An answer to the byte, but for the values that are allowed to differ."""
    headers = [(name, "" if name.title() in ALLOWED else value) for name, value in answer.headers]
    body = TOKEN.sub(b'name="csrf_token" value=""', answer.data)
    return answer.status_code, tuple(headers), body


class Log(logging.Handler):
    """Every line that is logged, by anything."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.said = []

    def emit(self, record):
        self.said.append(f"{record.name} {record.levelname} {record.getMessage()}")


@dataclass
class World:
    """A room with its server, the sockets of everybody, and what has reached whom."""

    room: Any
    port: int
    watched: tuple[str, ...]
    thorough: bool = True
    seen: list[Any] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    log: Log = field(default_factory=Log)
    told: int = 0
    reason: str = ""
    browsers: dict[str, Any] = field(default_factory=dict)

    def arrive(self):
        """Everybody opens the page and listens, and somebody waits in the lobby."""
        presences, session = self.room.house.live.presences, self.room.session
        for seat, place in self.room.state.roster.seats.items():
            if place.standing == "absent":
                continue
            self.turn(f"arrive/{seat}")
            self.room.browser(seat).get()
            self.lines[seat] = Line(self.port, token_of(seat), session)
            assert until(lambda: len(presences.everybody(session)) == len(self.lines))
        self.turn("knock")
        client = self.room.client(WAITING)
        token = TOKEN.search(client.get("/join").data)[1].decode()
        typed = {"csrf_token": token, "code": self.room.house.doors.code(session)}
        self.keep(WAITING, "join", client.post("/join", data=typed))
        self.hush()

    def hush(self):
        """Wait until all that is under way has been heard, however busy the machine, and forget
        it: everybody is told something, and then nothing more arrives."""
        lines = tuple(self.lines.values())
        self.room.house.live.stir(self.room.session)
        assert until(lambda: all(line.told("changed") for line in lines))
        heard = None
        while (now := [len(line.frames) for line in lines]) != heard:
            heard = now
            sleep(0.3)
        for line in lines:
            line.frames.clear()

    def turn(self, label):
        self.room.chance.turn(label)

    def keep(self, viewer, what, answer):
        if viewer in self.watched:
            self.seen.append((viewer, what, kept(answer)))

    def settle(self):
        """Wait until everybody has been told the count once more, and who leads to look again."""
        self.told += 1
        for seat, line in self.lines.items():
            expected = (self.told if seat == MODERATOR else 0, self.told)
            assert until(lambda line=line, due=expected: self.heard(line) == due)

    def heard(self, line):
        return len(line.told("changed")), len(line.told("progress"))

    def browser(self, seat):
        if seat not in self.browsers:
            self.browsers[seat] = self.room.browser(None if seat == STRANGER else seat)
        return self.browsers[seat]

    def ask(self, seat, command, label):
        token = self.browser(seat).token()
        self.turn(label)
        answer = self.browser(seat).post(command, label, token)
        self.keep(seat, label, answer)
        return answer

    def look_around(self, moment):
        """What each of those watched sees of the session, in every form in which it can be had;
        the live one with all that is made when it is asked for."""
        for viewer in self.watched:
            parts = ""
            for name, headers in (("html", HTML), ("live", LIVE), ("json", JSON)):
                what = f"{moment}/{viewer}/{name}"
                self.turn(what)
                path = f"/view?open={parts}" if headers is LIVE else "/view"
                answer = self.browser(viewer).get(path, headers)
                parts = ",".join(PART.findall(answer.text))
                self.keep(viewer, what, answer)

    def look_everywhere(self, moment):
        """Every address that can be got, by everybody who is watched."""
        for rule in self.room.app.url_map.iter_rules():
            values = VALUES | {"session_id": self.room.session}
            _, path = rule.build({name: values[name] for name in rule.arguments})
            for viewer in self.watched if "GET" in rule.methods else ():
                what = f"{moment}/{viewer}{path}"
                self.turn(what)
                self.keep(viewer, what, self.browser(viewer).client.get(path, headers=HTML))
        for viewer in self.watched:
            if viewer in self.room.state.roster.seats:
                self.keep(viewer, f"{moment}/{viewer}/check", self.look_at_words(viewer))
        for viewer, path in product(self.watched, RECORDS):
            what = f"{moment}/{viewer}{path}"
            self.turn(what)
            self.keep(viewer, what, self.browser(viewer).get(path, HTML))

    def look_at_words(self, seat):
        """What is said of words that somebody is typing."""
        browser = self.browser(seat)
        carried = {**JSON, "X-CSRFToken": browser.token()}
        body = {"kind": "words", "texts": {"text": "Er is vaak ruzie."}}
        self.turn(f"words/{seat}")
        return browser.client.post(f"{self.room.path}/check", json=body, headers=carried)

    def rate(self, round_id, same, seed, replaced=0):
        """Everybody rates: who is in `same` as calmly as in every other world, the rest by seed."""
        for number, seat in enumerate(self.room.cast.raters):
            mine, times = (CALM, 0) if seat in same else (seed, replaced)
            for n in range(times):
                self.give(round_id, seat, f"{seed}/{n}", f"{seat}-before-{n}")
            self.give(round_id, seat, mine, f"{seat}-give")
            self.room.chance.at += 1000
            assert self.ask(seat, SealRound(round=round_id), f"{seat}-seal").status_code == 200
            self.settle()
            for n in range(times):
                self.give(round_id, seat, f"{seed}/{n}", f"{seat}-after-{n}")
            self.look_around(f"after/{seat}")
            if number == 0:
                stage = self.room.state.progress.stage
                assert self.ask(MODERATOR, Advance(expected=stage), "too-soon").status_code == 409
        if self.thorough:
            self.look_everywhere("before the reveal")

    def think(self, same, seed, replaced=0):
        """Everybody writes ideas in silence: who is in `same` as in every other world."""
        for seat in self.room.cast.raters:
            mine, times = (CALM, 0) if seat in same else (seed, replaced)
            for n in range(1 + times):
                self.room.chance.at += 1000 if n == 0 else 0
                given = GiveAnswers(round=IDEAS, answers=self.ideas(seat, mine, n))
                answer = self.ask(seat, given, f"{seat}-thinks-{n}")
                assert answer.status_code == 200, answer.text
                if n == 0:
                    self.settle()
            self.look_around(f"after/{seat}")
            assert self.ask(MODERATOR, Advance(expected=OPTIONS), "too-soon").status_code == 409
        if self.thorough:
            self.look_everywhere("before the round is closed")

    def agree(self, same, seed, replaced=0):
        """Everybody says privately whether they agree: one tap, which may be changed. Who does
        not would write it down at once."""
        for seat in self.room.cast.raters:
            mine, times = (CALM, 0) if seat in same else (seed, replaced)
            for n in range(1 + times):
                self.room.chance.at += 1000 if n == 0 else 0
                drawn = Random(f"{mine}/{seat}/{n}").choice([AGREES, DISAGREES])
                pick = {CALM: AGREES, EXTREME: DISAGREES}.get(mine, drawn)
                given = GiveAnswers(round=AGREEMENT, answers={question(AGREE): Answer(pick=pick)})
                answer = self.ask(seat, given, f"{seat}-agrees-{n}")
                assert answer.status_code == 200, answer.text
                if n == 0:
                    self.settle()
                if pick == DISAGREES:
                    self.ask(seat, AddEntry(content=AGAINST), f"{seat}-against-{n}")
            self.look_around(f"after/{seat}")
            assert self.ask(MODERATOR, CloseMeeting(expected=DECIDE), "close").status_code == 409
        if self.thorough:
            self.look_everywhere("before the question is closed")

    def tap(self, same, seed, replaced=0):
        """Everybody says by four taps how the meeting went; they may be changed."""
        for seat in self.room.cast.raters:
            mine, times = (CALM, 0) if seat in same else (seed, replaced)
            for n in range(1 + times):
                self.room.chance.at += 1000 if n == 0 else 0
                random = Random(f"{mine}/{seat}/{n}")
                picks = {CALM: TAPS[:1], EXTREME: TAPS[-1:]}.get(mine, TAPS)
                said = {question(item): Answer(pick=random.choice(picks)) for item in PROCESS_ITEMS}
                given = GiveAnswers(round=PROCESS, answers=said)
                answer = self.ask(seat, given, f"{seat}-taps-{n}")
                assert answer.status_code == 200, answer.text
                if n == 0:
                    self.settle()
            self.look_around(f"after/{seat}")
        if self.thorough:
            self.look_everywhere("before the check is closed")

    def ideas(self, seat, seed, number):
        """One short idea, or three that are as long as may be."""
        said = self.reason.format(seat=seat) or f"{seed} {number}"
        if seed == CALM:
            return {question("idea", EntryId("1")): Answer(reason=said)}
        long = Answer(reason=said.ljust(300, "x"), pro="y" * 50, con="z" * 50)
        return {question("idea", EntryId(str(n))): long for n in (1, 2, 3)}

    def follow(self, stages, swap=()):
        """The script, in which two raters may answer in one another's place."""
        other = dict(zip(swap, reversed(swap), strict=True))
        for stage in stages:
            for move in self.room.script(stage):
                self.turn(move.key)
                rates = isinstance(move.command, GiveAnswers | SealRound)
                seat = other.get(move.seat, move.seat) if rates else move.seat
                self.room.play(Move(seat, move.key, with_reasons(move.command)))
            self.look_around(f"after {stage}")
        self.look_everywhere("at the end")

    def give(self, round_id, seat, seed, label):
        """All answers of one seat in two posts, as many as in any other world."""
        this, random = self.room.state.rounds[round_id], Random(f"{seed}/{seat}")
        asked = FORMS[this.spec](self.room.state).questions
        given = {q.id: answer(q, seed, random) for q in asked}
        if self.reason:
            said = self.reason.format(seat=seat)
            given = {q: replace(a, reason=f"{said} {q}"[:400]) for q, a in given.items()}
        factors = {q: a for q, a in given.items() if a.direction}
        others = {q: a for q, a in given.items() if not a.direction}
        for n, answers in enumerate((factors, others)):
            command = GiveAnswers(round=round_id, answers=answers)
            told = self.ask(seat, command, f"{label}-{n}")
            assert told.status_code == 200, told.text

    def everything(self):
        """All that reached anybody who is watched, and what an operator can read."""
        frames = [(seat, "frames", tuple(self.lines[seat].frames)) for seat in self.seated()]
        return [*self.seen, *frames, (OPERATOR, "log", tuple(self.log.said))]

    def seated(self):
        return [viewer for viewer in self.watched if viewer in self.lines]


def with_reasons(command):
    """Second answers that say why they moved: the first were perhaps not those of the script."""
    if not isinstance(command, GiveAnswers) or command.round != ROUND_2:
        return command
    why = Shift.OTHER_ARGUMENT
    answers = {q: replace(a, shift=a.shift or why) for q, a in command.answers.items()}
    return replace(command, answers=answers)


def decided(room):
    """The room as it is when something has just been decided, and everybody is asked."""
    for move in room.script(DECIDE):
        room.chance.turn(move.key)
        room.play(move)
        if isinstance(move.command, RecordDecision):
            return room
    raise LookupError("nothing was decided")


def looking_back(room):
    """The room as it is when everybody is asked how the meeting went."""
    for move in room.script(DECIDE):
        room.chance.turn(move.key)
        room.play(move)
        if move.key == "process-open":
            return room
    raise LookupError("nobody was asked")


def silent(room):
    """The family has come first and everybody begins to write."""
    for move in room.script("options")[:2]:
        room.chance.turn(move.key)
        room.play(move)
    return room


@contextmanager
def world(room, watched, **options):
    """A world that is over at the end of the block."""
    with served(room) as port:
        this = World(room, port, watched, **options)
        logging.getLogger().addHandler(this.log)
        try:
            this.arrive()
            yield this
        finally:
            logging.getLogger().removeHandler(this.log)
            for line in this.lines.values():
                line.close()


def different(one, other):
    """Where two worlds differ: who saw what otherwise."""
    names = [[(viewer, what) for viewer, what, _ in seen] for seen in (one, other)]
    if names[0] != names[1]:
        return [("", "not the same moments")]
    pairs = zip(one, other, strict=True)
    return [(viewer, what) for (viewer, what, a), (_, _, b) in pairs if a != b]


def alike(one, other):
    """Two worlds are the same; where they are not, what the first difference is."""
    found = different(one, other)
    pairs = zip(one, other, strict=False)
    texts = next(((repr(a), repr(b)) for (*_, a), (*_, b) in pairs if a != b), ("", ""))
    at = next((n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), 0)
    around = [text[max(at - 80, 0) : at + 80] for text in texts]
    assert not found, (len(found), found[:5], around)


EVERYBODY_ELSE = (MODERATOR, SCREEN, RECORDER, STRANGER, WAITING)
