"""Who is waiting to be let in: memory of this process, and nothing of the session."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

from deliberate.sessions.ids import Millis, SessionId
from deliberate.sessions.views.look import Knock

GONE_AFTER = 10 * 60 * 1000
MOST = 40
"""Devices that wait for one session; of more, the oldest gives way."""

FIRST = (
    "blauwe", "groene", "gele", "rode", "witte", "zwarte", "oranje", "paarse", "roze", "grijze",
    "kleine", "grote", "snelle", "stille", "vrolijke", "zachte", "warme", "koele", "ronde",
    "lange", "nieuwe", "oude", "slimme", "dappere", "zilveren", "gouden", "houten", "zoete",
)  # fmt: skip
SECOND = (
    "fiets", "boot", "molen", "vis", "vogel", "appel", "peer", "tafel", "stoel", "lamp", "brug",
    "toren", "tulp", "roos", "boom", "wolk", "ster", "maan", "zon", "berg", "rivier", "trein",
    "tram", "bus", "egel", "vos", "haas", "eend", "zwaan", "koe", "kat", "hond", "muis", "jas",
    "schoen", "hoed", "bal", "trom", "fluit", "klok",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """A device in a lobby. Once let in it can still be named, but it is no longer shown."""

    id: str
    words: str
    session: SessionId
    device_hash: str
    seen: Millis
    let_in: bool = False


@dataclass(slots=True)
class Lobby:
    """All lobbies of this process; `draw` gives random hex, `clock` the time."""

    clock: Callable[[], Millis]
    draw: Callable[[], str]
    _waiting: dict[str, Waiting] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def knock(self, session: SessionId, device_hash: str) -> Waiting:
        """Wait for a session; a device that waits already keeps its words."""
        with self._lock:
            self._forget()
            known = self._of(session, device_hash)
            if known is None:
                known = self._new(session, device_hash)
            self._waiting[known.id] = replace(known, seen=self.clock(), let_in=False)
            return self._waiting[known.id]

    def look(self, session: SessionId, device_hash: str) -> Waiting | None:
        """A waiting device asks how it stands, and so stays."""
        with self._lock:
            self._forget()
            known = self._of(session, device_hash)
            if known is None:
                return None
            self._waiting[known.id] = replace(known, seen=self.clock())
            return known

    def device(self, session: SessionId, knock: str) -> str | None:
        """The device behind a knock."""
        with self._lock:
            known = self._waiting.get(knock)
            return known.device_hash if known and known.session == session else None

    def let_in(self, knock: str) -> None:
        with self._lock:
            if known := self._waiting.get(knock):
                self._waiting[knock] = replace(known, let_in=True)

    def knocks(self, session: SessionId) -> tuple[Knock, ...]:
        """Who waits, in the order of their coming."""
        with self._lock:
            since = self.clock() - GONE_AFTER
            shown = [w for w in self._in(session) if not w.let_in and w.seen > since]
        return tuple(Knock(w.id, w.words) for w in shown)

    def _new(self, session: SessionId, device_hash: str) -> Waiting:
        others = self._in(session)
        if len(others) >= MOST:
            del self._waiting[min(others, key=lambda w: w.seen).id]
        drawn = self.draw()
        words = _words(int(drawn[:12], 16), {w.words for w in others})
        return Waiting(drawn[-32:], words, session, device_hash, self.clock())

    def _in(self, session: SessionId) -> list[Waiting]:
        return [w for w in self._waiting.values() if w.session == session]

    def _of(self, session: SessionId, device_hash: str) -> Waiting | None:
        return next((w for w in self._in(session) if w.device_hash == device_hash), None)

    def _forget(self) -> None:
        since = self.clock() - GONE_AFTER
        for knock in [w.id for w in self._waiting.values() if w.seen <= since]:
            del self._waiting[knock]


def _words(number: int, taken: set[str]) -> str:
    """Two words that nobody else in this lobby has."""
    for step in range(len(FIRST) * len(SECOND)):
        place = (number + step) % (len(FIRST) * len(SECOND))
        words = f"{FIRST[place % len(FIRST)]} {SECOND[place // len(FIRST)]}"
        if words not in taken:
            return words
    raise LookupError("more devices wait than there are words")
