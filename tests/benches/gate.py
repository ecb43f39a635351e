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

    def told(self) -> dict[str, object]:
        return {**asdict(self), "value": round(self.value, 3), "ok": self.ok}


def timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000
