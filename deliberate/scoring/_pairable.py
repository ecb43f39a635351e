"""The units that hold two ratings or more, as alpha works with them."""

from typing import NamedTuple

import numpy as np

from ._basis import Basis, basis_of, complete_basis
from ._codes import kind_of_codes
from ._counts import Counts
from ._numbers import Codes, Floats
from ._ratings import Ratings
from ._tally import tally

MOST_VALUES = 64


class Pairable(NamedTuple):
    """The units that hold two ratings or more."""

    scale: Floats
    given: Floats | None
    """Ratings per unit; None where every rater rated every unit."""
    counts: Floats
    """Ratings per value of the scale."""
    own: Floats | None
    """Ratings per value and unit, unless there are too many values for such a table."""
    codes: Codes
    """Units x raters, pointing into the scale; negative where there is no rating."""
    total: float
    """Ratings in all."""

    @property
    def is_complete(self) -> bool:
        return self.given is None

    @property
    def sizes(self) -> Floats:
        """Ratings per unit."""
        if self.given is None:
            return np.full(len(self.codes), float(self.codes.shape[1]))
        return self.given

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
        table = Pairable(scale, None, counts, own, given.codes, total)
        return table, complete_basis(given, level)
    sizes = np.add.reduce(own, axis=0)
    kept = sizes > 1
    own, sizes = own[:, kept], sizes[kept]
    counts = np.add.reduce(own, axis=1)
    table = Pairable(scale, sizes, counts, own, given.codes, float(sizes.sum()))
    return table, basis_of(given, kept, level)


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
