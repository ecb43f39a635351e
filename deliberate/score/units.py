"""How the answers about each unit lie, the most disagreement first."""

from collections.abc import Iterable
from dataclasses import dataclass

from deliberate.scoring import FactorSpread, Level, Ratings, factor_spread

MOST_LEVELS = 20
"""A longer scale is not one of levels, and no unit's answers can be polarised on it."""


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


def units_of(ratings: Ratings, level: Level) -> tuple[UnitSpread, ...]:
    """Describe every unit."""
    return tuple(sorted(_units(ratings, level), key=_disagreement))


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
