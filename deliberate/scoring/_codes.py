"""Numbers into codes that point into a scale, without a dictionary and without sorting.

Ratings are nearly always whole numbers close together: subtracting the lowest gives the code. The
work goes in blocks that fit a processor's cache, and the codes are the smallest integers that do.
"""

from collections.abc import Iterator

import numpy as np

from ._numbers import Codes, Flags, Floats, Numbers

MISSING, NOT_ASKED, OFF_SCALE = -1, -2, -3
_CLOSE, _BLOCK = 1000, 1 << 14


def kind_of_codes(n_values: int) -> type[np.signedinteger]:
    """The smallest integers that hold so many values, and the negative ones that hold none."""
    if n_values <= 127:
        return np.int8
    return np.int16 if n_values <= 32_767 else np.int32


def steps(table: Numbers, scale: range) -> Codes | None:
    """Code whole numbers on a scale of steps of 1; None where that is not what they are."""
    low, n_values = scale.start, len(scale)
    if scale.step != 1:
        return None
    if table.dtype == np.int8 and low >= -128 and scale.stop <= 128 and n_values <= 127:
        return _small_steps(table, np.int8(low), n_values)
    if table.size and not (
        low <= np.minimum.reduce(table, axis=None)
        and np.maximum.reduce(table, axis=None) < scale.stop
    ):
        return None
    return (table.astype(np.int64, copy=False) - low).astype(kind_of_codes(n_values))


def _small_steps(table: Numbers, low: np.int8, n_values: int) -> Codes | None:
    """Code bytes in one go: what lies below the scale wraps around to above it."""
    codes = np.subtract(table, low)
    highest = np.maximum.reduce(codes.view(np.uint8), axis=None, initial=0)
    return codes if highest < n_values else None


def limits(table: Floats) -> tuple[float, float]:
    """Give the lowest and the highest number, without nan; of nothing, 0 and -1."""
    if table.size == 0:
        return 0.0, -1.0
    low, high = float(table.min()), float(table.max())
    if low != low:
        low, high = float(np.fmin.reduce(table, axis=None)), float(np.fmax.reduce(table, axis=None))
    return (low, high) if low == low else (0.0, -1.0)


def distinct(table: Floats, low: float, high: float) -> tuple[Floats, Codes]:
    """Give the distinct numbers in ascending order, and for every cell which of them it is.

    nan is missing; `low` and `high` are the finite limits of the table.
    """
    if not high - low < _CLOSE:
        return _by_sorting(table)
    width = int(high - low) + 1
    codes = np.empty_like(table, dtype=kind_of_codes(width))
    flat, into = table.ravel(order="K"), codes.ravel(order="K")
    if not np.may_share_memory(into, codes):
        return _by_sorting(table)
    for part in _parts(flat.size):
        if not _code_whole_numbers(flat[part], low, into[part]):
            return _by_sorting(table)
    occurs = _occurring(into, width)
    scale = low + np.flatnonzero(occurs).astype(np.float64)
    if len(scale) < width:
        renumbered = np.append(np.cumsum(occurs) - 1, MISSING).astype(codes.dtype)
        codes = renumbered[codes]
    return scale, codes


def recode(codes: Codes, to: Codes) -> Codes:
    """Point into another scale; `to` says where each value of the old one stands there."""
    return np.append(to, MISSING).astype(kind_of_codes(int(to.max(initial=0)) + 1))[codes]


def _code_whole_numbers(part: Floats, low: float, into: Codes) -> bool:
    """Code one block; False where a number is not a whole number of steps above `low`."""
    away = part - low
    missing = away != away
    if missing.any():
        away[missing] = MISSING
    if not (np.rint(away) == away).all():
        return False
    np.copyto(into, away, casting="unsafe")
    return True


def _occurring(codes: Codes, width: int) -> Flags:
    """Which codes occur; nearly always the first block shows all of them."""
    occurs = np.zeros(width + 1, dtype=np.bool_)
    for part in _parts(codes.size):
        occurs[codes[part]] = True
        if occurs[:width].all():
            break
    return occurs[:width]


def _by_sorting(table: Floats) -> tuple[Floats, Codes]:
    known = ~np.isnan(table)
    scale, which = np.unique(table[known], return_inverse=True)
    codes = np.full(table.shape, MISSING, dtype=kind_of_codes(len(scale)))
    codes[known] = which
    return scale, codes


def _parts(size: int) -> Iterator[slice]:
    for start in range(0, size, _BLOCK):
        yield slice(start, start + _BLOCK)
