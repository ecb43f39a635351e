"""Disagreement between pairs of ratings, per unit and per level of measurement.

Alpha compares the squared differences within units with those between all ratings. Both are sums
over ordered pairs, so a unit can be left out by subtraction. On interval level, and on ordinal
level with midranks for values, the sums follow from sums of squares: no table of values by values.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ._basis import Basis, basis_of, complete_basis
from ._codes import kind_of_codes
from ._counts import Counts
from ._numbers import Codes, Floats
from ._ratings import Ratings
from ._tally import tally
from ._types import Level

MOST_VALUES = 64


class Pairable(NamedTuple):
    """The units that hold two ratings or more."""

    scale: Floats
    sizes: Floats
    """Ratings per unit."""
    counts: Floats
    """Ratings per value of the scale."""
    own: Floats | None
    """Ratings per value and unit, unless there are too many values for such a table."""
    codes: Codes
    """Units x raters, pointing into the scale; negative where there is no rating."""
    total: float
    """Ratings in all."""
    is_complete: bool = False
    """Whether every rater rated every unit."""

    @property
    def is_constant(self) -> bool:
        return int(np.count_nonzero(self.counts)) < 2

    def per_unit(self, values: Floats) -> Floats:
        """Give every value of the scale another value, and sum that over each unit's ratings."""
        sums: Floats
        if self.own is not None:
            sums = values @ self.own
        else:
            sums = np.append(values, 0.0)[self.codes].sum(axis=1)
        return sums


@dataclass(frozen=True, slots=True)
class PairSums:
    """Squared differences summed over ordered pairs."""

    within: Floats
    """Pairs of two ratings of the same unit, for each unit."""
    expected: float
    """Pairs of any two ratings."""


def pairable(given: Ratings | Counts, scale: Floats, level: str) -> tuple[Pairable, Basis]:
    """Keep the units with two ratings, and say what was kept."""
    if isinstance(given, Counts):
        return _of_counts(given, scale, level)
    if len(scale) > MOST_VALUES:
        return _of_codes(given, scale, level)
    own = tally(given.codes, len(scale))
    counts = np.add.reduce(own, axis=1)
    n_units, n_raters = given.codes.shape
    total = float(np.add.reduce(counts))
    if n_raters > 1 and total == n_units * n_raters > 0:
        sizes = np.full(n_units, float(n_raters))
        table = Pairable(scale, sizes, counts, own, given.codes, total, is_complete=True)
        return table, complete_basis(given, level)
    sizes = np.add.reduce(own, axis=0)
    kept = sizes > 1
    own, sizes = own[:, kept], sizes[kept]
    counts = np.add.reduce(own, axis=1)
    table = Pairable(scale, sizes, counts, own, given.codes, float(sizes.sum()))
    return table, basis_of(given, kept, level)


def pair_sums(table: Pairable, level: Level) -> PairSums:
    """Compare the ratings of each unit, and all ratings, on this level."""
    if level == "nominal":
        n = table.total
        return PairSums(within_units(table, level), float(n * n - (table.counts**2).sum()))
    if level == "ratio":
        return PairSums(within_units(table, level), float(across(table, level).sum()))
    values = values_for(table, level)
    squares = values * values
    sums = table.per_unit(values)
    within = 2 * (table.sizes * table.per_unit(squares) - sums * sums)
    return PairSums(within, float(2 * table.total * (table.counts @ squares)))


def within_units(table: Pairable, level: Level) -> Floats:
    """Sum over pairs of two ratings of each unit, on a level where the others do not matter."""
    if level == "nominal":
        within: Floats = table.sizes**2 - _pairs_alike(table)
        return within
    return _ratio_within(table, relative_values(table))


def across(table: Pairable, level: Level) -> Floats:
    """Sum over pairs of a rating of each unit and a rating of any unit."""
    if level == "nominal":
        return table.per_unit(table.total - table.counts)
    if level == "ratio":
        values = relative_values(table)
        return table.per_unit(np.array([relative(x, values) @ table.counts for x in values]))
    squares = values_for(table, level) ** 2
    sums: Floats = table.total * table.per_unit(squares)
    sums += table.sizes * (table.counts @ squares)
    return sums


def midranks(counts: Floats) -> Floats:
    """Rank every value of the scale among the ratings (last axis), ties in the middle.

    The ranks run from minus to plus half the number of ratings, so that their mean is 0.
    """
    ranks: Floats = np.add.accumulate(counts, axis=-1)
    ranks -= 0.5 * (counts + ranks[..., -1:])
    return ranks


def values_for(table: Pairable, level: Level) -> Floats:
    """Give each value of the scale the number whose squared differences this level compares.

    The mean over all ratings is 0, so that no digits are lost between sums of squares.
    """
    if level == "ordinal":
        return midranks(table.counts)
    values: Floats = table.scale / (np.abs(table.scale).max() or 1.0)
    values -= table.counts @ values / table.total
    return values


def relative_values(table: Pairable) -> Floats:
    """Give each value of the scale a number above 0, as ratios need; 1 where nobody chose it."""
    used: Floats = np.where(table.counts > 0, table.scale, 1.0)
    used /= used.max()
    return used


def relative(a: Floats | float, b: Floats) -> Floats:
    """Square the difference of two values relative to their sum."""
    return ((a - b) / (a + b)) ** 2


def _of_codes(given: Ratings, scale: Floats, level: str) -> tuple[Pairable, Basis]:
    sizes = np.count_nonzero(given.codes >= 0, axis=1)
    kept = sizes > 1
    codes, sizes = np.maximum(given.codes[kept], -1), sizes[kept].astype(np.float64)
    counts = np.bincount(codes.ravel() + np.int_(1), minlength=len(scale) + 1)[1:]
    found = counts.astype(np.float64)
    table = Pairable(scale, sizes, found, None, codes, float(sizes.sum()))
    return table, basis_of(given, kept, level)


def _of_counts(given: Counts, scale: Floats, level: str) -> tuple[Pairable, Basis]:
    kept = given.table.sum(axis=1) > 1
    own = np.ascontiguousarray(given.table[kept].T)
    n_units = own.shape[1]
    basis = Basis(
        n_units=n_units,
        n_raters=given.n_raters,
        n_missing=given.n_missing,
        level=level,
        n_units_dropped=len(kept) - n_units,
    )
    sizes, counts = own.sum(axis=0), own.sum(axis=1)
    if len(scale) > MOST_VALUES:
        return Pairable(scale, sizes, counts, None, _spread_out(own), float(sizes.sum())), basis
    nobody = np.empty((0, 0), np.int8)
    return Pairable(scale, sizes, counts, own, nobody, float(sizes.sum())), basis


def _spread_out(own: Floats) -> Codes:
    """Give every counted rating a cell of its own, in a table as wide as the largest unit."""
    units, values = np.nonzero(own.T)
    times = own[values, units].astype(np.int_)
    units, values = np.repeat(units, times), np.repeat(values, times)
    sizes = np.bincount(units, minlength=own.shape[1])
    place = np.arange(len(units)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    codes = np.full((own.shape[1], int(sizes.max(initial=0))), -1, dtype=kind_of_codes(len(own)))
    codes[units, place] = values
    return codes


def _pairs_alike(table: Pairable) -> Floats:
    if table.own is not None:
        squares: Floats = (table.own**2).sum(axis=0)
        return squares
    unit, _ = known = np.nonzero(table.codes >= 0)
    cells, n = np.unique(unit * len(table.scale) + table.codes[known], return_counts=True)
    return np.bincount(cells // len(table.scale), weights=n * n).astype(np.float64)


def _ratio_within(table: Pairable, values: Floats) -> Floats:
    within = np.zeros(len(table.sizes))
    if table.own is not None:
        for value, own in zip(values, table.own, strict=True):
            within += own * (relative(value, values) @ table.own)
        return within
    x = np.append(values, np.nan)[table.codes]
    for a, b in rater_pairs(x):
        within += 2 * np.nansum(relative(a, b), axis=1)
    return within


def rater_pairs(values: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Give every pair of columns once, as pairs of equally wide blocks."""
    for apart in range(1, values.shape[1]):
        yield values[:, apart:], values[:, :-apart]
