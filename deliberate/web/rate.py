"""How often somebody may do something: times in memory, under a name, for a minute."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from deliberate.sessions.ids import Millis

MINUTE = 60_000


@dataclass(slots=True)
class Rate:
    """At most so many times a minute for each name."""

    most: int
    clock: Callable[[], Millis]
    _times: dict[str, deque[int]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def allows(self, name: str) -> bool:
        now = self.clock()
        with self._lock:
            for stale in [n for n, times in self._times.items() if times[-1] <= now - MINUTE]:
                del self._times[stale]
            times = self._times.setdefault(name, deque(maxlen=self.most))
            if len(times) == self.most and times[0] > now - MINUTE:
                return False
            times.append(now)
            return True
