"""What an answer rests on: who took part, about what, and what was missing."""

from typing import TypedDict

import numpy as np

from ._numbers import Flags
from ._ratings import Ratings


class Basis(TypedDict):
    """The fields that an estimate and its absence have in common."""

    n_units: int
    n_raters: int
    n_missing: int
    level: str
    n_units_dropped: int


def basis_of(ratings: Ratings, kept: Flags, level: str) -> Basis:
    """Count those who rated a kept unit; where none was kept, those who rated at all."""
    n_units = int(np.count_nonzero(kept))
    return Basis(
        n_units=n_units,
        n_raters=_raters(ratings, kept if n_units else np.ones_like(kept)),
        n_missing=ratings.n_missing,
        level=level,
        n_units_dropped=len(ratings.units) - n_units,
    )


def complete_basis(ratings: Ratings, level: str) -> Basis:
    """The same where every cell holds an answer, without looking at each again."""
    n_units, n_raters = ratings.codes.shape
    return Basis(n_units=n_units, n_raters=n_raters, n_missing=0, level=level, n_units_dropped=0)


def _raters(ratings: Ratings, kept: Flags) -> int:
    """Whoever rated the first unit needs no further look."""
    if not len(kept):
        return 0
    rated = ratings.codes[int(kept.argmax())] >= 0
    rest = np.flatnonzero(~rated)
    if len(rest):
        rated[rest] = (ratings.codes[:, rest][kept] >= 0).any(axis=0)
    return int(np.count_nonzero(rated))
