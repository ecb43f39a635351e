"""The real application on a free port of this machine, and sessions played to any stage."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from unittest.mock import patch

from werkzeug.serving import WSGIRequestHandler, make_server

from deliberate import config
from deliberate.app import furnish, secret
from deliberate.catalogue.load import shortlist, starter
from deliberate.rehearsal import casting
from deliberate.rehearsal.script import STAGED, Cast, Move
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR, RECORDER, settled, shown_ideas
from deliberate.runner import Done
from deliberate.sessions.commands import Command
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.flow.decide import SCREEN
from deliberate.sessions.ids import CommandKey, SeatId, SessionId
from deliberate.sessions.seating.commands import AdmitSeat, EnterByLink

from .people import Person
from .program import free_port


class Quiet(WSGIRequestHandler):
    """Writes no line per request."""

    def log(self, *_said) -> None:
        """Nothing."""


class Served:
    """The application in this process, so that a test can play moves beside the browsers."""

    def __init__(self, data: Path, locale: str = "nl") -> None:
        self.data, self.locale = data, locale
        self.port = free_port()
        self.start()

    def start(self) -> None:
        settings = config.read(
            {
                "DELIBERATE_DATA": str(self.data),
                "DELIBERATE_PORT": str(self.port),
                "DELIBERATE_LOCALE": self.locale,
            }
        )
        self.app, self.house = furnish(settings)
        self.server = make_server("127.0.0.1", self.port, self.app, True, 1, Quiet)
        self.url = settings.public_url
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.house.live.stop()
        self.house.runner.keys.close()
        self.house.engine.dispose()


@contextmanager
def served(folder: Path, locale: str = "nl"):
    """A server for tests, which may reload more often in a minute than a person would."""
    with patch("deliberate.app.CONNECTS", 1000), patch("deliberate.app.JOINS", 1000):
        server = Served(folder / "data", locale)
        try:
            yield server
        finally:
            server.stop()


@dataclass
class Table:
    """One session: its cast, a device token for every seat, and how far it has been played."""

    served: Served
    locale: str = "nl"
    seats: int | None = None
    vignette: str = "V1"
    tokens: dict[SeatId, str] = field(default_factory=dict)

    def __post_init__(self):
        today = datetime.fromtimestamp(self.served.house.clock() / 1000, UTC).date()
        self.cast: Cast = casting.cast(self.vignette, self.seats, self.locale, today)
        self.session = SessionId(token_hex(11))
        whole = self.cast.vignette
        opening = OpenSession(
            kind="consultation",
            label=f"{self.vignette}-{self.session[:3]}",
            moderator=whole.moderator.name,
            discipline=self.cast.say(whole.moderator.role)[:80],
            organisation=whole.moderator.organisation,
            catalogue=shortlist(starter(), whole.factor_ids),
        )
        assert self.runner.open(self.session, opening) is None
        self.phases = iter(STAGED)
        self.seat(MODERATOR)
        self.seat(SCREEN)

    @property
    def runner(self):
        return self.served.house.runner

    @property
    def state(self):
        return self.runner.state(self.session)

    @property
    def raters(self) -> tuple[SeatId, ...]:
        return self.cast.raters

    @property
    def advocate(self) -> SeatId | None:
        drawn: SeatId | None = self.state.challenge.advocate
        return drawn

    def seat(self, seat: SeatId) -> None:
        """A device sits down at this seat by its personal link."""
        if seat in self.tokens:
            return
        token = secret()
        device = self.served.house.devices.hash(token)
        self.must(EnterByLink(seat=seat, device=device, link=1), None)
        self.tokens[seat] = token

    def ask(self, command: Command, seat: SeatId | None, key: str = ""):
        token = self.tokens.get(seat, "") if seat else ""
        command = settled(command, shown_ideas(self.state))
        return self.runner.run(self.session, command, seat, CommandKey(key or token_hex(8)), token)

    def must(self, command: Command, seat: SeatId | None, key: str = "") -> None:
        outcome = self.ask(command, seat, key)
        assert isinstance(outcome, Done), (command, outcome)

    def play(self, move: Move) -> None:
        seat = move.seat
        if seat == ADVOCATE:
            seat = self.advocate or MODERATOR
        if isinstance(move.command, AdmitSeat):
            self.seat(move.command.seat)
        self.must(move.command, seat, move.key)

    def until(self, stage: str, leave: int = 0) -> "Table":
        """Everything up to this stage, and of it all but the last `leave` moves, if any."""
        for name, phase in self.phases:
            moves = list(phase(self.cast))
            if name == stage:
                self.phases = iter(((name, phase), *self.phases))
                self.rest = moves
                for _ in range(len(moves) - leave if leave else 0):
                    self.play(self.rest.pop(0))
                return self
            for move in moves:
                self.play(move)
        return self

    def path(self, seat: SeatId) -> str:
        return f"/sessions/{self.session}{'/screen' if seat == SCREEN else ''}"

    def come(self, browser, seat: SeatId, **device) -> Person:
        """The browser of whoever sits here, looking at the session."""
        person = Person(browser, self.served.url, device).speaks(self.locale)
        person.holds(self.served.house.devices.cookie, self.tokens[seat])
        person.page.goto(self.path(seat))
        return person


__all__ = ["MODERATOR", "RECORDER", "SCREEN", "Served", "Table", "served"]
