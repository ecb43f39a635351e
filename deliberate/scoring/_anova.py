"""The mean squares of a complete table of units by raters, as every ICC needs them."""

from dataclasses import dataclass
from typing import Self

from ._numbers import NEGLIGIBLE, Floats


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
    def of(cls, table: Floats) -> Self:
        """Take a complete table of two units and two raters or more."""
        n, k = table.shape
        x = table - table.mean()
        rows, columns = x.mean(axis=1, keepdims=True), x.mean(axis=0, keepdims=True)
        least = NEGLIGIBLE * (x**2).sum()
        ssr, ssc, sse = (
            float(square) if square > least else 0.0
            for square in (
                k * (rows**2).sum(),
                n * (columns**2).sum(),
                ((x - rows - columns) ** 2).sum(),
            )
        )
        return cls(ssr / (n - 1), ssc / (k - 1), sse / ((n - 1) * (k - 1)), n, k)

    @property
    def msw(self) -> float:
        """Within units: raters and rest together."""
        return (self.msc + (self.n - 1) * self.mse) / self.n
