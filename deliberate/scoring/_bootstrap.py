"""The percentile bootstrap over units: draw as many units as there are, again and again.

How often each unit was drawn is one row of a table of draws; one product of that table with what
each unit holds gives every resample at once. Where there are too many values for that, the
resamples are taken one by one.
"""

import math
from collections.abc import Callable

import numpy as np

from ._draws import Draws
from ._numbers import Floats
from ._pairable import Pairable
from ._pairs import PairSums, midranks, pair_sums, relative, relative_values, values_for
from ._types import Level

_FEW_VALUES = 16


def bootstrap(
    table: Pairable, level: Level, draws: Draws, confidence: float
) -> tuple[tuple[float, float] | None, int]:
    """Give limits for the disagreement, and how many resamples had none.

    A resample in which everybody answers alike has no alpha. None where two units, or resamples
    that all say the same, tell nothing.
    """
    disagreements = _reader(table, level)
    found = np.concatenate([disagreements(drawn) for drawn in draws.blocks()])
    defined = np.sort(found[~np.isnan(found)])
    undefined = len(found) - len(defined)
    if len(table.sizes) < 3 or len(defined) < 2 or defined[0] == defined[-1]:
        return None, undefined
    tail = (1 - confidence) / 2
    return (_percentile(defined, tail), _percentile(defined, 1 - tail)), undefined


def _reader(table: Pairable, level: Level) -> Callable[[Floats], Floats]:
    """Prepare to read the disagreement of each row of a table of draws."""
    own, sums = table.own, pair_sums(table, level)
    if own is None or (level == "ordinal" and len(own) > _FEW_VALUES):
        return lambda drawn: np.array([_one(table, sums, level, times) for times in drawn])
    if level == "ordinal":
        return _ordinal(table, own)
    observed = sums.within / (table.sizes - 1)

    def read(drawn: Floats) -> Floats:
        counts = drawn @ own.T
        return _divide(drawn @ observed, _expected(table, level, counts), counts.T)

    return read


def _ordinal(table: Pairable, own: Floats) -> Callable[[Floats], Floats]:
    """Multiply the draws with each unit's counts and with its pairs of values."""
    first, second = np.triu_indices(len(own), 1)
    pairs = own[first] * own[second] / (table.sizes - 1)
    parts, values = np.concatenate([own, pairs]), len(own)
    to_ranks = np.tril(np.ones((values, values))) - 0.5 * np.eye(values) - 0.5

    def read(drawn: Floats) -> Floats:
        totals = parts @ drawn.T
        counts, between = totals[:values], totals[values:]
        ranks = to_ranks @ counts
        apart = ranks[first] - ranks[second]
        observed = np.einsum("pb,pb,pb->b", between, apart, apart)
        expected = np.einsum("vb,vb,vb->b", counts, ranks, ranks)
        return _divide(observed, np.add.reduce(counts, axis=0) * expected, counts)

    return read


def _divide(observed: Floats, expected: Floats, counts: Floats) -> Floats:
    """Divide where a resample holds two different values."""
    defined = np.count_nonzero(counts, axis=0) > 1
    scaled = (np.add.reduce(counts, axis=0) - 1) * observed
    ratios: Floats = np.full(len(scaled), np.nan)
    np.divide(scaled, expected, out=ratios, where=defined)
    return ratios


def _expected(table: Pairable, level: Level, counts: Floats) -> Floats:
    n = counts.sum(axis=-1)
    expected: Floats
    if level == "nominal":
        expected = n**2 - (counts**2).sum(axis=-1)
        return expected
    if level == "ratio":
        values = relative_values(table)
        expected = np.zeros_like(n)
        for i, value in enumerate(values):
            expected = expected + counts[..., i] * (counts @ relative(value, values))
        return expected
    values = values_for(table, level)
    expected = 2 * (n * (counts @ values**2) - (counts @ values) ** 2)
    return expected


def _one(table: Pairable, sums: PairSums, level: Level, times: Floats) -> float:
    counts = _drawn_counts(table, times)
    if np.count_nonzero(counts) < 2:
        return math.nan
    n, within = counts.sum(), sums.within
    if level == "ordinal":
        ranks = midranks(counts)
        squares = ranks**2
        within = 2 * (table.sizes * table.per_unit(squares) - table.per_unit(ranks) ** 2)
        expected = 2 * n * (counts @ squares)
    else:
        expected = _expected(table, level, counts)
    return float((n - 1) * (times @ (within / (table.sizes - 1))) / expected)


def _drawn_counts(table: Pairable, times: Floats) -> Floats:
    counts: Floats
    if table.own is not None:
        counts = table.own @ times
        return counts
    weights = np.repeat(times, table.codes.shape[1])
    cells = table.codes.ravel() + np.int_(1)
    return np.bincount(cells, weights, minlength=len(table.scale) + 1)[1:].astype(np.float64)


def _percentile(ascending: Floats, share: float) -> float:
    """Interpolate between the two nearest, as Hyndman & Fan (1996) call type 7."""
    at = share * (len(ascending) - 1)
    below = int(at)
    above = min(below + 1, len(ascending) - 1)
    return float(ascending[below] + (at - below) * (ascending[above] - ascending[below]))
