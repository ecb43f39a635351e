"""Texts planted in blind answers, so that it shows when one of them reaches anybody else."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from deliberate.sessions.ids import SeatId


@dataclass(slots=True)
class Canaries:
    """What each seat wrote blind in the round that is open now."""

    planted: Mapping[SeatId, str] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def plant(self, seat: SeatId) -> str:
        """A text of this seat that nobody else may see before the reveal."""
        text = f"canary{secrets.token_hex(12)}"
        with self._lock:
            self.planted = {**self.planted, seat: text}
        return text

    def lift(self) -> None:
        """The round is about to be revealed."""
        self.planted = {}

    def seen_by(self, seat: SeatId, text: str) -> Iterable[SeatId]:
        """Whose blind text stands in something that came to this seat."""
        return [of for of, canary in self.planted.items() if of != seat and canary in text]
