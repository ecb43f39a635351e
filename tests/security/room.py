"""One server in this process over a folder, with one session of a vignette and its devices."""

import logging
import shutil
from base64 import urlsafe_b64encode
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from flask.testing import FlaskClient

from deliberate import config
from deliberate.app import World, furnish
from deliberate.catalogue.load import shortlist, starter
from deliberate.rehearsal import casting
from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR, settled, shown_ideas
from deliberate.runner import Done
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.ids import CommandKey, Millis, SeatId, SessionId
from deliberate.sessions.seating.commands import AdmitSeat, EnterByLink
from deliberate.store import codec
from deliberate.store.database import truncate_wal

SCREEN = SeatId("screen")
SESSION = SessionId("session-of-the-first-case")
NOON = 1_800_000_000_000
COOKIE = "deliberate-device"
JSON = {"Accept": "application/json"}
LIVE = {"X-Live": "1", "Accept": "text/html"}


@dataclass
class Chance:
    """Time and chance that depend on what is asked alone: the same label gives the same bytes."""

    label: str = "start"
    at: int = NOON
    drawn: int = 0

    def turn(self, label: str) -> None:
        self.label, self.drawn = label, 0

    def clock(self) -> Millis:
        return Millis(self.at)

    def draw(self) -> str:
        return self.bytes(32).hex()

    def token(self) -> str:
        return urlsafe_b64encode(self.bytes(32)).decode().rstrip("=")

    def bytes(self, length: int) -> bytes:
        self.drawn += 1
        parts = (f"{self.label}/{self.drawn}/{n}".encode() for n in range(-(-length // 32)))
        return b"".join(sha256(part).digest() for part in parts)[:length]

    def world(self) -> World:
        return World(clock=self.clock, draw=self.draw, token=self.token)


def settings(folder: Path, **more):
    named = {f"DELIBERATE_{name}": str(value) for name, value in more.items()}
    return config.read({"DELIBERATE_DATA": str(folder / "data"), **named})


def token_of(seat: str, session: str = SESSION) -> str:
    """The secret of the device at this seat."""
    return urlsafe_b64encode(sha256(f"{session}/{seat}".encode()).digest()).decode().rstrip("=")


@dataclass
class Browser:
    """Somebody's device, as far as it sends and receives."""

    room: "Room"
    client: FlaskClient
    look: str = ""
    carried: str = ""

    def get(self, path="/view", headers=JSON):
        look = f"/{self.look}" if self.look else ""
        return self.client.get(f"{self.room.path}{look}{path}", headers=headers)

    def token(self):
        """What a post must carry; it stays the same for as long as the browser is open."""
        self.carried = self.carried or self.get().headers.get("X-CSRFToken", "")
        return self.carried

    def post(self, command, key, token=None, headers=JSON):
        """Ask for something as a program does."""
        carried = {**headers, "X-CSRFToken": self.token() if token is None else token}
        look = f"/{self.look}" if self.look else ""
        path = f"{self.room.path}{look}/commands"
        return self.client.post(path, json=body_of(command, key), headers=carried)


def body_of(command, key):
    return {"type": type(command).__name__, "key": posted(key), **codec.plain(command)}


def posted(key):
    """A key of the script in the length that the server asks for."""
    return key.ljust(16, "-")


@dataclass
class Room:
    """Started as a server is; `play` asks the runner, `client` is a browser at a seat."""

    folder: Path
    chance: Chance = field(default_factory=Chance)
    vignette: str = "V1"
    raters: int | None = None
    session: SessionId = SESSION
    more: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self.cast = casting.cast(self.vignette, self.raters, "nl", date(2027, 1, 15))
        self.app, self.house = furnish(settings(self.folder, **self.more), self.chance.world())
        self.app.testing = True
        if not self.runner.known(self.session):
            self._open()

    def _open(self):
        moderator = self.cast.vignette.moderator
        opened = OpenSession(
            kind="consultation",
            label=f"{self.vignette}-1",
            moderator=moderator.name,
            organisation=moderator.organisation,
            discipline="GW",
            catalogue=shortlist(starter(), self.cast.vignette.factor_ids),
        )
        assert self.runner.open(self.session, opened) is None
        self.sit(MODERATOR)
        self.sit(SCREEN)

    @property
    def runner(self):
        return self.house.runner

    @property
    def state(self):
        return self.runner.state(self.session)

    @property
    def path(self):
        return f"/sessions/{self.session}"

    @property
    def database(self):
        return self.folder / "data" / "deliberate.db"

    def token(self, seat):
        return token_of(seat, self.session)

    def sit(self, seat):
        """Take a seat by its personal link."""
        place = self.state.roster.seats[seat]
        if not place.link_taken:
            device = self.house.devices.hash(self.token(seat))
            self.must(EnterByLink(seat=seat, device=device, link=place.link), None, f"sit-{seat}")

    def ask(self, command, seat, key):
        token = self.token(seat) if seat else ""
        command = settled(command, shown_ideas(self.state))
        return self.runner.run(self.session, command, seat, CommandKey(key), token)

    def must(self, command, seat, key):
        outcome = self.ask(command, seat, key)
        assert isinstance(outcome, Done), (command, outcome)
        return outcome

    def who(self, move):
        """The seat of a move; the advocate is whoever has been drawn."""
        return self.state.challenge.advocate or MODERATOR if move.seat == ADVOCATE else move.seat

    def play(self, move):
        if isinstance(move.command, AdmitSeat):
            self.sit(move.command.seat)
        return self.must(move.command, self.who(move), move.key)

    def script(self, stage):
        return list(dict(STAGED)[stage](self.cast))

    def until(self, stage):
        """From where the session stands to the beginning of a stage."""
        names = [name for name, _ in STAGED]
        for name in names[names.index(self.state.progress.stage) :]:
            if name == stage:
                break
            for move in self.script(name):
                self.play(move)
        return self

    def client(self, seat=None):
        client = self.app.test_client()
        if seat is not None:
            client.set_cookie(COOKIE, self.token(seat))
        return client

    def browser(self, seat, look=""):
        return Browser(self, self.client(seat), look or ("screen" if seat == SCREEN else ""))

    def close(self):
        self.house.live.stop()
        truncate_wal(self.house.engine)
        self.house.engine.dispose()
        self.runner.keys.close()


def at_stage(folder: Path, stage: str, **about) -> Path:
    """A folder in which a session stands at the beginning of a stage."""
    with closing(Room(folder, **about)) as room:
        room.until(stage)
    return folder


def copied(folder: Path, to: Path) -> Path:
    return shutil.copytree(folder, to)


def quiet():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
