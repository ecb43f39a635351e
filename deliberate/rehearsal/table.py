"""One session played to its end: every move by the person whose it is, every push followed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from secrets import token_hex
from time import monotonic
from typing import Any

from deliberate.sessions.commands import Command
from deliberate.sessions.flow.commands import Advance, CloseMeeting
from deliberate.sessions.ids import IDEAS, PREPARE, SeatId, StageId
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers, PlaceIdea
from deliberate.sessions.seating.commands import AdmitSeat

from .arrivals import code_shown, enter, is_in, knock, knock_named, link_shown, open_session
from .browser import Broken, Browser
from .canaries import Canaries
from .effort import Act
from .names import Names
from .participant import OK, Participant, Reply
from .script import Cast, Move, whole
from .script._move import ADVOCATE, MODERATOR, RECORDER, settled
from .tally import Tally

SCREEN = SeatId("screen")
BLIND = frozenset({"blind_1", "blind_2"})
LEAVES = (Advance, CloseMeeting)


@dataclass(frozen=True, slots=True)
class Said:
    """A command that was acknowledged, with what it was acknowledged by."""

    seat: SeatId
    key: str
    command: Command
    body: Mapping[str, Any]
    receipt: Mapping[str, Any] | None


@dataclass(slots=True)
class Table:
    """Everybody of one session, and what they have said so far."""

    host: Browser
    cast: Cast
    tally: Tally
    session: str
    names: Names
    canaries: Canaries = field(default_factory=Canaries)
    people: dict[SeatId, Participant] = field(default_factory=dict)
    code: str = ""
    waiting: dict[SeatId, tuple[Browser, str]] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    """The moves of the script that were made, as people make them."""
    stage: StageId = PREPARE
    arrivals: dict[str, list[float]] = field(default_factory=dict)
    _advocate: SeatId | None = None

    @classmethod
    def laid(cls, host: Browser, cast: Cast, *, of_many: bool = False) -> "Table":
        """Open a session and sit down as its moderator, on the host's device.

        A device may open ten sockets a minute, so of many sessions some are led without one.
        """
        moves = [move for _, part in whole(cast) for move in part]
        names = Names.of(moves, token_hex(8))
        table = cls(host, cast, host.tally, open_session(host, cast), names)
        table.seat(MODERATOR, host, may_poll=of_many)
        return table

    @property
    def moderator(self) -> Participant:
        return self.people[MODERATOR]

    def stages(self) -> Iterator[tuple[StageId, tuple[Move, ...]]]:
        """The script by stages; the table knows where it is."""
        for stage, moves in whole(self.cast):
            self.stage = stage
            yield stage, moves

    # -- coming in

    def seat(
        self, seat: SeatId, browser: Browser, look: str = "", *, may_poll: bool = False
    ) -> Participant:
        """From now on this person follows the session."""
        who = Participant(seat, browser, self.session, self.canaries, look, may_poll)
        self.people[seat] = who
        who.follow()
        return who

    def by_link(self, seat: SeatId, look: str = "") -> str:
        """Somebody opens their personal link; gives its path."""
        page = self.host.page(f"/sessions/{self.session}")
        path = link_shown(page.text, self.session, self.names.id(seat))
        browser = Browser(self.host.url, self.tally)
        answer = enter(browser, path)
        if answer.status_code != OK:
            raise Broken(f"the personal link of {seat} answered {answer.status_code}")
        self.seat(seat, browser, look)
        return path

    def arrive(self) -> None:
        """The projector shows the code; whoever has no seat yet joins with it and waits."""
        self.by_link(SCREEN, "/screen")
        self.code = code_shown(self.host.page(f"/sessions/{self.session}").text)
        for seat in (*self.cast.raters, RECORDER):
            if seat not in self.people:
                browser = Browser(self.host.url, self.tally)
                self.waiting[seat] = browser, knock(browser, self.code)

    def _admit(self, move: Move, command: AdmitSeat) -> None:
        """The moderator matches the words with the face."""
        if command.seat not in self.waiting:
            self.must(move.seat, move.key, command)
            return
        browser, words = self.waiting.pop(command.seat)
        device = knock_named(self.moderator.view(), words)
        self.must(move.seat, move.key, replace(command, device=device))
        if not is_in(browser, self.session):
            raise Broken(f"{command.seat} was admitted and is still waiting")
        self.seat(command.seat, browser)

    # -- saying something

    def play(self, moves: Sequence[Move]) -> None:
        """The moves in order; in a blind stage all raters at once, and then the moderator."""
        raters = [move for move in moves if self.stage in BLIND and move.seat != MODERATOR]
        turns = [tuple(turn) for _, turn in groupby(raters, key=attrgetter("seat"))]
        with ThreadPoolExecutor(max(len(turns), 1)) as at_once:
            for done in [at_once.submit(self._in_order, turn) for turn in turns]:
                done.result()
        self._in_order(moves[len(raters) :])

    def _in_order(self, moves: Iterable[Move]) -> None:
        for move in moves:
            self.do(move)

    def do(self, move: Move) -> None:
        seat = self.advocate() if move.seat == ADVOCATE else move.seat
        if isinstance(move.command, AdmitSeat):
            self._admit(move, move.command)
        elif isinstance(move.command, LEAVES):
            self._leave(move)
        else:
            self.must(seat, move.key, self._as_it_stands(seat, move.command))
        self.acts.append(Act(self.stage, seat, move.key, move.command))

    def must(self, seat: SeatId, key: str, command: Command) -> Reply:
        """Say something that has to be accepted."""
        said = Said(seat, self.names.key(key), command, self.names.body(command), None)
        self.tally.count(sent=1)
        reply = self.people[seat].ask(said.key, said.body)
        if not reply.done:
            raise Broken(f"{self.stage}: {key} of {seat} was refused with {reply.code}")
        self.tally.count(acknowledged=1)
        self.said.append(replace(said, receipt=reply.receipt))
        return reply

    def advocate(self) -> SeatId:
        """Whoever was drawn; without one the moderator has the role."""
        if self._advocate is None:
            drawn = self.moderator.view()["stage"]["advocate"]["seat"]
            self._advocate = SeatId(self.names.short(drawn)) if drawn else MODERATOR
        return self._advocate

    def _as_it_stands(self, seat: SeatId, command: Command) -> Command:
        """The command with what only this play of the script can know."""
        if isinstance(command, CloseRound):
            self.canaries.lift()
        if isinstance(command, PlaceIdea):
            ideas = self.people[seat].view()["stage"]["ideas"]["waiting"]
            return settled(command, [(shown["id"], shown["text"]) for shown in ideas])
        return self._planted(seat, command)

    def _planted(self, seat: SeatId, command: Command) -> Command:
        """The first judgement of each rater in a round carries a text that nobody may see.

        An idea keeps its words, by which it is found again; the text stands in the place of what
        is against it, and nowhere where nothing is: such an idea joins an option as it stands.
        """
        if not isinstance(command, GiveAnswers) or seat in self.canaries.planted:
            return command
        for question, answer in command.answers.items():
            idea = command.round == IDEAS
            if answer.direction is None and (answer.con or not idea):
                text = self.canaries.plant(seat)
                marked = replace(answer, con=text) if idea else replace(answer, reason=text)
                return replace(command, answers={**command.answers, question: marked})
        return command

    # -- going on

    def _leave(self, move: Move) -> None:
        """Go on to the next stage, and wait until everybody's page is there."""
        self.canaries.lift()
        began = monotonic()
        reply = self.must(move.seat, move.key, move.command)
        times = self.arrivals.setdefault(self.stage, [])
        for who in self.present():
            at = who.saw(int(reply.view["v"]))
            if at is None:
                self.tally.fault(f"{who.seat} did not see the end of stage {self.stage}")
            else:
                times.append((at - began) * 1000)

    def present(self) -> list[Participant]:
        """Everybody whose page follows the session."""
        return [who for who in self.people.values() if who.following]

    def go_home(self, staying: frozenset[SeatId]) -> list[Participant]:
        """Who has no task after the meeting puts the phone away."""
        going = [who for who in self.people.values() if who.seat not in staying]
        _hang_up(going)
        return going

    def clear(self) -> None:
        _hang_up(list(self.people.values()))
        for who in self.people.values():
            who.browser.close()


def _hang_up(people: Sequence[Participant]) -> None:
    """All at once: a client waits three seconds for an answer that it has read already."""
    with ThreadPoolExecutor(max(1, len(people))) as at_once:
        list(at_once.map(Participant.stop, people))
