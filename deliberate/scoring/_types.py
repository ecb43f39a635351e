"""What every statistic answers: an estimate, or the reason why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Method = Literal["jackknife", "bootstrap", "F", "linearized", "none"]
Note = Literal["interval_not_estimable", "low_unbounded", "high_capped", "resamples_undefined"]
Reason = Literal[
    "no_variation",
    "not_pairable",
    "one_unit",
    "no_complete_units",
    "no_total_variance",
    "fewer_than_3_raters",
    "fewer_than_5_units",
    "interval_not_estimable",
]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with what it rests on.

    `method` is how the interval was made. `low` and `high` are None where no limit can be given;
    a note then says why. `level` is the level of measurement, the form of an ICC, or the weights
    of AC2. `n_units` and `n_raters` took part; `n_units_dropped` were in the table and could not;
    `n_missing` counts the answers that were asked for and are unknown. Of `n_resamples` of a
    bootstrap, `n_resamples_undefined` gave no figure.
    """

    value: float
    low: float | None
    high: float | None
    method: Method
    n_units: int
    n_raters: int
    n_missing: int
    level: str
    notes: tuple[Note, ...] = ()
    n_units_dropped: int = 0
    n_resamples: int = 0
    n_resamples_undefined: int = 0


@dataclass(frozen=True, slots=True)
class Undefined:
    """No coefficient, and why; the counts mean what they mean in an `Estimate`."""

    reason: Reason
    n_units: int
    n_raters: int
    n_missing: int
    level: str = ""
    n_units_dropped: int = 0


@dataclass(frozen=True, slots=True)
class Statistic:
    """How a statistic is called, how to read it, and where it was published."""

    name: str
    label: str
    reads_as: str
    source: str
    compute: Callable[..., object]
