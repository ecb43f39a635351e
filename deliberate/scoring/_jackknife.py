"""The jackknife over units, on the logarithm of what alpha leaves to disagreement.

An interval on 1 - alpha itself would be symmetric and run past 1; on ln(1 - alpha) it cannot.
"""

import math

import numpy as np

from ._numbers import NEGLIGIBLE, Floats, t_quantile
from ._pairable import Pairable
from ._pairs import PairSums, across, midranks, pair_sums
from ._types import Level

_LARGEST_EXPONENT = 700
_BLOCK = 1 << 18


def jackknife(
    centre: float, table: Pairable, level: Level, confidence: float
) -> tuple[float, float] | None:
    """Give limits for the disagreement, or None where leaving out units tells nothing about them.

    That is so with two units, where a rest without variation or without disagreement is left,
    and where every rest says the same.
    """
    n = len(table.sizes)
    if centre == 0 or n < 3:
        return None
    rests = leave_one_out(table, level)
    if (rests <= NEGLIGIBLE).any():
        return None
    logs = np.log(rests)
    error = math.sqrt((n - 1) / n * ((logs - logs.mean()) ** 2).sum())
    reach = t_quantile((1 + confidence) / 2, n - 1) * error
    if not NEGLIGIBLE < reach < _LARGEST_EXPONENT:
        return None
    return centre * math.exp(-reach), centre * math.exp(reach)


def leave_one_out(table: Pairable, level: Level) -> Floats:
    """Give the disagreement without each unit in turn, 0 where that cannot be told."""
    if level != "ordinal":
        return _by_subtraction(table, pair_sums(table, level), level)
    if table.own is not None:
        return _by_reranking(table, table.own)
    return np.array([_without(table, unit) for unit in range(len(table.sizes))])


def _by_subtraction(table: Pairable, sums: PairSums, level: Level) -> Floats:
    within = sums.within / (table.sizes - 1)
    n = table.total - table.sizes
    expected = sums.expected - 2 * across(table, level) + sums.within
    return _divide((n - 1) * (within.sum() - within), expected, NEGLIGIBLE * sums.expected)


def _by_reranking(table: Pairable, own: Floats) -> Floats:
    """Rank the ratings anew without each unit: on ordinal level the others give the distances."""
    weights = own / (table.sizes - 1)
    pairs = np.diag(weights @ table.sizes) - weights @ own.T
    width = max(1, _BLOCK // len(own))
    parts = (slice(start, start + width) for start in range(0, len(table.sizes), width))
    return np.concatenate([_reranked(table, own[:, at].T, table.sizes[at], pairs) for at in parts])


def _reranked(table: Pairable, own: Floats, sizes: Floats, pairs: Floats) -> Floats:
    rest = table.counts - own
    n = rest.sum(axis=1)
    ranks = midranks(rest)
    squares, sums = (own * ranks**2).sum(axis=1), (own * ranks).sum(axis=1)
    within_own = (sizes * squares - sums**2) / (sizes - 1)
    within = ((ranks @ pairs) * ranks).sum(axis=1) - within_own
    return _divide((n - 1) * within, n * (rest * ranks**2).sum(axis=1), NEGLIGIBLE)


def _without(table: Pairable, unit: int) -> float:
    """Do the same for one unit, where a table of units by values would be too large."""
    codes = table.codes[unit]
    counts = table.counts - np.bincount(codes[codes >= 0], minlength=len(table.counts))
    n = counts.sum()
    ranks = midranks(counts)
    squares = ranks**2
    within = table.sizes * table.per_unit(squares) - table.per_unit(ranks) ** 2
    within /= table.sizes - 1
    expected = n * (counts @ squares)
    return float((n - 1) * (within.sum() - within[unit]) / expected) if expected else 0.0


def _divide(observed: Floats, expected: Floats, least: float) -> Floats:
    return np.divide(observed, expected, out=np.zeros_like(observed), where=expected > least)
