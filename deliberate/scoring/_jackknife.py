"""The jackknife over units, on the logarithm of what alpha leaves to disagreement.

An interval on 1 - alpha itself would be symmetric and run past 1; on ln(1 - alpha) it cannot.
"""

import math

import numpy as np

from ._numbers import NEGLIGIBLE, Floats, t_quantile
from ._pairs import Pairable, PairSums, midranks, pair_sums
from ._types import Level

_LARGEST_EXPONENT = 700


def disagreement(table: Pairable, sums: PairSums) -> float:
    """Divide observed by expected disagreement; alpha is 1 minus it."""
    observed = (sums.within / (table.sizes - 1)).sum()
    ratio = float((table.counts.sum() - 1) * observed / sums.across.sum())
    return ratio if ratio > NEGLIGIBLE else 0.0


def limits(
    centre: float, table: Pairable, sums: PairSums, level: Level, confidence: float
) -> tuple[float, float] | None:
    """Give limits for the disagreement, or None where leaving out units tells nothing about them.

    That is so with two units, where a rest without variation or without disagreement is left,
    and where every rest says the same.
    """
    n = len(table.sizes)
    if centre == 0 or n < 3:
        return None
    rests = leave_one_out(table, sums, level)
    if (rests <= NEGLIGIBLE).any():
        return None
    logs = np.log(rests)
    error = math.sqrt((n - 1) / n * ((logs - logs.mean()) ** 2).sum())
    reach = t_quantile((1 + confidence) / 2, n - 1) * error
    if not NEGLIGIBLE < reach < _LARGEST_EXPONENT:
        return None
    return centre * math.exp(-reach), centre * math.exp(reach)


def leave_one_out(table: Pairable, sums: PairSums, level: Level) -> Floats:
    """Give the disagreement without each unit in turn, 0 where that cannot be told."""
    if level != "ordinal":
        return _by_subtraction(table, sums)
    if table.own is not None:
        return _by_reranking(table, table.own)
    rests = map(table.without, range(len(table.sizes)))
    return np.array([0.0 if r.is_constant else disagreement(r, pair_sums(r, level)) for r in rests])


def _by_subtraction(table: Pairable, sums: PairSums) -> Floats:
    within = sums.within / (table.sizes - 1)
    n = table.counts.sum() - table.sizes
    expected = sums.across.sum() - 2 * sums.across + sums.within
    return _divide((n - 1) * (within.sum() - within), expected, NEGLIGIBLE * sums.across.sum())


def _by_reranking(table: Pairable, own: Floats) -> Floats:
    """Rank the ratings anew without each unit: on ordinal level the others give the distances."""
    rest = table.counts - own
    n = rest.sum(axis=1)
    ranks = midranks(rest) - n[:, None] / 2
    weights = own / (table.sizes - 1)[:, None]
    pairs = np.diag(table.sizes @ weights) - weights.T @ own
    squares, sums = (own * ranks**2).sum(axis=1), (own * ranks).sum(axis=1)
    within_own = (table.sizes * squares - sums**2) / (table.sizes - 1)
    within = ((ranks @ pairs) * ranks).sum(axis=1) - within_own
    return _divide((n - 1) * within, n * (rest * ranks**2).sum(axis=1), NEGLIGIBLE)


def _divide(observed: Floats, expected: Floats, least: float) -> Floats:
    return np.divide(observed, expected, out=np.zeros_like(observed), where=expected > least)
