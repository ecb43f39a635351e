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

    @classmethod
    def of(cls, codes: Codes, scale: Floats) -> Self:
        sizes = np.count_nonzero(codes >= 0, axis=1)
        kept = sizes > 1
        codes, sizes = codes[kept], sizes[kept]
        counts = np.bincount(codes.ravel() + 2, minlength=len(scale) + 2)[2:]
        return cls(kept, codes, scale, sizes.astype(np.float64), counts.astype(np.float64))

    @property
    def is_constant(self) -> bool:
        return bool(np.count_nonzero(self.counts) < 2)

    def without(self, unit: int) -> Self:
        return self.of(np.delete(self.codes, unit, axis=0), self.scale)

    def spread_out(self, values: Floats) -> Floats:
        """Put a value on every rating, units x raters, and 0 where there is none."""
        return np.append(values, (0.0, 0.0))[self.codes]


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


def midranks(counts: Floats) -> Floats:
    """Rank every value of the scale among the ratings (last axis), ties in the middle."""
    return np.cumsum(counts, axis=-1) - counts / 2


def _squares(table: Pairable, values: Floats) -> PairSums:
    n = table.counts.sum()
    centred = values - table.counts @ values / n
    total = table.counts @ centred**2
    x = table.spread_out(centred)
    squares = np.einsum("ij,ij->i", x, x)
    return PairSums(
        within=2 * (table.sizes * squares - x.sum(axis=1) ** 2),
        across=n * squares + table.sizes * total,
    )


def _ordinal(table: Pairable) -> PairSums:
    return _squares(table, midranks(table.counts))


def _interval(table: Pairable) -> PairSums:
    return _squares(table, table.scale / np.abs(table.scale).max())


def _nominal(table: Pairable) -> PairSums:
    unit, _ = known = np.nonzero(table.codes >= 0)
    cells, n = np.unique(unit * len(table.scale) + table.codes[known], return_counts=True)
    alike = np.bincount(cells // len(table.scale), weights=n * n)
    return PairSums(
        within=table.sizes**2 - alike,
        across=table.spread_out(table.counts.sum() - table.counts).sum(axis=1),
    )


def _ratio(table: Pairable) -> PairSums:
    used = np.where(table.counts > 0, table.scale, 1.0)
    values = used / used.max()
    x = np.append(values, (np.nan, np.nan))[table.codes]
    within = sum(np.nansum(_relative(a, b), axis=1) for a, b in rater_pairs(x))
    across = np.array([_relative(value, values) @ table.counts for value in values])
    return PairSums(2 * np.asarray(within), table.spread_out(across).sum(axis=1))


def _relative(a: Floats | float, b: Floats) -> Floats:
    return ((a - b) / (a + b)) ** 2


_SUMS: dict[Level, Callable[[Pairable], PairSums]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
