"""How often each value occurs in each unit: what alpha needs of a table, and no more."""

import numpy as np

from ._numbers import Bytes, Codes, Flags, Floats

_FEW, _SMALL, _MOST_RATERS = 16, 2_000, 255
_UNITS, _RATERS = 25_000, 25
"""A block: rows so long that the call for each costs little, and few enough for a cache."""


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
    counts = np.zeros((n_values, n_units), dtype=np.uint8)
    compared = n_values - 1 if codes.min() >= 0 else n_values
    room = np.empty(min(n_raters, _RATERS) * min(n_units, _UNITS), dtype=np.bool_)
    for start in range(0, n_units, _UNITS):
        units = slice(start, start + _UNITS)
        for first in range(0, n_raters, _RATERS):
            part = codes[units, first : first + _RATERS]
            _compare(part, room[: part.size], counts[:compared, units])
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


def _compare(codes: Codes, room: Flags, into: Bytes) -> None:
    """Add to each value's row its number of answers; `room` spares new memory for each value."""
    by_rater = codes.T if codes.strides[0] == codes.itemsize else np.ascontiguousarray(codes.T)
    equal = room.reshape(by_rater.shape)
    for value, row in enumerate(into):
        np.equal(by_rater, value, out=equal)
        row += np.add.reduce(equal.view(np.uint8), axis=0, dtype=np.uint8)


def _by_cells(codes: Codes, n_values: int) -> Floats:
    """Number all cells of the table to be, and count the numbers."""
    n_units = len(codes)
    units, raters = np.nonzero(codes >= 0)
    cells = codes[units, raters] * np.int_(n_units) + units
    counts = np.bincount(cells, minlength=n_values * n_units).astype(np.float64)
    return counts.reshape(n_values, n_units)
