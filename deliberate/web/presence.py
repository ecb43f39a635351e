"""Who is there: open sockets and recent looks, in the memory of this process alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock

from deliberate.sessions.ids import Millis, SeatId, SessionId

LEFT = 15_000
"""Milliseconds after which somebody without a socket is no longer there."""

Place = tuple[SessionId, SeatId]


@dataclass(frozen=True, slots=True)
class Listener:
    """One open socket and the seats of its device in one session."""

    sid: str
    session: SessionId
    seats: frozenset[SeatId]


@dataclass(slots=True)
class Presences:
    """Listeners by socket, and for each seat when it last looked and what it may be told."""

    clock: Callable[[], Millis]
    _listeners: dict[str, Listener] = field(default_factory=dict)
    _looked: dict[Place, Millis] = field(default_factory=dict)
    _admitted: set[Place] = field(default_factory=set)
    _leading: set[Place] = field(default_factory=set)
    _resting: set[Place] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def looked(self, place: Place, *, admitted: bool, leads: bool, asked: bool) -> None:
        """A view was given out. Only who came to look counts as there, not who sent something:
        else the moderator could see when somebody answers a blind question."""
        with self._lock:
            self._resting.discard(place)
            if not asked:
                self._looked[place] = self.clock()
            for yes, known in ((admitted, self._admitted), (leads, self._leading)):
                known.add(place) if yes else known.discard(place)

    def joined(self, sid: str, session: SessionId, seats: Iterable[SeatId]) -> None:
        with self._lock:
            self._listeners[sid] = Listener(sid, session, frozenset(seats))

    def left(self, sid: str) -> Listener | None:
        with self._lock:
            gone = self._listeners.pop(sid, None)
            if gone:
                self._forget(gone.session, gone.seats)
            return gone

    def gone(self, session: SessionId, seats: Iterable[SeatId]) -> tuple[Listener, ...]:
        """These seats may not look any more; their listeners are taken off the list."""
        ended = frozenset(seats)
        with self._lock:
            hit = tuple(li for li in self._of(session) if li.seats & ended)
            for listener in hit:
                del self._listeners[listener.sid]
            self._forget(session, ended)
            for seat in ended:
                self._admitted.discard((session, seat))
                self._leading.discard((session, seat))
        return hit

    def rest(self, place: Place) -> None:
        """This person has passed a shared tablet on, until they look again."""
        with self._lock:
            self._resting.add(place)

    def resting(self, session: SessionId) -> frozenset[SeatId]:
        with self._lock:
            return frozenset(seat for s, seat in self._resting if s == session)

    def online(self, session: SessionId) -> frozenset[SeatId]:
        """Whose socket is open, or who looked a moment ago."""
        with self._lock:
            since = self.clock() - LEFT
            listening = {seat for listener in self._of(session) for seat in listener.seats}
            seen = {seat for (s, seat), at in self._looked.items() if s == session and at > since}
        return frozenset(listening | seen)

    def everybody(self, session: SessionId) -> tuple[str, ...]:
        with self._lock:
            return tuple(listener.sid for listener in self._of(session))

    def admitted(self, session: SessionId) -> tuple[str, ...]:
        """The sockets of those who have been let in."""
        with self._lock:
            return self._with(session, self._admitted)

    def leading(self, session: SessionId) -> tuple[str, ...]:
        with self._lock:
            return self._with(session, self._leading)

    def _of(self, session: SessionId) -> list[Listener]:
        return [li for li in self._listeners.values() if li.session == session]

    def _with(self, session: SessionId, known: set[Place]) -> tuple[str, ...]:
        found = self._of(session)
        return tuple(li.sid for li in found if any((session, s) in known for s in li.seats))

    def _forget(self, session: SessionId, seats: Iterable[SeatId]) -> None:
        for seat in seats:
            self._looked.pop((session, seat), None)
