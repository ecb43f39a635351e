"""The mean squares of a complete table of units by raters, as every ICC needs them."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from ._numbers import NEGLIGIBLE, Codes, Floats
from ._tally import tally

_FEW, _EXACT = 16, 100_000


Squares = tuple[float, float, float]
Wholes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Mean squares between units, between raters and of the rest; n units, k raters.

    Named as by McGraw & Wong (1996), Psychol Methods 1:30-46.
    """

    msr: float
    msc: float
    mse: float
    n: int
    k: int

    @classmethod
    def of(cls, codes: Codes, scale: Floats) -> Self:
        """Take a complete table of two units and two raters or more.

        Sums of whole numbers are exact, so that nothing has to pass for rounding.
        """
        n, k = codes.shape
        whole = np.rint(scale)
        if len(scale) <= _FEW and (whole == scale).all() and np.abs(scale).max() < _EXACT:
            squares = _of_whole_numbers(codes, whole.astype(np.int64))
        else:
            squares = _of_numbers(scale[codes])
        ssr, ssc, sse = squares
        return cls(ssr / (n - 1), ssc / (k - 1), sse / ((n - 1) * (k - 1)), n, k)

    @property
    def msw(self) -> float:
        """Within units: raters and rest together."""
        return (self.msc + (self.n - 1) * self.mse) / self.n


def _of_whole_numbers(codes: Codes, scale: Wholes) -> Squares:
    n, k = codes.shape
    own = tally(codes, len(scale)).astype(np.int64)
    if (np.diff(scale) == 1).all():
        scale, raters = np.arange(len(scale)), np.add.reduce(codes, axis=0, dtype=np.int64)
    else:
        raters = np.add.reduce(scale[codes], axis=0)
    units = scale @ own
    total, square = int(units.sum()), int(scale**2 @ own.sum(axis=1))
    of_units, of_raters = n * int(units @ units), k * int(raters @ raters)
    rest = n * k * square - of_units - of_raters + total**2
    ssr, ssc = of_units - total**2, of_raters - total**2
    return ssr / (n * k), ssc / (n * k), rest / (n * k)


def _of_numbers(table: Floats) -> Squares:
    n, k = table.shape
    x = table / (np.abs(table).max() or 1.0)
    x -= x.mean()
    units, raters = x.mean(axis=1, keepdims=True), x.mean(axis=0, keepdims=True)
    least = NEGLIGIBLE * np.einsum("ij,ij->", x, x)
    x -= units
    x -= raters
    found = k * (units**2).sum(), n * (raters**2).sum(), np.einsum("ij,ij->", x, x)
    ssr, ssc, sse = (float(square) if square > least else 0.0 for square in found)
    return ssr, ssc, sse
