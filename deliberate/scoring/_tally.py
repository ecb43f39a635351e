"""How often each value occurs in each unit: what alpha needs of a table, and no more."""

import numpy as np

from ._numbers import Codes, Floats

_FEW, _SMALL, _BLOCK, _MOST_RATERS = 16, 2_000, 1 << 19, 255


def tally(codes: Codes, n_values: int) -> Floats:
    """Count values x units.

    On a scale of a few values it is quickest to compare the whole table with each value and to add
    up the raters in bytes, block by block in a processor's cache. Where no answer is missing, who
    gave none of the other answers gave the last.
    """
    n_units, n_raters = codes.shape
    if codes.size <= _SMALL:
        return _by_rows(codes, n_values)
    if n_values > _FEW or n_raters > _MOST_RATERS or n_raters == 0:
        return _by_cells(codes, n_values)
    counts = np.empty((n_values, n_units), dtype=np.uint8)
    compared = n_values - 1 if codes.min() >= 0 else n_values
    width = max(1, _BLOCK // n_raters)
    for start in range(0, n_units, width):
        part = codes.T[:, start : start + width]
        if width < n_units:
            part = np.ascontiguousarray(part)
        _compare(part, counts[:compared, start : start + width])
    if compared < n_values:
        counts[-1] = n_raters - np.add.reduce(counts[:-1], axis=0, dtype=np.uint8)
    return counts.astype(np.float64)


def _by_rows(codes: Codes, n_values: int) -> Floats:
    """Give each unit a stretch of numbers, two of them for no answer, and count the numbers."""
    n_units, width = len(codes), n_values + 2
    stretches = np.arange(2, n_units * width + 2, width)
    cells = (codes + stretches[:, None]).ravel()
    counts = np.bincount(cells, minlength=n_units * width).astype(np.float64)
    return counts.reshape(n_units, width)[:, 2:].T


def _compare(by_rater: Codes, into: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> None:
    for value, row in enumerate(into):
        np.add.reduce((by_rater == value).view(np.uint8), axis=0, dtype=np.uint8, out=row)


def _by_cells(codes: Codes, n_values: int) -> Floats:
    """Number all cells of the table to be, and count the numbers."""
    n_units = len(codes)
    units, raters = np.nonzero(codes >= 0)
    cells = codes[units, raters] * np.int_(n_units) + units
    counts = np.bincount(cells, minlength=n_values * n_units).astype(np.float64)
    return counts.reshape(n_values, n_units)
