"""The figures in docs/statistics.md are those that the package gives."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import coverage
from deliberate.scoring import Estimate, Ratings, icc_table, krippendorff_alpha, within_one_level
from tests.scoring import tables
from tests.scoring.test_vignettes import direction, of_type
from tests.scoring.test_vignettes import signed as level

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "statistics.md").read_text()
TEXT = " ".join(PAGE.split())
COVERED = [
    coverage.Covered(**row) for row in json.loads((ROOT / "benchmarks/coverage.json").read_text())
]


def test_the_table_of_coverage_is_that_of_the_study():
    told = PAGE.partition("<!-- coverage")[2].partition("<!-- /coverage")[0]
    assert told.partition("-->")[2].strip() == "\n".join(coverage.table(COVERED))


def test_what_the_page_makes_of_the_table_is_in_it():
    assert (
        f"With 20 units it held the alpha in {held('jackknife', 20)} of 100 panels, with 10 in "
        f"{held('jackknife', 10)}, with 5 in {held('jackknife', 5)}." in TEXT
    )
    assert (
        f"where it held {held('bootstrap', 20)} of 100; with 10 units it held "
        f"{held('bootstrap', 10)}, with 5 {held('bootstrap', 5)}." in TEXT
    )
    assert f"It held {held('pairs', 20)} of 100 with 20 units" in TEXT
    ours = [one for one in COVERED if one.method == "jackknife"]
    low, high = (sum(getattr(one, side) for one in ours) for side in ("too_low", "too_high"))
    assert f"{100 * low / (low + high):.0f} of 100 misses of the jackknife" in TEXT
    five, twenty = (
        next(c.width for c in ours if (c.population, c.raters) == ("middle", raters))
        for raters in (4, 8)
    )
    assert f"the interval was {five:.1f} wide" in TEXT
    assert f"with 20 units it was {twenty:.1f}" in TEXT


def test_the_study_says_the_same_when_it_is_run_again():
    """With fewer panels, so within what chance allows them."""
    found = list(coverage.study(coverage.POPULATIONS[1], 8, 20, panels=100))
    for now in found:
        then = next(c for c in COVERED if key(c) == key(now))
        allowed = 4 * np.sqrt(then.held * (100 - then.held) / now.panels)
        assert abs(now.held - then.held) <= allowed, (now, then)
        assert now.width == pytest.approx(then.width, rel=0.2)


def test_the_population_has_the_alpha_that_endless_panels_would_give():
    for population in coverage.POPULATIONS:
        assert population.alpha_of(np.zeros(3)) >= population.alpha_of_anybody() - 1e-12
    evenly = coverage.POPULATIONS[1]
    panel = evenly.panel(np.zeros(40), 2000, np.random.default_rng(1))
    found = krippendorff_alpha(Ratings.from_array(panel, units_as="rows"), interval=None)
    assert found.value == pytest.approx(evenly.alpha_of_anybody(), abs=0.02)


def test_one_scale_for_all_factors_misleads_as_the_page_says():
    row = [two(alpha("V1", "1", kind)) for kind in ("catalogue", "risk_type", "protective_type")]
    assert f"| alpha of the signed level | {' | '.join(row)} |" in PAGE
    pooled, within = (
        two(alpha("V1", "1", kind, direction, "nominal"))
        for kind in ("catalogue", "protective_type")
    )
    assert f"| {pooled} | 1: nobody contradicts anybody | {within} |" in PAGE
    assert alpha("V1", "1", "risk_type", direction, "nominal") == 1


def test_one_unanimous_factor_carries_the_rest_and_few_levels_lower_it():
    ratings = of_type("V1", "1", "risk_type")
    others = [unit for unit in ratings.units if unit != "basic_care_gap"]
    assert "leaving out “basic care gap” turns .35 into −.06" in TEXT
    assert two(krippendorff_alpha(only(ratings, others)).value) == "−.06"
    near = within_one_level(of_type("V2", "2", "risk_type"))
    assert f"it is {two(alpha('V2', '2', 'risk_type'))} while {near.percent:.0f}%" in TEXT


def test_the_average_of_more_people_rises_without_more_agreement():
    found = icc_table(of_type("V1", "1", "protective_type"))
    one, all_of_them = found["ICC(2,1)"].value, found["ICC(2,k)"].value
    twenty = 20 * one / (1 + 19 * one)
    assert (
        f"an ICC(2,1) of {two(one)} and, with 8 raters, an ICC(2,k) of {two(all_of_them)}" in TEXT
    )
    assert f"with 20 such raters it would be {two(twenty)}" in TEXT


def test_what_others_print_is_what_the_page_says():
    right = krippendorff_alpha(tables.table(tables.KRIPPENDORFF_1980), "nominal")
    answers, raters = right.n_units * right.n_raters, right.n_raters
    pairs_for_answers = (answers * (raters - 1) - 1) / ((answers - 1) * (raters - 1))
    wrong = 1 - (1 - right.value) * pairs_for_answers
    assert f"{wrong:.4f}"[1:] + " for " + f"{right.value:.3f}"[1:] in TEXT
    largest_conflict = 1 - np.var([1] * 4 + [-1] * 4, ddof=1) / ((7**2 - 1) / 12)
    assert f"get {two(largest_conflict)}, and four people" in TEXT
    dealt = np.random.default_rng(1).integers(0, 11, (100_000, 4))
    r_wg = 1 - dealt.var(axis=1, ddof=1) / ((11**2 - 1) / 12)
    assert two(np.quantile(r_wg, 0.95)) == ".84"


def held(method, units) -> str:
    """From the least to the most, about these raters."""
    found = [
        one.held
        for one in COVERED
        if (one.method, one.units, one.about) == (method, units, "these raters")
    ]
    return f"{min(found):.0f} to {max(found):.0f}"


def alpha(vignette, number, kind, read=level, on="ordinal"):
    found = krippendorff_alpha(of_type(vignette, number, kind, read=read), on)
    assert isinstance(found, Estimate)
    return found.value


def only(ratings, units):
    kept = [ratings.units.index(unit) for unit in units]
    return Ratings(units, ratings.raters, ratings.scale, ratings.codes[kept], ratings.ordered)


def two(value) -> str:
    return f"{value:.2f}".replace("0.", ".", 1).replace("-", "−")


def key(one):
    return one.population, one.raters, one.units, one.method, one.about
