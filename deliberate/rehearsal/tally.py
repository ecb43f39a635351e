"""What one rehearsal counts while many people act at once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from time import perf_counter


@dataclass(slots=True)
class Tally:
    """Times in milliseconds, refusals by code, and everything that was not as it should be.

    `sent` counts the commands of the script, `acknowledged` those of them that were accepted, and
    `found` those that were there afterwards.
    """

    sent: int = 0
    acknowledged: int = 0
    found: int = 0
    command_ms: list[float] = field(default_factory=list)
    view_ms: list[float] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def timed(self, into: list[float]) -> Iterator[None]:
        began = perf_counter()
        yield
        into.append((perf_counter() - began) * 1000)

    def count(self, *, sent: int = 0, acknowledged: int = 0, found: int = 0) -> None:
        with self._lock:
            self.sent += sent
            self.acknowledged += acknowledged
            self.found += found

    def refused(self, code: str) -> None:
        with self._lock:
            self.refusals[code] += 1

    def fault(self, what: str) -> None:
        """Something is wrong; the rehearsal goes on and tells at the end."""
        self.faults.append(what)


def percentiles(times: Sequence[float]) -> Mapping[str, float]:
    """The median and the 95th percentile, in milliseconds."""
    return {"p50": percentile(times, 0.50), "p95": percentile(times, 0.95)}


def percentile(times: Sequence[float], share: float) -> float:
    """The smallest time that at least this share of all stayed within; 0 where there is none."""
    ranked = sorted(times)
    return round(ranked[ceil(share * len(ranked)) - 1], 1) if ranked else 0.0
