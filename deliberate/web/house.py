"""Everything that the pages lean on, handed to them once instead of found in globals."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from deliberate.config import Settings
from deliberate.runner import Runner
from deliberate.sessions.ids import Millis

from .devices import Devices
from .doors import Doors
from .live import Live
from .lobby import Lobby


@dataclass(frozen=True, slots=True)
class House:
    """One server's parts. `token` makes 256 random bits as 43 characters of a URL."""

    settings: Settings
    engine: Engine
    runner: Runner
    devices: Devices
    doors: Doors
    lobby: Lobby
    live: Live
    clock: Callable[[], Millis]
    token: Callable[[], str]
    started: Millis
    public_url: str
