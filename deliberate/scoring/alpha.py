"""Krippendorff's alpha: agreement beyond chance for any number of raters, with missing answers."""

from typing import Literal, get_args

import numpy as np

from ._basis import Basis
from ._bootstrap import bootstrap
from ._counts import Counts
from ._disagreement import disagreement
from ._draws import Draws, Progress
from ._jackknife import jackknife
from ._numbers import Floats
from ._pairable import Pairable, pairable
from ._ratings import Ratings
from ._reading import check_confidence
from ._types import Estimate, Level, Note, Reason, Statistic, Undefined

IntervalMethod = Literal["jackknife", "bootstrap"]
LEVELS, INTERVALS = get_args(Level), get_args(IntervalMethod)


def krippendorff_alpha(
    ratings: Ratings | Counts,
    level: Level = "ordinal",
    confidence: float = 0.95,
    interval: IntervalMethod | None = "jackknife",
    *,
    resamples: int = 1000,
    seed: int = 0,
    progress: Progress | None = None,
) -> Estimate | Undefined:
    """1 where all agree, 0 where they agree as by chance, below 0 where they agree less.

    On ordinal level the difference of two answers is that of their midranks. The interval is a
    jackknife over units on ln(1 - alpha), centred on the estimate, with Student's t on n_units - 1
    degrees of freedom, or the percentiles of a bootstrap over units: `resamples` draws, the same
    for the same `seed`, `progress` told from time to time. A unit with one answer is dropped and
    counted.

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
    _check(level, confidence, interval, resamples)
    table, basis = pairable(ratings, _values(ratings, level), level)
    if reason := _reason(table, basis["n_units"]):
        return Undefined(reason, **basis)
    left = disagreement(table, level)
    if interval is None:
        return Estimate(1 - left, None, None, "none", **basis)
    if interval == "jackknife":
        found = jackknife(left, table, level, confidence)
        return Estimate(1 - left, *_limits(found), interval, notes=_notes(found), **basis)
    draws = Draws(len(table.sizes), resamples, seed, progress)
    return _bootstrapped(left, table, level, draws, confidence, basis)


def _bootstrapped(
    left: float, table: Pairable, level: Level, draws: Draws, confidence: float, basis: Basis
) -> Estimate:
    """Where nobody disagrees there is nothing to draw."""
    found, undefined = bootstrap(table, level, draws, confidence) if left else (None, 0)
    return Estimate(
        1 - left,
        *_limits(found),
        "bootstrap",
        notes=_notes(found, undefined),
        n_resamples=draws.resamples if left else 0,
        n_resamples_undefined=undefined,
        **basis,
    )


def _limits(left: tuple[float, float] | None) -> tuple[float | None, float | None]:
    return (None, None) if left is None else (1 - left[1], 1 - left[0])


def _notes(left: tuple[float, float] | None, undefined: int = 0) -> tuple[Note, ...]:
    notes: tuple[Note, ...] = () if left is not None else ("interval_not_estimable",)
    return (*notes, "resamples_undefined") if undefined else notes


def _check(level: str, confidence: float, interval: str | None, resamples: int) -> None:
    if level not in LEVELS:
        raise ValueError(f"level {level!r} is unknown; choose one of {', '.join(LEVELS)}")
    check_confidence(confidence)
    if interval is not None and interval not in INTERVALS:
        raise ValueError(f"interval {interval!r} is unknown; choose one of {INTERVALS} or None")
    if resamples < 1:
        raise ValueError(f"resamples {resamples} must be 1 or more, such as 1000")


def _values(ratings: Ratings | Counts, level: Level) -> Floats:
    """Give the scale as numbers that mean something on this level."""
    if level == "ordinal" and ratings.ordered and ratings.scale.dtype.kind == "f":
        return ratings.numbers(level)
    if level == "nominal" or (level == "ordinal" and ratings.ordered):
        return np.arange(len(ratings.scale), dtype=np.float64)
    values = ratings.numbers(level)
    if level == "ratio" and (values <= 0).any():
        _check_ratios(ratings, values)
    return values


def _check_ratios(ratings: Ratings | Counts, values: Floats) -> None:
    if isinstance(ratings, Counts):
        where, found = ratings.first(values <= 0), (ratings.table[:, values <= 0] > 0).any()
    else:
        negative = np.append(values <= 0, (False, False))[ratings.codes]
        where, found = ratings.first(negative), negative.any()
    if found:
        raise ValueError(
            f"{where} has no ratio to other answers; give numbers above 0, or use level 'interval'"
        )


def _reason(table: Pairable, n_units: int) -> Reason | None:
    if n_units < 2:
        return "one_unit" if n_units else "not_pairable"
    return "no_variation" if table.is_constant else None


STATISTIC = Statistic(
    name="krippendorff_alpha",
    label="Krippendorff's alpha",
    reads_as="1: all agree; 0: agreement as by chance; below 0: less than by chance.",
    source="Krippendorff K (2011) Computing Krippendorff's Alpha-Reliability",
    compute=krippendorff_alpha,
)
