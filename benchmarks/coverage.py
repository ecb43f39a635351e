"""How often a 95% interval of Krippendorff's alpha holds the alpha it is about, by simulation.

Many small panels are drawn from populations whose alpha is known exactly; every interval either
holds it or does not. `python benchmarks/coverage.py` takes some minutes and prints the table of
docs/statistics.md; `--quick` takes seconds; `--json FILE` keeps the figures. The same seed gives
the same figures.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from deliberate.scoring import Ratings, Undefined, krippendorff_alpha

Floats = npt.NDArray[np.float64]
Limits = tuple[float, float] | None

LEVELS = 5
MISSING = 0.05
RESAMPLES = 1000
FULL, QUICK = 2000, 200
DESIGNS = ((4, 5), (6, 10), (8, 20), (10, 20))
"""Raters and units."""
METHODS = ("jackknife", "bootstrap", "pairs")
_POINTS, _WEIGHTS = np.polynomial.hermite_e.hermegauss(61)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True, slots=True)
class Population:
    """Units differ by `between` of the variance; every rater errs by the rest, and is strict or
    mild with a standard deviation of `severity`. `shares` are those of the five levels.
    """

    name: str
    between: float
    shares: tuple[float, ...] = (0.2,) * LEVELS
    severity: float = 0.0

    def cuts(self) -> Floats:
        """Where a level begins, on the scale of what a rater sees."""
        spread = np.sqrt(1 + self.severity**2)
        return np.asarray(ndtri(np.cumsum(self.shares)[:-1]) * spread, dtype=np.float64)

    def chances(self, severities: Floats, error: float) -> Floats:
        """Chances of every level: raters x units' places x levels."""
        places = np.sqrt(self.between) * _POINTS
        seen = places[None, :, None] + severities[:, None, None]
        below = ndtr((self.cuts()[None, None, :] - seen) / error)
        edges = np.concatenate([0 * below[..., :1], below, 0 * below[..., :1] + 1], axis=-1)
        return np.diff(edges, axis=-1)

    def alpha_of_anybody(self) -> float:
        """Over all units, and all raters whom the population has."""
        error = float(np.sqrt(1 - self.between + self.severity**2))
        one = self.chances(np.zeros(1), error)[0]
        return _alpha(one.T @ (_WEIGHTS[:, None] * one))

    def alpha_of(self, severities: Floats) -> float:
        """Over all units, with these raters."""
        each = self.chances(severities, float(np.sqrt(1 - self.between)))
        weighed = _WEIGHTS[None, :, None] * each
        everybody = each.sum(axis=0).T @ weighed.sum(axis=0)
        themselves = np.einsum("rpi,rpj->ij", each, weighed)
        return _alpha(everybody - themselves)

    def panel(self, severities: Floats, units: int, chance: np.random.Generator) -> Floats:
        """Units x raters, some answers missing."""
        places = chance.normal(0, np.sqrt(self.between), (units, 1))
        errors = chance.normal(0, np.sqrt(1 - self.between), (units, len(severities)))
        levels = np.searchsorted(self.cuts(), places + severities + errors) + 1.0
        levels[chance.random(levels.shape) < MISSING] = np.nan
        return np.asarray(levels, dtype=np.float64)


POPULATIONS = (
    Population("low", 0.35),
    Population("middle", 0.65),
    Population("high", 0.90),
    Population("middle, most answers at one end", 0.65, (0.55, 0.20, 0.12, 0.08, 0.05)),
    Population("middle, raters strict or mild", 0.75, severity=0.5),
)


@dataclass(frozen=True, slots=True)
class Covered:
    """What one kind of interval did in one population and design; shares in percent."""

    population: str
    alpha: float
    raters: int
    units: int
    method: str
    about: str
    """These raters on other units, or anybody on other units."""
    held: float
    too_low: float
    """The whole interval lies below the alpha it is about."""
    too_high: float
    width: float
    none_given: float
    panels: int


def _alpha(coincidences: Floats) -> float:
    """Ordinal alpha of endless units, by Krippendorff (2011), from how often two levels meet."""
    seen = coincidences / coincidences.sum()
    shares = seen.sum(axis=0)
    middle = np.cumsum(shares) - shares / 2
    apart = (middle[:, None] - middle[None, :]) ** 2
    return float(1 - (seen * apart).sum() / (np.outer(shares, shares) * apart).sum())


def interval(method: str, panel: Floats, seed: int) -> Limits:
    """Give the 95% interval of one kind, None where it gives none."""
    units, raters = panel.shape
    names = [f"u{n}" for n in range(units)], [f"r{n}" for n in range(raters)]
    ratings = Ratings.from_array(panel, *names, scale=range(1, LEVELS + 1))
    if method == "pairs":
        return _pairs(panel, seed)
    if method == "bootstrap":
        found = krippendorff_alpha(
            ratings, "ordinal", interval="bootstrap", resamples=RESAMPLES, seed=seed
        )
    else:
        found = krippendorff_alpha(ratings, "ordinal")
    if isinstance(found, Undefined) or found.low is None or found.high is None:
        return None
    return found.low, found.high


def _pairs(panel: Floats, seed: int) -> Limits:
    """Draw pairs as if each were on its own, as the macro KALPHA does (Krippendorff 2006)."""
    counts = np.stack([(panel == level).sum(axis=1) for level in range(1, LEVELS + 1)], axis=1)
    counts = counts[counts.sum(axis=1) > 1].astype(np.float64)
    sizes = counts.sum(axis=1)
    if not len(sizes):
        return None
    shared = counts / (sizes - 1)[:, None]
    seen = counts.T @ shared - np.diag(shared.sum(axis=0))
    total, shares = seen.sum(), seen.sum(axis=0)
    middle = np.cumsum(shares) - shares / 2
    apart = (middle[:, None] - middle[None, :]) ** 2
    expected = (np.outer(shares, shares) * apart).sum() / (total * (total - 1))
    if not expected:
        return None
    draws = int(min(25 * np.count_nonzero(seen), (sizes * (sizes - 1)).sum() / 2))
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(draws, (seen / total).ravel(), RESAMPLES)
    low, high = np.quantile(1 - drawn @ apart.ravel() / draws / expected, (0.025, 0.975))
    return float(low), float(high)


def study(
    population: Population, raters: int, units: int, panels: int, methods: Sequence[str] = METHODS
) -> Iterator[Covered]:
    """Draw panels, and count for every kind of interval what it held."""
    chance = np.random.default_rng([crc32(population.name.encode()), raters, units])
    anybody = population.alpha_of_anybody()
    limits: dict[str, list[Limits]] = {method: [] for method in methods}
    these = []
    for _ in range(panels):
        severities = chance.normal(0, population.severity, raters)
        these.append(population.alpha_of(severities) if population.severity else anybody)
        panel = population.panel(severities, units, chance)
        seed = int(chance.integers(2**31))
        for method in methods:
            limits[method].append(interval(method, panel, seed))
    about = {"these raters": these}
    if population.severity:
        about["anybody"] = [anybody] * panels
    for whom, truths in about.items():
        for method in methods:
            yield _covered(population, (raters, units), method, whom, limits[method], truths)


def _covered(
    population: Population,
    design: tuple[int, int],
    method: str,
    whom: str,
    limits: Sequence[Limits],
    truths: Sequence[float],
) -> Covered:
    given = [(*limit, truth) for limit, truth in zip(limits, truths, strict=True) if limit]
    low, high, truth = np.array(given).T

    def percent(which: npt.NDArray[np.bool_]) -> float:
        return round(100 * float(which.mean()), 1)

    return Covered(
        population=population.name,
        alpha=round(population.alpha_of_anybody(), 3),
        raters=design[0],
        units=design[1],
        method=method,
        about=whom,
        held=percent((low <= truth) & (truth <= high)),
        too_low=percent(high < truth),
        too_high=percent(low > truth),
        width=round(float(np.median(high - low)), 2),
        none_given=round(100 * (1 - len(given) / len(limits)), 1),
        panels=len(limits),
    )


HEAD = """\
| population | alpha | raters × units | jackknife held | width | none | bootstrap held | width | \
pairs held | width |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""


def table(found: Sequence[Covered]) -> Iterator[str]:
    """The lines of the table in docs/statistics.md."""
    yield HEAD
    for one, bootstrap, pairs in zip(*(iter(found),) * len(METHODS), strict=True):
        name = f"{one.population}, about anybody" if one.about == "anybody" else one.population
        cells = (
            f"{one.alpha:.2f}",
            f"{one.raters} × {one.units}",
            f"{one.held:.1f}%",
            f"{one.width:.2f}",
            f"{one.none_given:.1f}%",
            f"{bootstrap.held:.1f}%",
            f"{bootstrap.width:.2f}",
            f"{pairs.held:.1f}%",
            f"{pairs.width:.2f}",
        )
        yield f"| {name} | {' | '.join(cells)} |"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help=f"{QUICK} panels instead of {FULL}")
    asked.add_argument("--panels", type=int, help="so many panels for each row")
    asked.add_argument("--json", type=Path, metavar="FILE", help="keep the figures in this file")
    options = asked.parse_args()
    panels = options.panels or (QUICK if options.quick else FULL)
    found: list[Covered] = []
    for population in POPULATIONS:
        for raters, units in DESIGNS:
            print(f"{population.name}, {raters} x {units} ...", file=sys.stderr)
            found += study(population, raters, units, panels)
    if options.json:
        rows = ",\n".join(f" {json.dumps(asdict(one))}" for one in found)
        options.json.write_text(f"[\n{rows}\n]\n")
    print("\n".join(table(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
