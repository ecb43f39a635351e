"""All that is said of a table of ratings: how each unit lies first, coefficients after that."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from deliberate.scoring import (
    Estimate,
    FactorSpread,
    Level,
    Ratings,
    Undefined,
    Weights,
    factor_spread,
    gwet_ac2,
    icc,
    krippendorff_alpha,
)

MOST_LEVELS = 20
"""A longer scale is not one of levels, and no unit's answers can be polarised on it."""

Found = Estimate | Undefined
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How many resamples, from which seed; without it the interval is a jackknife."""

    resamples: int
    seed: int


@dataclass(frozen=True, slots=True)
class UnitSpread:
    """The answers about one unit; `spread` is None for labels, which lie at no distance.

    `differing` is the share of pairs of answers that differ, None below two answers.
    """

    unit: str
    counts: tuple[tuple[float | str, int], ...]
    n: int
    n_unknown: int
    differing: float | None
    spread: FactorSpread | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """A table of ratings and all that was found; `units` with the most disagreement first."""

    ratings: Ratings
    level: Level
    units: tuple[UnitSpread, ...]
    coefficients: tuple[tuple[str, Found], ...]


def analyse(
    ratings: Ratings, level: Level, form: str, draws: Bootstrap | None, progress: Progress
) -> Analysis:
    """Describe every unit, and give alpha, AC2 and, for numbers, an ICC."""
    if draws is None:
        alpha = krippendorff_alpha(ratings, level)
    else:
        alpha = krippendorff_alpha(
            ratings,
            level,
            interval="bootstrap",
            resamples=draws.resamples,
            seed=draws.seed,
            progress=progress,
        )
    weights: Weights = "identity" if level == "nominal" else "quadratic"
    found: list[tuple[str, Found]] = [("krippendorff_alpha", alpha)]
    found.append(("gwet_ac2", gwet_ac2(ratings, weights)))
    if level != "nominal" and ratings.scale.dtype.kind == "f":
        found.append(("icc", icc(ratings, form)))
    units = sorted(_units(ratings, level), key=_disagreement)
    return Analysis(ratings, level, tuple(units), tuple(found))


def _disagreement(unit: UnitSpread) -> tuple[float, str]:
    apart = unit.differing if unit.spread is None else unit.spread.average_deviation
    return (1.0 if apart is None else -apart, "")


def _units(ratings: Ratings, level: Level) -> Iterable[UnitSpread]:
    numbers = level != "nominal" and ratings.scale.dtype.kind == "f"
    scale = ratings.scale.tolist()
    levels = scale if len(scale) <= MOST_LEVELS else None
    for unit, codes in zip(ratings.units, ratings.codes.tolist(), strict=True):
        known = [code for code in codes if code >= 0]
        unknown = codes.count(-1)
        answers = [scale[code] for code in known]
        counts = tuple((scale[code], known.count(code)) for code in sorted(set(known)))
        n, pairs = len(known), len(known) * (len(known) - 1)
        alike = sum(times * (times - 1) for _, times in counts)
        yield UnitSpread(
            unit,
            counts,
            n,
            unknown,
            1 - alike / pairs if pairs else None,
            factor_spread([*answers, *[None] * unknown], levels) if numbers else None,
        )
