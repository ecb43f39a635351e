"""A room of its own for every test: the real application, and people with a browser each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from flask import Flask
from flask.testing import FlaskClient

from deliberate import config
from deliberate.app import World, furnish
from deliberate.catalogue.load import shortlist, starter
from deliberate.catalogue.vignettes import vignette
from deliberate.rehearsal.script import STAGED, Cast, Move
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR, settled, shown_ideas
from deliberate.runner import Done
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.ids import CommandKey, Millis, SeatId, SessionId
from deliberate.sessions.seating.commands import AdmitSeat, EnterByLink
from deliberate.web.house import House

SCREEN = SeatId("screen")
NOON = 1_800_000_000_000
JSON = {"Accept": "application/json"}
LIVE = {"X-Live": "1", "Accept": "text/html, application/json"}
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_KEYS = (f"{number:016d}" for number in count())


def a_key():
    return next(_KEYS)


@dataclass
class Clock:
    """Time that passes only when it is told to."""

    at: int = NOON

    def __call__(self) -> Millis:
        return Millis(self.at)


def settings(tmp_path, **more):
    named = {f"DELIBERATE_{name}": str(value) for name, value in more.items()}
    return config.read({"DELIBERATE_DATA": str(tmp_path / "data"), **named})


@dataclass
class Browser:
    """One person's device; `see` looks at the session, `send` asks for something."""

    room: "Room"
    client: FlaskClient
    token: str

    def get(self, path="", **headers):
        return self.client.get(self.room.path + path, headers=headers)

    def see(self, look=""):
        return self.get(f"/view?look={look}", **JSON).json

    def page(self, path="/", language="nl", **headers):
        self.client.set_cookie("deliberate-language", language)
        return self.get(path, **headers)

    def csrf(self):
        return self.get("/view", **JSON).headers["X-CSRFToken"]

    def send(self, type, key=None, **fields):
        """A command as JSON."""
        body = {"type": type, "key": key or a_key(), **fields}
        headers = {**JSON, "X-CSRFToken": self.csrf()}
        return self.client.post(f"{self.room.path}/commands", json=body, headers=headers)

    def submit(self, type, key=None, headers=LIVE, **fields):
        """A command as a form; double underscores stand for dots."""
        named = {name.replace("__", "."): value for name, value in fields.items()}
        body = {"type": type, "key": key or a_key(), "csrf_token": self.csrf(), **named}
        return self.client.post(f"{self.room.path}/commands", data=body, headers=headers)


@dataclass
class Room:
    """One server with one session of a vignette."""

    app: Flask
    house: House
    clock: Clock
    session: SessionId
    cast: Cast
    devices: dict[SeatId, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/sessions/{self.session}"

    @property
    def state(self):
        return self.house.runner.state(self.session)

    def stranger(self) -> Browser:
        return Browser(self, self.app.test_client(), "")

    def browser(self, seat) -> Browser:
        """The browser of somebody who has come in by a personal link."""
        seat = SeatId(seat)
        if seat not in self.devices:
            token = self.house.token()
            self.enter(seat, token)
            self.devices[seat] = token
        client = self.app.test_client()
        client.set_cookie("deliberate-device", self.devices[seat])
        return Browser(self, client, self.devices[seat])

    def enter(self, seat, token):
        link = self.state.roster.seats[seat].link
        device = self.house.devices.hash(token)
        self.run(EnterByLink(seat=seat, device=device, link=link), None)

    def run(self, command, seat, key=None, token=""):
        key = CommandKey(key or a_key())
        command = settled(command, shown_ideas(self.state))
        outcome = self.house.runner.run(self.session, command, seat, key, token)
        assert isinstance(outcome, Done), (command, outcome)
        return outcome

    def play(self, move: Move):
        seat = move.seat
        if seat == ADVOCATE:
            seat = self.state.challenge.advocate or MODERATOR
        if isinstance(move.command, AdmitSeat):
            self.browser(move.command.seat)
        return self.run(move.command, seat, move.key, self.devices[seat])

    def stages(self) -> Iterator[str]:
        """Stops at the beginning of each stage in turn."""
        for stage, phase in STAGED:
            yield stage
            for move in phase(self.cast):
                self.play(move)
        yield "closed"

    def until(self, wanted: str) -> "Room":
        return next(self for stage in self.stages() if stage == wanted)


def open_room(tmp_path, vignette_id="V1", world=None, **more) -> Room:
    clock = Clock()
    app, house = furnish(settings(tmp_path, **more), world or World(clock=clock))
    app.testing = True
    cast = Cast(vignette(vignette_id), "nl", date(2027, 1, 15))
    session = SessionId(house.token()[:22])
    moderator = cast.vignette.moderator
    opened = OpenSession(
        kind="consultation",
        label=f"{vignette_id}-1",
        moderator=moderator.name,
        organisation=moderator.organisation,
        discipline="GW",
        catalogue=shortlist(starter(), cast.vignette.factor_ids),
    )
    assert house.runner.open(session, opened) is None
    room = Room(app, house, clock, session, cast)
    room.browser(MODERATOR)
    return room


def reopen_room(folder, original: Room, world=None, **more) -> Room:
    """A copy of a room that was played before, on a server of its own."""
    clock = Clock(original.clock.at)
    app, house = furnish(settings(folder, **more), world or World(clock=clock))
    app.testing = True
    devices = dict(original.devices)
    return Room(app, house, clock, original.session, original.cast, devices)


def close_room(room: Room) -> None:
    room.house.live.stop()
    room.house.engine.dispose()
    room.house.runner.keys.close()


def token_in(html: str) -> str:
    """The token that a page's forms carry."""
    found = _TOKEN.search(html)
    assert found
    return found[1]
