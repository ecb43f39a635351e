"""Krippendorff's alpha: agreement beyond chance for any number of raters, with missing answers."""

from typing import Literal, get_args

import numpy as np

from ._basis import basis_of
from ._jackknife import disagreement, limits
from ._numbers import Floats
from ._pairs import Pairable, pair_sums
from ._ratings import Ratings
from ._reading import check_confidence
from ._types import Estimate, Level, Reason, Statistic, Undefined

IntervalMethod = Literal["jackknife"]


def krippendorff_alpha(
    ratings: Ratings,
    level: Level = "ordinal",
    confidence: float = 0.95,
    interval: IntervalMethod | None = "jackknife",
) -> Estimate | Undefined:
    """1 where all agree, 0 where they agree as by chance, below 0 where they agree less.

    On ordinal level the difference of two answers is that of their midranks. The interval is a
    jackknife over units on ln(1 - alpha), centred on the estimate, with Student's t on n_units - 1
    degrees of freedom. A unit with one answer is dropped and counted.

    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C prints .815:

    >>> nan = float("nan")
    >>> a = [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan]
    >>> b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3]
    >>> c = [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan]
    >>> d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan]
    >>> units = [str(number) for number in range(1, 13)]
    >>> ratings = Ratings.from_array([*zip(a, b, c, d)], units=units, raters=["A", "B", "C", "D"])
    >>> found = krippendorff_alpha(ratings, "ordinal")
    >>> round(found.value, 3), found.n_units, found.n_units_dropped
    (0.815, 11, 1)
    """
    _check(level, confidence, interval)
    table = Pairable.of(ratings.codes, _values(ratings, level))
    basis = basis_of(ratings, table.kept, level)
    if reason := _reason(table):
        return Undefined(reason, **basis)
    sums = pair_sums(table, level)
    left = disagreement(table, sums)
    if interval is None:
        return Estimate(1 - left, None, None, "none", **basis)
    found = limits(left, table, sums, level, confidence)
    if found is None:
        return Estimate(1 - left, None, None, interval, notes=("interval_not_estimable",), **basis)
    return Estimate(1 - left, 1 - found[1], 1 - found[0], interval, **basis)


def _check(level: str, confidence: float, interval: str | None) -> None:
    if level not in get_args(Level):
        raise ValueError(f"level {level!r} is unknown; choose one of {', '.join(get_args(Level))}")
    check_confidence(confidence)
    if interval is not None and interval not in get_args(IntervalMethod):
        raise ValueError(f"interval {interval!r} is unknown; choose 'jackknife' or None")


def _values(ratings: Ratings, level: Level) -> Floats:
    """Give the scale as numbers that mean something on this level."""
    if level == "nominal" or (level == "ordinal" and ratings.ordered):
        return np.arange(len(ratings.scale), dtype=np.float64)
    values = ratings.numbers(level)
    negative = np.append(values <= 0, (False, False))[ratings.codes]
    if level == "ratio" and negative.any():
        raise ValueError(
            f"{ratings.first(negative)} has no ratio to other answers; "
            "give numbers above 0, or use level 'interval'"
        )
    return values


def _reason(table: Pairable) -> Reason | None:
    if len(table.sizes) == 0:
        return "not_pairable"
    if len(table.sizes) == 1:
        return "one_unit"
    return "no_variation" if table.is_constant else None


STATISTIC = Statistic(
    name="krippendorff_alpha",
    label="Krippendorff's alpha",
    reads_as="1: all agree; 0: agreement as by chance; below 0: less than by chance.",
    source="Krippendorff K (2011) Computing Krippendorff's Alpha-Reliability",
    compute=krippendorff_alpha,
)
