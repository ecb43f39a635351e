"""One measurement against its bar."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Gate:
    """One measurement and the most that it may be."""

    name: str
    value: float
    unit: str
    bar: float

    @property
    def ok(self) -> bool:
        return self.value <= self.bar

    @property
    def line(self) -> str:
        """As `make bench` prints it."""
        mark = "ok    " if self.ok else "MISSED"
        return f"{mark} {self.name:48} {self.value:10.2f} {self.unit:5} ({self.side} {self.bar:g})"

    @property
    def side(self) -> str:
        return "at most"

    def told(self) -> dict[str, object]:
        return {**asdict(self), "value": round(self.value, 3), "ok": self.ok}


class AtLeast(Gate):
    """One measurement and the least that it may be."""

    @property
    def ok(self) -> bool:
        return self.value >= self.bar

    @property
    def side(self) -> str:
        return "at least"


def timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000
