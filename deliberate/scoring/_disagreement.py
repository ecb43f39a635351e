"""What alpha leaves to disagreement: the observed, divided by what is expected by chance.

On a scale of a few values the pairs within units fit a small table, Krippendorff's coincidences.
With more values the sums over pairs follow from each unit's sums, whatever the number of values.
"""

import numpy as np

from ._numbers import NEGLIGIBLE, Floats
from ._pairable import Pairable
from ._pairs import pair_sums, relative, relative_values, values_for
from ._types import Level


def disagreement(table: Pairable, level: Level) -> float:
    """Divide observed by expected disagreement; alpha is 1 minus it."""
    if table.own is not None:
        apart = _distances(table, level)
        observed = _observed(table, table.own, apart)
        expected = float(table.counts.dot(apart).dot(table.counts))
    else:
        sums = pair_sums(table, level)
        observed = float((sums.within / (table.sizes - 1)).sum())
        expected = sums.expected
    ratio = float((table.total - 1) * observed / expected)
    return ratio if ratio > NEGLIGIBLE else 0.0


def _observed(table: Pairable, own: Floats, apart: Floats) -> float:
    """Weigh pairs within units; a rating with itself is counted too, at distance 0."""
    if not table.is_complete:
        return float(np.vdot((own / (table.sizes - 1)).dot(own.T), apart))
    others: int = table.codes.shape[1] - 1
    return float(np.vdot(own.dot(own.T), apart)) / others


def _ranks(table: Pairable) -> Floats:
    """Midranks that start at 0: only their differences matter here."""
    ranks: Floats = np.add.accumulate(table.counts)
    ranks -= 0.5 * table.counts
    return ranks


def _distances(table: Pairable, level: Level) -> Floats:
    """Give the squared difference of every two values."""
    apart: Floats
    if level == "nominal":
        apart = 1.0 - np.eye(len(table.counts))
    elif level == "ratio":
        values = relative_values(table)
        apart = relative(values[:, None], values)
    else:
        values = _ranks(table) if level == "ordinal" else values_for(table, level)
        apart = values[:, None] - values
        apart *= apart
    return apart
