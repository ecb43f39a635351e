"""The statistics against the textbook's sums."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from deliberate.scoring import Estimate, Ratings, krippendorff_alpha

from .gate import Gate, timed


def alpha() -> Iterator[Gate]:
    """Ordinal alpha without its interval, against the textbook's sums over all pairs in numpy."""
    chance = np.random.default_rng(1)
    for name, shape, times, bar in (("a case", (14, 8), 200, 3.0), ("a year", (2000, 8), 20, 1.5)):
        rows = chance.integers(1, 6, shape).astype(float)
        rows[chance.random(shape) < 0.05] = np.nan
        units = [str(n) for n in range(shape[0])]
        given = Ratings.from_array(rows, units, list("ABCDEFGH"))
        ours = krippendorff_alpha(given, "ordinal", interval=None)
        assert isinstance(ours, Estimate)
        assert abs(ours.value - textbook(rows)) < 1e-9
        own = _best(partial(krippendorff_alpha, given, "ordinal", interval=None), times)
        plain = _best(partial(textbook, rows), times)
        yield Gate(f"ordinal alpha of {name} / textbook", own / plain, "x", bar)


def textbook(rows: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float:
    """Krippendorff (2011), section C: coincidences of each unit's pairs, then their differences."""
    values = np.unique(rows[~np.isnan(rows)])
    counts = (rows[:, :, None] == values).sum(axis=1).astype(float)
    counts = counts[counts.sum(axis=1) > 1]
    shared = counts / (counts.sum(axis=1) - 1)[:, None]
    coincidences = counts.T @ shared - np.diag(shared.sum(axis=0))
    n_c = coincidences.sum(axis=0)
    between = np.cumsum(n_c)[:, None] - np.cumsum(n_c)[None, :]
    distance = (np.abs(between) + (n_c[None, :] - n_c[:, None]) * np.sign(between) / 2) ** 2
    n = n_c.sum()
    expected = (np.outer(n_c, n_c) * distance).sum() / (n - 1)
    return float(1 - (coincidences * distance).sum() / expected)


def _best(act: Callable[[], object], times: int) -> float:
    return min(timed(act) for _ in range(times))
