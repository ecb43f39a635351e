"""A walk along every page that a session has, for whoever wants to look at each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from deliberate.sessions.danger.commands import EndAlarm, SoundAlarm
from deliberate.sessions.flow.commands import Pause, Resume
from deliberate.sessions.ids import SeatId

from .house import MODERATOR, RECORDER, SCREEN, Served, Table
from .people import LAPTOP, PHONE, PROJECTOR, Person

STAGES = (
    "prepare", "open", "facts", "blind_1", "reveal", "discuss", "options",
    "challenge", "blind_2", "decide", "test", "agree", "explain", "closed",
)  # fmt: skip
HALFWAY = {"open": 8, "facts": 9, "discuss": 3, "options": 11, "challenge": 3}
"""How many moves before its end a stage is looked at; else at its beginning."""


ENDED = ("test", "agree", "explain", "closed")
"""Stages after the meeting, when the projector's seat has ended."""
FIRST = {
    "r1-A-0": "d2",
    "r1-A-4": "l1",
    "r1-A-6": "j-direct_safety",
    "r1-A-7": "fact",
    "r1-A-seal": "review",
}
"""After which answer of the first rater which screen is looked at."""


@dataclass(frozen=True)
class Look:
    """One page as somebody sees it: who, in which stage, and where in it."""

    stage: str
    role: str
    part: str
    person: Person

    @property
    def name(self) -> str:
        return f"{self.stage}/{self.role}{f'-{self.part}' if self.part else ''}"


@dataclass
class Walk:
    """One session in one language, and the browsers that look at it."""

    browser: object
    table: Table

    @classmethod
    def through(cls, browser, server: Served, locale: str, seats: int | None = None) -> "Walk":
        return cls(browser, Table(server, locale, seats))

    def looks(self) -> Iterator[Look]:
        """Every stage for every role, one after another; the browsers stay open."""
        people: dict[str, Person] = {}
        try:
            for stage in STAGES:
                self.table.until(stage, HALFWAY.get(stage, 0))
                self._arrive(people)
                yield from self._stage(stage, people)
        finally:
            for person in people.values():
                person.close()

    def _arrive(self, people: dict[str, Person]) -> None:
        table = self.table
        wanted: dict[str, tuple[SeatId, dict[str, Any]]] = {
            "moderator": (MODERATOR, LAPTOP),
            "screen": (SCREEN, PROJECTOR),
            "seat": (table.raters[0], PHONE),
            "recorder": (RECORDER, LAPTOP),
        }
        for role, (seat, device) in wanted.items():
            if role not in people and seat in table.tokens:
                people[role] = table.come(self.browser, seat, **device)
        drawn = table.advocate
        if drawn and "advocate" not in people:
            people["advocate"] = table.come(self.browser, drawn, **PHONE)

    def _stage(self, stage: str, people: dict[str, Person]) -> Iterator[Look]:
        for role, person in people.items():
            if role == "advocate" and stage not in {"reveal", "discuss", "challenge"}:
                continue
            if role == "screen" and stage in ENDED:
                continue
            yield self._at(stage, role, person)
        if stage == "test":
            yield self._ended(people["screen"])
        extra = {"facts": self._stops, "blind_1": self._first, "blind_2": self._second}
        extra |= {"reveal": self._pictures, "options": self._list, "decide": self._decided}
        extra |= {"test": self._returned, "explain": self._answered}
        if stage in extra:
            yield from extra[stage](people)

    def _at(self, stage: str, role: str, person: Person, at: str = "", part: str = "") -> Look:
        seat = {"moderator": MODERATOR, "screen": SCREEN, "recorder": RECORDER}.get(role)
        path = self.table.path(seat or self.table.raters[0])
        person.page.goto(f"{path}?at={at}" if at else path)
        if person.page.locator("#live").count():
            person.connected()
        return Look(stage, role, part or at.replace(":", "-"), person)

    def _ended(self, screen: Person) -> Look:
        """With the meeting the seats of the room end: their browsers say so, and why."""
        look = self._at("test", "screen", screen, part="ended")
        screen.complaints.clear()  # of the answer 401, which says just that
        return look

    def _stops(self, people: dict[str, Person]) -> Iterator[Look]:
        """A break, and acute danger, which stops everybody."""
        self.table.must(Pause(), MODERATOR)
        yield self._at("facts", "seat", people["seat"], part="break")
        yield self._at("facts", "screen", people["screen"], part="break")
        self.table.must(Resume(), MODERATOR)
        self.table.must(SoundAlarm(), self.table.raters[1])
        for role in ("seat", "moderator", "screen"):
            yield self._at("facts", role, people[role], part="alarm")
        self.table.must(EndAlarm(note="nobody is in danger now"), MODERATOR)

    def _first(self, people: dict[str, Person]) -> Iterator[Look]:
        """The screens of the first rater, as far as they have come, up to the seal."""
        seat, table = people["seat"], self.table
        yield self._at("blind_1", "seat", seat, "fact", part="locked")
        for move in list(table.rest):
            if move.seat != table.raters[0]:
                break
            table.play(table.rest.pop(0))
            if move.key in FIRST:
                yield self._at("blind_1", "seat", seat, FIRST[move.key])
        view = table.runner.view(table.session, table.raters[0], table.tokens[table.raters[0]])
        one = view.stage.form.screens[0].id
        yield self._at("blind_1", "seat", seat, one, part="changed")
        self._rest()

    def _pictures(self, people: dict[str, Person]) -> Iterator[Look]:
        """The room's pictures, once nobody has to call first."""
        self._rest()
        for at in ("list", "d1", "d2", "s1"):
            yield self._at("reveal", "screen", people["screen"], at)

    def _second(self, people: dict[str, Person]) -> Iterator[Look]:
        seat = people["seat"]
        yield self._at("blind_2", "seat", seat, "choice", part="locked")
        for screens in (("d1",), ("j-direct_safety",), ("choice", "support"), ("review",)):
            for at in screens:
                yield self._at("blind_2", "seat", seat, at)
            if at != "review":
                self.table.play(self.table.rest.pop(0))

    def _list(self, people: dict[str, Person]) -> Iterator[Look]:
        """After the silence: what everybody thought of, and then one list."""
        self.table.play(self.table.rest.pop(0))
        for part in ("ideas", "listed"):
            for role in ("seat", "moderator", "recorder", "screen"):
                yield self._at("options", role, people[role], part=part)
            self._rest()

    def _decided(self, people: dict[str, Person]) -> Iterator[Look]:
        """Whoever decides, the question to everybody, and what is on the table at the end."""
        self._past("consequences")
        yield self._at("decide", "seat", people["seat"], part="decider")
        yield self._at("decide", "moderator", people["moderator"], part="safe")
        self._past("safe", "direct", "decision")
        cast = self.table.cast
        written = cast.vignette.dissents
        against = cast.seat(written[0].letter) if written else self.table.raters[-1]
        other = self.table.come(self.browser, against, **PHONE)
        for role in ("seat", "moderator", "recorder", "screen"):
            yield self._at("decide", role, people[role], part="asked")
        yield self._at("decide", "dissenter", other, part="asked")
        self._past("agree")
        yield self._at("decide", "dissenter", other, part="writes")
        other.close()
        self._past("condition", "dissent-0")
        for role in ("seat", "moderator", "recorder"):
            yield self._at("decide", role, people[role], part="decided")
        for at in ("s1", "t1", "consequences", "decision", "aloud", "tasks"):
            yield self._at("decide", "screen", people["screen"], at)
        self._rest()
        for role in ("moderator", "recorder"):
            yield self._at("decide", role, people[role], part="end")

    def _returned(self, people: dict[str, Person]) -> Iterator[Look]:
        """A condition came back: whoever decides has its words open, the others are told."""
        while not self.table.rest[0].key.startswith("return-"):
            self.table.play(self.table.rest.pop(0))
        self._past("return-")
        for role in ("moderator", "recorder", "seat"):
            yield self._at("test", role, people[role], part="returned")

    def _answered(self, people: dict[str, Person]) -> Iterator[Look]:
        """Everybody said what they think of it, and got an answer."""
        self._rest()
        for role in ("moderator", "seat"):
            yield self._at("explain", role, people[role], part="answered")

    def _past(self, *keys: str) -> None:
        """Every next move whose key begins with one of these."""
        while self.table.rest[0].key.startswith(keys):
            self.table.play(self.table.rest.pop(0))

    def _rest(self) -> None:
        """What is left of this stage but the last move, which leaves it."""
        for move in self.table.rest[:-1]:
            self.table.play(move)
        del self.table.rest[:-1]
