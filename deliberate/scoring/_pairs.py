"""Disagreement between pairs of ratings, per unit and per level of measurement.

Alpha compares the squared differences within units with those between all ratings. Both are sums
over ordered pairs, so a unit can be left out by subtraction. On interval level, and on ordinal
level with midranks for values, the sums follow from sums of squares: no table of values by values.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from ._numbers import Codes, Flags, Floats
from ._types import Level

MOST_VALUES, MOST_CELLS = 2_000, 10_000_000


@dataclass(frozen=True, slots=True)
class Pairable:
    """The units that hold two ratings or more."""

    kept: Flags
    """Which of all units these are."""
    codes: Codes
    """Units x raters, pointing into the scale; negative where there is no rating."""
    scale: Floats
    sizes: Floats
    """Ratings per unit."""
    counts: Floats
    """Ratings per value of the scale."""
    own: Floats | None
    """Ratings per unit and value, unless there are too many values for such a table."""

    @classmethod
    def of(cls, codes: Codes, scale: Floats) -> Self:
        sizes = np.count_nonzero(codes >= 0, axis=1)
        kept = sizes > 1
        codes, sizes = codes[kept], sizes[kept].astype(np.float64)
        if len(scale) <= MOST_VALUES and len(scale) * len(codes) <= MOST_CELLS:
            own = _count(codes, len(scale))
            return cls(kept, codes, scale, sizes, own.sum(axis=0), own)
        return cls(kept, codes, scale, sizes, _count(codes.reshape(1, -1), len(scale))[0], None)

    @property
    def is_constant(self) -> bool:
        return bool(np.count_nonzero(self.counts) < 2)

    def without(self, unit: int) -> Self:
        return self.of(np.delete(self.codes, unit, axis=0), self.scale)

    def per_unit(self, values: Floats) -> Floats:
        """Give every value of the scale another value, and sum that over each unit's ratings."""
        sums: Floats
        if self.own is not None:
            sums = self.own @ values
        else:
            sums = np.append(values, (0.0, 0.0))[self.codes].sum(axis=1)
        return sums


@dataclass(frozen=True, slots=True)
class PairSums:
    """Squared differences summed over ordered pairs, for each unit."""

    within: Floats
    """Pairs of two ratings of the unit."""
    across: Floats
    """Pairs of a rating of the unit and a rating of any unit."""


def pair_sums(table: Pairable, level: Level) -> PairSums:
    return _SUMS[level](table)


def rater_pairs(values: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Give every pair of columns once, as pairs of equally wide blocks."""
    for apart in range(1, values.shape[1]):
        yield values[:, apart:], values[:, :-apart]


def _count(codes: Codes, n_values: int) -> Floats:
    """Count every value of the scale per row."""
    width = n_values + 2
    cells = np.arange(len(codes))[:, None] * width + codes + 2
    counts = np.bincount(cells.ravel(), minlength=len(codes) * width)
    return counts.reshape(-1, width)[:, 2:].astype(np.float64)


def midranks(counts: Floats) -> Floats:
    """Rank every value of the scale among the ratings (last axis), ties in the middle."""
    return np.cumsum(counts, axis=-1) - counts / 2


def _squares(table: Pairable, values: Floats) -> PairSums:
    n = table.counts.sum()
    centred = values - table.counts @ values / n
    total = table.counts @ centred**2
    squares = table.per_unit(centred**2)
    return PairSums(
        within=2 * (table.sizes * squares - table.per_unit(centred) ** 2),
        across=n * squares + table.sizes * total,
    )


def _ordinal(table: Pairable) -> PairSums:
    return _squares(table, midranks(table.counts))


def _interval(table: Pairable) -> PairSums:
    return _squares(table, table.scale / np.abs(table.scale).max())


def _nominal(table: Pairable) -> PairSums:
    return PairSums(
        within=table.sizes**2 - _pairs_alike(table),
        across=table.per_unit(table.counts.sum() - table.counts),
    )


def _pairs_alike(table: Pairable) -> Floats:
    if table.own is not None:
        squares: Floats = (table.own**2).sum(axis=1)
        return squares
    unit, _ = known = np.nonzero(table.codes >= 0)
    cells, n = np.unique(unit * len(table.scale) + table.codes[known], return_counts=True)
    return np.bincount(cells // len(table.scale), weights=n * n).astype(np.float64)


def _ratio(table: Pairable) -> PairSums:
    used = np.where(table.counts > 0, table.scale, 1.0)
    values = used / used.max()
    x = np.append(values, (np.nan, np.nan))[table.codes]
    within = sum(np.nansum(_relative(a, b), axis=1) for a, b in rater_pairs(x))
    across = np.array([_relative(value, values) @ table.counts for value in values])
    return PairSums(2 * np.asarray(within), table.per_unit(across))


def _relative(a: Floats | float, b: Floats) -> Floats:
    return ((a - b) / (a + b)) ** 2


_SUMS: dict[Level, Callable[[Pairable], PairSums]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
