"""Gwet's AC2: agreement beyond chance that does not collapse where nearly all answers are alike."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from ._basis import Basis
from ._counts import Counts
from ._numbers import NEGLIGIBLE, Floats, t_quantile
from ._ratings import Ratings
from ._reading import check_confidence
from ._types import Estimate, Note, Reason, Statistic, Undefined

Weights = Literal["identity", "linear", "quadratic", "ordinal"]


@dataclass(frozen=True, slots=True)
class _Parts:
    """AC2 and what it is made of: units x values, the agreement of values, shares, chance."""

    table: Floats
    agree: Floats
    shares: Floats
    chance: float
    observed: Floats
    value: float


def gwet_ac2(
    ratings: Ratings | Counts, weights: Weights = "quadratic", confidence: float = 0.95
) -> Estimate | Undefined:
    """1 where all agree, 0 where they agree as by chance; AC1 with the weights "identity".

    Chance depends on how many values the scale has, so give the whole scale with the ratings: a
    value that nobody chose counts. A unit with one answer says something about chance only; it is
    counted as dropped. The interval is Gwet's linearized variance over units with Student's t.

    Gwet KL (2014), Handbook of Inter-Rater Reliability, 4th ed., p. 120, whose package irrCAC
    prints .914 for quadratic weights (standard error .10396) and .77544 for none:

    >>> rows = ["11.1", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", ".555",
    ...         "..11", ".3.."]
    >>> table = [[None if cell == "." else int(cell) for cell in row] for row in rows]
    >>> found = gwet_ac2(Ratings.from_array(table, units_as="rows", scale=range(1, 6)))
    >>> round(found.value, 3), round(found.low, 3), found.high, found.notes
    (0.914, 0.685, 1.0, ('high_capped',))
    """
    _check(weights, confidence)
    counts = ratings if isinstance(ratings, Counts) else Counts.of(ratings)
    basis, agree = _basis(counts, weights), _agreement(counts, weights)
    if reason := _reason(counts, basis):
        return Undefined(reason, **basis)
    parts = _parts(counts.table[counts.table.sum(axis=1) > 0], agree)
    low, high, notes = _limits(parts, confidence)
    return Estimate(parts.value, low, high, "linearized", notes=notes, **basis)


def _check(weights: str, confidence: float) -> None:
    if weights not in get_args(Weights):
        known = ", ".join(get_args(Weights))
        raise ValueError(f"weights {weights!r} are unknown; choose one of {known}")
    check_confidence(confidence)


def _basis(counts: Counts, weights: str) -> Basis:
    n_units = int(np.count_nonzero(counts.table.sum(axis=1) > 1))
    return Basis(
        n_units=n_units,
        n_raters=counts.n_raters,
        n_missing=counts.n_missing,
        level=weights,
        n_units_dropped=len(counts.units) - n_units,
    )


def _reason(counts: Counts, basis: Basis) -> Reason | None:
    if basis["n_units"] == 0:
        return "not_pairable"
    if basis["n_units"] == 1:
        return "one_unit"
    return "no_variation" if np.count_nonzero(counts.table.any(axis=0)) < 2 else None


def _agreement(counts: Counts, weights: Weights) -> Floats:
    """How far two values agree, from 0 at the ends of the scale to 1 for the same value."""
    ordered_labels = counts.ordered and counts.scale.dtype.kind != "f"
    if weights == "identity" or ordered_labels or (weights == "ordinal" and counts.ordered):
        values = np.arange(len(counts.scale), dtype=np.float64)
    else:
        values = counts.numbers(weights)
    apart = np.abs(values[:, None] - values)
    lost = _lost(apart, weights)
    agree: Floats = 1 - lost / (lost.max() if lost.size and lost.max() > 0 else 1.0)
    return agree


def _lost(apart: Floats, weights: Weights) -> Floats:
    """How far two values disagree; with "ordinal", how many pairs lie between them inclusive."""
    lost = {
        "identity": np.sign(apart),
        "linear": apart,
        "quadratic": apart**2,
        "ordinal": apart * (apart + 1) / 2,
    }
    return lost[weights]


def _parts(table: Floats, agree: Floats) -> _Parts:
    sizes, q = table.sum(axis=1), len(agree)
    shares = (table / sizes[:, None]).mean(axis=0)
    chance = float(agree.sum() / (q * (q - 1)) * (shares * (1 - shares)).sum())
    pairs = np.maximum(sizes * (sizes - 1), 1)
    observed = (table * (table @ agree - 1)).sum(axis=1) / pairs
    mean = float(observed.sum() / np.count_nonzero(sizes > 1))
    return _Parts(table, agree, shares, chance, observed, (mean - chance) / (1 - chance))


def _limits(
    parts: _Parts, confidence: float
) -> tuple[float | None, float | None, tuple[Note, ...]]:
    n = len(parts.table)
    error = _standard_error(parts)
    if n < 3 or parts.value == 1 or error <= NEGLIGIBLE:
        return None, None, ("interval_not_estimable",)
    reach = t_quantile((1 + confidence) / 2, n - 1) * error
    low, high = parts.value - reach, parts.value + reach
    return (low, high, ()) if high < 1 else (low, 1.0, ("high_capped",))


def _standard_error(parts: _Parts) -> float:
    """Follow each unit's part in AC2, in what is observed and in what is expected."""
    sizes, n, q = parts.table.sum(axis=1), len(parts.table), len(parts.agree)
    paired = sizes > 1
    left = 1 - parts.chance
    own = (n / np.count_nonzero(paired)) * (parts.observed - parts.chance * paired) / left
    by_chance = parts.agree.sum() / (q * (q - 1)) * (parts.table @ (1 - parts.shares)) / sizes
    own -= 2 * (1 - parts.value) * (by_chance - parts.chance) / left
    return math.sqrt(float(((own - parts.value) ** 2).sum()) / (n * (n - 1)))


STATISTIC = Statistic(
    name="gwet_ac2",
    label="Gwet's AC2",
    reads_as="1: all agree; 0: agreement as by chance. Stays up where answers hardly vary.",
    source="Gwet KL (2008) Br J Math Stat Psychol 61:29-48; (2014) Handbook, 4th ed.",
    compute=gwet_ac2,
)
