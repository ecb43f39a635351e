"""The push that only says "changed": at most one per session per 150 ms, and nothing when idle."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic

from deliberate.runner import Announcement
from deliberate.sessions.ids import SeatId, SessionId

from .presence import Listener, Presences

GAP = 0.15
"""Seconds between two pushes to one session."""
HEAD_START = 0.03
"""Seconds in which whoever caused a change gets an answer, before everybody asks for a page."""
COUNTED = 1.0
"""The same where only the number of those who are ready has changed, and not everybody is: nobody
waits for it, and one that moves at once would tell who has just put the phone down."""

Body = dict[str, str | int]


def _nobody(_sid: str, _event: str, _body: Body) -> None:
    """Before the sockets are there."""


def _nothing(_sid: str) -> None:
    """Before the sockets are there."""


@dataclass(slots=True)
class _Due:
    """What a session's listeners are to be told, and from when on: that their page has changed,
    `all` or else only who leads; and everybody how many have sealed."""

    at: float
    all: bool = False
    sealed: int = 0
    of: int = 0


@dataclass(slots=True)
class Live:
    """Tells listeners, through `push` and `cut`, which the sockets fill in."""

    presences: Presences
    push: Callable[[str, str, Body], None] = _nobody
    cut: Callable[[str], None] = _nothing
    _due: dict[SessionId, _Due] = field(default_factory=dict)
    _versions: dict[SessionId, int] = field(default_factory=dict)
    _last: dict[SessionId, float] = field(default_factory=dict)
    _wake: Condition = field(default_factory=Condition)
    _running: bool = False

    def announce(self, told: Announcement) -> None:
        """After a commit: everybody is told soon, and who may not look any more is cut off now."""
        with self._wake:
            self._versions[told.session] = max(told.v, self._versions.get(told.session, 0))
            waits = COUNTED if told.counts and told.sealed < told.of else HEAD_START
            due = self._soon(told.session, waits)
            due.all |= not told.counts
            due.sealed, due.of = told.sealed, told.of
        if told.ended:
            self.cut_off(told.session, told.ended)

    def nudge(self, session: SessionId) -> None:
        """Something that only the moderator sees has changed: somebody knocks, or is back."""
        with self._wake:
            self._soon(session, 0.0)

    def stir(self, session: SessionId) -> None:
        """Nothing happened in this session, but what its pages lead to has changed."""
        with self._wake:
            self._soon(session, 0.0).all = True

    def cut_off(self, session: SessionId, seats: Iterable[SeatId]) -> None:
        """Close the sockets of these seats, without letting anybody wait for them."""
        hit = self.presences.gone(session, seats)
        if hit:
            Thread(target=self._cut_all, args=(hit,), daemon=True).start()

    def start(self) -> None:
        """Begin to push: one thread, asleep until something is due."""
        self._running = True
        Thread(target=self._tell, name="live", daemon=True).start()

    def stop(self) -> None:
        with self._wake:
            self._running = False
            self._wake.notify()

    def _soon(self, session: SessionId, waits: float) -> _Due:
        """What is due, by then at the latest, and with a gap after what was told before."""
        now = monotonic()
        at = max(now + waits, self._last.get(session, 0.0) + GAP)
        due = self._due.setdefault(session, _Due(at))
        due.at = min(due.at, at)
        self._wake.notify()
        return due

    def _cut_all(self, listeners: Iterable[Listener]) -> None:
        for listener in listeners:
            self.cut(listener.sid)

    def _tell(self) -> None:
        while True:
            with self._wake:
                while self._running and not self._due:
                    self._wake.wait()
                if not self._running:
                    return
                ready, soonest = self._ready()
                if not ready:
                    self._wake.wait(soonest)
                    continue
                told = {session: self._due.pop(session) for session in ready}
            for session, due in told.items():
                self._push(session, due)

    def _ready(self) -> tuple[list[SessionId], float]:
        """The sessions whose time has come, and else how long the first one still waits."""
        now = monotonic()
        waits = {session: due.at - now for session, due in self._due.items()}
        ready = [session for session, wait in waits.items() if wait <= 0]
        self._last |= dict.fromkeys(ready, now)
        return ready, min(waits.values())

    def _push(self, session: SessionId, due: _Due) -> None:
        changed: Body = {"session": session, "v": self._versions.get(session, 0)}
        who = self.presences.everybody if due.all else self.presences.leading
        for sid in who(session):
            self.push(sid, "changed", changed)
        if due.of:
            progress: Body = {"session": session, "sealed": due.sealed, "of": due.of}
            for sid in self.presences.admitted(session):
                self.push(sid, "progress", progress)
