"""One course of a blind round over HTTP and sockets, with all that reaches anybody kept."""

import logging
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm
from deliberate.sessions.flow.commands import Advance, Resume
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers, SealRound
from deliberate.sessions.seating.commands import AdmitSeat, MoveSeat
from deliberate.web import live
from tests.core.courses import CALLED, FILE, MINUTE, Course, World, before, scripted
from tests.security import chance as chances
from tests.security.leaks import Known
from tests.security.lines import Line, served, until
from tests.security.room import COOKIE, JSON, SCREEN, Browser, Chance, Room, token_of
from tests.security.worlds import HTML, OPERATOR, TOKEN, Log, kept

LISTEN = (MODERATOR, SCREEN, "seat-recorder")
"""Who listens all the time, besides who answers alike in all worlds."""


class Pushes:
    """Knows when everything that is to be pushed has gone out."""

    def __init__(self, patch):
        self.busy, self.nudged, self.sent = 0, 0, Counter()
        ready, push, nudge = live.Live._ready, live.Live._push, live.Live.nudge

        def found(this):
            told, soonest = ready(this)
            self.busy += len(told)
            return told, soonest

        def pushed(this, session, due):
            try:
                push(this, session, due)
            finally:
                self.busy -= 1

        def nudging(this, session):
            nudge(this, session)
            self.nudged += 1

        patch.setattr(live.Live, "_ready", found)
        patch.setattr(live.Live, "_push", pushed)
        patch.setattr(live.Live, "nudge", nudging)
        patch.setattr(live, "GAP", 0)
        patch.setattr(live, "HEAD_START", 0)
        patch.setattr(live, "COUNTED", 0)

    def count(self, told):
        """From here on every frame is counted that goes out to somebody."""
        push = told.push

        def counted(sid, event, body):
            self.sent[sid] += 1
            push(sid, event, body)

        told.push = counted

    def over(self, told):
        with told._wake:
            return not told._due and not self.busy


class Ear(Line):
    """A line that knows under which name the server pushes to it."""

    def __init__(self, port, token, session):
        super().__init__(port, token, session)
        self.sid = self.welcome.partition('"sid":"')[2].partition('"')[0]
        self.told_of = 0

    def fresh(self):
        """What has come since the last time."""
        frames = tuple(self.frames[self.told_of :])
        self.told_of += len(frames)
        return frames


@dataclass
class Playing:
    """One world: a room with its server, what everybody answers in it, and what it has shown."""

    room: Room
    port: int
    course: Course
    world: World
    pushes: Pushes
    seen: list[Any] = field(default_factory=list)
    ears: dict[str, Ear] = field(default_factory=dict)
    browsers: dict[str, Browser] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    log: Log = field(default_factory=Log)
    minute: int = 0

    @property
    def this(self):
        return self.room.state.rounds[self.course.round]

    def arrive(self):
        """Who listens opens the page and a line."""
        for seat in dict.fromkeys((*LISTEN, self.course.same)):
            self.look("arrival", seat)
            self.listen(seat)
        self.hear("arrival")

    def play(self, step, number):
        """One step, and what somebody sees and what everybody hears of it."""
        self.tick(0)
        if step.what == "gives":
            self.give(step, number)
        elif step.what == "seals":
            self.seal(step.seat, step.label, number)
        elif step.what == "returns":
            self.come_back(step.seat, number)
        else:
            self.ask(step.seat, self.known(step), step.label, number)
        if step.looks:
            self.look(number, step.looks)
        self.hear(number)

    def known(self, step):
        """The command as it is posted: a device is meant by its knock at the door."""
        command = step.command
        if isinstance(command, AdmitSeat | MoveSeat) and command.device == "knock":
            self.tokens[command.seat] = token_of(f"{command.seat}/{step.label}")
            self.browsers.pop(command.seat, None)
            return type(command)(seat=command.seat, device=self.knock(command.seat, step.label))
        return command

    def knock(self, seat, label):
        """A device without a seat types the code and waits to be let in."""
        client, session = self.client(seat), self.room.session
        self.turn(f"{label}/knock")
        token = TOKEN.search(client.get("/join").data)[1].decode()
        typed = {"csrf_token": token, "code": self.room.house.doors.code(session)}
        client.post("/join", data=typed)
        self.settle()
        waiting = self.room.house.lobby.knocks(session)
        return waiting[-1].id if waiting else "nobody"

    def give(self, step, number):
        """First answers in a few posts, at moments of this world's own; the first one tells."""
        drafts = self.world.drafts(self.room.state, self.this, step.seat, step.label)
        for n, answers in enumerate(drafts):
            self.tick(1000 * (n + 1) * (3 if self.world.apart(step.seat) else 1))
            gives = GiveAnswers(round=self.course.round, answers=answers)
            number_of = number if n == 0 or step.seat == self.course.same else None
            self.ask(step.seat, gives, f"{step.label}{n}", number_of)
            self.settle()
        self.tick(MINUTE // 2)

    def seal(self, seat, label, number):
        said = scripted(self.room.script(before(self.course.start)), self.course.round)
        last = self.world.last(self.room.state, self.this, seat, said)
        gives = GiveAnswers(round=self.course.round, answers=last)
        self.ask(seat, gives, f"{label}last", number)
        self.tick(MINUTE // 2)
        self.ask(seat, SealRound(round=self.course.round), f"{label}seal", number)

    def ask(self, seat, command, label, number):
        """What the answer is: to who answers otherwise in another world, only whether it is one."""
        browser = self.browser(seat)
        self.turn(f"token/{seat}")
        token = browser.token()
        self.turn(label)
        answer = browser.post(command, label, token)
        if number is not None:
            self.keep(number, seat, label, kept(answer))

    def look(self, number, viewer):
        self.turn(f"{number}/{viewer}")
        if viewer == FILE:
            record = self.browser(MODERATOR).get("/record?for=file")
            self.keep(number, MODERATOR, "record", kept(record))
            return
        for headers in (HTML, JSON) if number == "closed" else (HTML,):
            told = kept(self.browser(viewer).get("/view", headers))
            self.keep(number, viewer, "view", told)

    def look_around(self, number):
        for viewer in (MODERATOR, SCREEN, RECORDER, self.course.same, FILE):
            self.look(number, viewer)
        self.turn(f"{number}/protection")
        protection = self.browser(MODERATOR).get("/protection", HTML)
        self.keep(number, MODERATOR, "protection", kept(protection))
        self.hear(number)

    def conclude(self):
        """Everybody gives their last word, and the round is closed."""
        for command in (EndAlarm(note="veilig"), Resume(), AnswerAcute(acute=False)):
            self.tick(0)
            self.ask(MODERATOR, command, f"{type(command).__name__}-at-the-last", "closed")
        for seat in [*self.room.state.roster.seats] if self.this.open else ():
            if seat in self.this.sealed or seat in self.course.pair:
                self.tick(0)
                self.seal(seat, f"{seat}-at-the-last", None)
        self.tick(0)
        stage, called = self.room.state.progress.stage, self.course.round in CALLED
        closes = CloseRound(round=self.course.round) if called else Advance(expected=stage)
        self.ask(MODERATOR, closes, "closed-at-the-last", "closed")
        self.settle()
        self.look_around("closed")

    def come_back(self, seat, number):
        """A line breaks and is opened again, and the page is looked at anew."""
        ear = self.ears.pop(seat, None)
        if ear:
            self.keep(number, seat, "frames", ear.fresh())
            nudged = self.pushes.nudged
            ear.close()
            assert until(lambda: self.pushes.nudged > nudged)
            self.settle()
        self.look(number, seat)
        if ear:
            self.listen(seat)

    def listen(self, seat):
        nudged = self.pushes.nudged
        self.ears[seat] = Ear(self.port, self.token(seat), self.room.session)
        assert until(lambda: self.pushes.nudged > nudged)
        self.settle()

    def hear(self, number):
        """What everybody has been told by now; a line that was cut off is over."""
        self.settle()
        listening = self.room.house.live.presences.everybody(self.room.session)
        for seat, ear in [*self.ears.items()]:
            if ear.sid in listening:
                self.keep(number, seat, "frames", ear.fresh())
            else:
                self.ears.pop(seat)
                assert until(lambda ear=ear: ear.closed)
                self.keep(number, seat, "frames", "cut off")

    def settle(self):
        """Wait until all that was pushed has arrived."""
        told, ears = self.room.house.live, [*self.ears.values()]
        assert until(lambda: self.pushes.over(told))
        for ear in ears:
            assert until(lambda e=ear: e.closed or len(e.frames) >= self.pushes.sent[e.sid])

    def keep(self, number, viewer, what, told):
        self.seen.append((number, viewer, what, told))

    def turn(self, label):
        self.room.chance.turn(label)

    def tick(self, after):
        """The next minute, or so long after it began, in every world alike."""
        if not after:
            self.minute = (self.minute or self.room.chance.at) + MINUTE
        self.room.chance.at = self.minute + after

    def token(self, seat):
        return self.tokens.get(seat, token_of(seat))

    def client(self, seat):
        client = self.room.app.test_client()
        client.set_cookie(COOKIE, self.token(seat))
        return client

    def browser(self, seat):
        if seat not in self.browsers:
            look = "screen" if seat == SCREEN else ""
            self.browsers[seat] = Browser(self.room, self.client(seat), look)
        return self.browsers[seat]

    def everything(self):
        return [*self.seen, ("log", OPERATOR, "log", tuple(self.log.said))]


@contextmanager
def playing(folder, patch, course, world, raters, leak=None):
    """A world that is over at the end of the block."""
    chance = Chance()
    chances.install(patch, lambda: chance)
    pushes = Pushes(patch)
    room = Room(folder, raters=raters, chance=chance)
    try:
        if leak:
            leak(patch, Known(patch, room.chance.clock), room)
        pushes.count(room.house.live)
        with served(room) as port:
            this = Playing(room, port, course, world, pushes)
            logging.getLogger().addHandler(this.log)
            try:
                this.arrive()
                yield this
            finally:
                logging.getLogger().removeHandler(this.log)
                for ear in this.ears.values():
                    ear.close()
    finally:
        room.close()
