"""Resamples of units, the same for the same seed."""

from collections.abc import Callable, Iterator

import numpy as np

from ._numbers import Floats

Progress = Callable[[int, int], None]
"""Told how many resamples of how many are done."""

CELLS = 1 << 14
"""So many fit at once; a product with more wakes a second processor, which takes longer."""


class Draws:
    """So many resamples of `n` units, the same for the same seed."""

    def __init__(self, n: int, resamples: int, seed: int, progress: Progress | None) -> None:
        self.n, self.resamples, self.progress = n, resamples, progress
        self._chance = np.random.default_rng(seed)

    def blocks(self) -> Iterator[Floats]:
        """Give resamples x units, how often each was drawn, as many rows at a time as fit."""
        most = max(1, CELLS // self.n)
        for start in range(0, self.resamples, most):
            rows = min(most, self.resamples - start)
            cells = self._chance.integers(0, self.n, size=(rows, self.n))
            cells += np.arange(0, rows * self.n, self.n)[:, None]
            counts = np.bincount(cells.ravel(), minlength=rows * self.n)
            yield counts.reshape(rows, self.n).astype(np.float64)
            if self.progress is not None:
                self.progress(start + rows, self.resamples)
