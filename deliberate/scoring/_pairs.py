"""Disagreement between pairs of ratings, per unit and per level of measurement.

Alpha compares the squared differences within units with those between all ratings. Both are sums
over ordered pairs, so a unit can be left out by subtraction. On interval level, and on ordinal
level with midranks for values, the sums follow from sums of squares: no table of values by values.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ._numbers import Floats
from ._pairable import Pairable
from ._types import Level


@dataclass(frozen=True, slots=True)
class PairSums:
    """Squared differences summed over ordered pairs."""

    within: Floats
    """Pairs of two ratings of the same unit, for each unit."""
    expected: float
    """Pairs of any two ratings."""


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
