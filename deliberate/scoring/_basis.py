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
    known = ratings.known[kept] if n_units else ratings.known
    return Basis(
        n_units=n_units,
        n_raters=int(np.count_nonzero(known.any(axis=0))),
        n_missing=ratings.n_missing,
        level=level,
        n_units_dropped=len(ratings.units) - n_units,
    )
