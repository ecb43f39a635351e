"""The share of answer pairs within one level: how close people are, whatever the case mix."""

from dataclasses import dataclass

import numpy as np

from ._basis import basis_of
from ._pairs import rater_pairs
from ._ratings import Ratings
from ._types import Statistic, Undefined


@dataclass(frozen=True, slots=True)
class WithinOneLevel:
    """Pairs of answers about the same unit, and how many differ by one level at most."""

    percent: float
    n_within: int
    n_pairs: int
    n_units: int
    n_raters: int
    n_missing: int
    n_units_dropped: int = 0


def within_one_level(ratings: Ratings) -> WithinOneLevel | Undefined:
    """Compare all pairs of known answers about the same unit, on a scale with steps of 1.

    >>> ratings = Ratings.from_array([[-2, -1, 1], [3, 3, None]], ["u", "v"], ["A", "B", "C"])
    >>> found = within_one_level(ratings)
    >>> found.n_within, found.n_pairs, found.percent
    (2, 4, 50.0)
    """
    values = np.append(ratings.numbers("interval"), (np.nan, np.nan))[ratings.codes]
    sizes = np.count_nonzero(ratings.known, axis=1)
    basis = basis_of(ratings, sizes > 1, "interval")
    n_pairs = int((sizes * (sizes - 1) // 2).sum())
    if n_pairs == 0:
        return Undefined("not_pairable", **basis)
    n_within = sum(int(np.count_nonzero(np.abs(a - b) <= 1)) for a, b in rater_pairs(values))
    return WithinOneLevel(
        percent=100 * n_within / n_pairs,
        n_within=n_within,
        n_pairs=n_pairs,
        n_units=basis["n_units"],
        n_raters=basis["n_raters"],
        n_missing=basis["n_missing"],
        n_units_dropped=basis["n_units_dropped"],
    )


STATISTIC = Statistic(
    name="within_one_level",
    label="Within one level",
    reads_as="The percentage of answer pairs about the same thing at most one level apart.",
    source="Own definition: pairs of known answers whose values differ by at most 1",
    compute=within_one_level,
)
