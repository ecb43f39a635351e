"""All that is said of a table of ratings: how each unit lies first, coefficients after that."""

from collections.abc import Callable
from dataclasses import dataclass

from deliberate.scoring import (
    Estimate,
    Level,
    Ratings,
    Undefined,
    Weights,
    gwet_ac2,
    icc,
    krippendorff_alpha,
)

from .units import UnitSpread, units_of

Found = Estimate | Undefined
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How many resamples, from which seed; without it the interval is a jackknife."""

    resamples: int
    seed: int


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
    return Analysis(ratings, level, units_of(ratings, level), tuple(found))
