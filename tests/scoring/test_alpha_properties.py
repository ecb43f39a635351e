"""What holds for alpha on every table."""

import math
import tracemalloc
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import t as student

from deliberate.scoring import (
    Counts,
    Estimate,
    Ratings,
    Undefined,
    _pairable,
    _tally,
    gwet_ac2,
    krippendorff_alpha,
)
from tests.scoring.tables import ratings

LEVELS = ["nominal", "ordinal", "interval", "ratio"]
shapes = st.tuples(st.integers(1, 8), st.integers(1, 5))
answers = st.sampled_from([1.0, 2.0, 3.0, 4.0, 7.0, math.nan])
any_table = arrays(np.float64, shapes, elements=answers)
any_level = st.sampled_from(LEVELS)


@given(any_table, any_level, st.randoms())
def test_the_order_of_units_and_raters_does_not_matter(rows, level, random):
    units, raters = (random.sample(range(n), n) for n in rows.shape)
    assert_same(alpha(rows, level), alpha(rows[np.ix_(units, raters)], level))


@given(any_table, any_level)
def test_alpha_of_the_counts_is_alpha_of_the_table(rows, level):
    """So what a reveal shows, and what a record keeps, is enough to compute it anew."""
    found, counted = (
        krippendorff_alpha(given, level) for given in (ratings(rows), Counts.of(ratings(rows)))
    )
    if isinstance(found, Undefined):
        assert replace(found, n_raters=0) == replace(counted, n_raters=0)
    else:
        assert_same(found, replace(counted, n_raters=found.n_raters))


@given(any_table, st.sampled_from(["quadratic", "identity"]))
def test_ac2_of_the_counts_is_ac2_of_the_table(rows, weights):
    given = ratings(rows)
    assert gwet_ac2(given, weights) == gwet_ac2(Counts.of(given), weights)


@given(any_table, any_level)
def test_a_rater_without_ratings_changes_nothing(rows, level):
    wider = np.column_stack([rows, np.full(len(rows), math.nan)])
    found, again = alpha(rows, level), alpha(wider, level)
    assert_same(found, replace(again, n_missing=found.n_missing))
    one, other = gwet_ac2(ratings(rows)), gwet_ac2(ratings(wider))
    assert replace(other, n_missing=one.n_missing) == one


@given(any_table, st.randoms())
def test_ac2_sees_neither_the_order_of_units_nor_of_raters(rows, random):
    units, raters = (random.sample(range(n), n) for n in rows.shape)
    one, other = (gwet_ac2(ratings(r)) for r in (rows, rows[np.ix_(units, raters)]))
    assert isinstance(one, Undefined) == isinstance(other, Undefined)
    if isinstance(one, Estimate) and isinstance(other, Estimate):
        assert one.value == pytest.approx(other.value, abs=1e-9)
        assert one.value <= 1
        assert one.low is None or one.low <= one.value <= (one.high or 0)


@given(any_table, any_level)
def test_alpha_of_many_raters_is_counted_in_bytes_as_well(rows, level):
    """Large tables are tallied another way; the figures are the same."""
    with patch.multiple(_tally, _SMALL=0, _UNITS=3, _RATERS=2):
        large = alpha(rows, level)
        with patch.object(_tally, "_FEW", 0):
            assert_same(large, alpha(rows, level))
    assert_same(alpha(rows, level), large)


@given(any_table, any_level, st.floats(0.5, 100), st.floats(0, 50))
def test_another_unit_of_measurement_changes_no_interval_alpha(rows, level, stretch, shift):
    if level == "ratio":
        shift = 0.0
    assert_same(alpha(rows, level), alpha(rows * stretch + shift, level))


def test_memory_does_not_grow_with_the_square_of_the_number_of_values():
    rows = np.random.default_rng(1).random((600, 2)) + 1
    for level in LEVELS:
        tracemalloc.start()
        found = krippendorff_alpha(Ratings.from_array(rows, units_as="rows"), level)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert isinstance(found, Estimate)
        assert most < 5_000_000


@given(any_table, st.floats(0.1, 10), st.floats(-5, 5))
def test_ordinal_alpha_sees_only_the_order_of_answers(rows, stretch, shift):
    assert_same(alpha(rows, "ordinal"), alpha(np.exp(rows * stretch / 10) + shift, "ordinal"))


@given(any_table, st.permutations([1.0, 2.0, 3.0, 4.0, 7.0]))
def test_nominal_alpha_sees_only_which_answers_are_equal(rows, other):
    recoded = dict(zip([1.0, 2.0, 3.0, 4.0, 7.0], other, strict=True))
    renamed = [[recoded.get(answer, math.nan) for answer in row] for row in rows.tolist()]
    assert_same(alpha(rows, "nominal"), alpha(np.array(renamed), "nominal"))


@given(any_table, st.sampled_from(["ordinal", "interval"]))
def test_turning_a_scale_round_changes_nothing(rows, level):
    assert_same(alpha(rows, level), alpha(-rows, level))


@given(any_table, any_level)
def test_alpha_never_exceeds_1_and_its_interval_holds_it(rows, level):
    found = alpha(rows, level)
    if isinstance(found, Estimate):
        assert found.value <= 1
        if found.low is not None and found.high is not None:
            assert found.low <= found.value <= found.high < 1


@given(any_table, any_level)
def test_alpha_is_the_published_sum_over_pairs(rows, level):
    found = alpha(rows, level)
    if isinstance(found, Estimate):
        assert found.value == pytest.approx(alpha_by_coincidences(rows, level), abs=1e-9)


@given(any_table, any_level)
def test_the_interval_is_the_jackknife_over_units(rows, level):
    found = alpha(rows, level)
    if isinstance(found, Estimate) and found.low is not None:
        assert (found.low, found.high) == pytest.approx(limits_by_deletion(rows, level), rel=1e-6)


@pytest.mark.parametrize("level", LEVELS)
def test_very_many_different_answers_follow_the_same_rules(monkeypatch, level):
    rows = np.array([[1, 2, 2], [3, 3, 4], [5, 4, 5], [2, math.nan, 1], [9, 9, 9]])
    usual = alpha(rows, level)
    monkeypatch.setattr(_pairable, "MOST_VALUES", 0)
    assert_same(usual, alpha(rows, level))


def test_a_rest_without_variation_has_no_interval_with_very_many_answers(monkeypatch):
    monkeypatch.setattr(_pairable, "MOST_VALUES", 0)
    found = alpha(np.array([[1, 1], [1, 1], [1, 2]]), "ordinal")
    assert isinstance(found, Estimate)
    assert found.notes == ("interval_not_estimable",)


def alpha(rows, level):
    return krippendorff_alpha(ratings(rows), level)


def assert_same(one, other):
    """Compare everything, figures up to rounding."""
    if isinstance(one, Undefined):
        assert one == other
        return
    assert one.value == pytest.approx(other.value, abs=1e-9)
    assert (one.low is None) == (other.low is None)
    if one.low is not None:
        assert (one.low, one.high) == pytest.approx((other.low, other.high), rel=1e-6)
    for field in ("n_units", "n_raters", "n_missing", "notes", "n_units_dropped"):
        assert getattr(one, field) == getattr(other, field)


def alpha_by_coincidences(rows, level) -> float:
    """Follow Krippendorff (2011), section C, word for word: coincidences and differences."""
    units = [unit[~np.isnan(unit)] for unit in rows]
    values = np.unique(rows[~np.isnan(rows)])
    seen = np.zeros((len(values), len(values)))
    for unit in (unit for unit in units if len(unit) > 1):
        counts = np.array([(unit == value).sum() for value in values])
        seen += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    n_c = seen.sum(axis=0)
    index = range(len(values))
    apart = np.array([[difference(values, n_c, c, k, level) for c in index] for k in index])
    expected = (np.outer(n_c, n_c) * apart).sum() / (n_c.sum() - 1)
    return float(1 - (seen * apart).sum() / expected)


def difference(values, n_c, c, k, level):
    """The squared difference of two values on each level (Krippendorff 2011, section D)."""
    if c == k:
        return 0
    low, high = sorted((c, k))
    return {
        "nominal": 1,
        "ordinal": (n_c[low : high + 1].sum() - (n_c[c] + n_c[k]) / 2) ** 2,
        "interval": (values[c] - values[k]) ** 2,
        "ratio": ((values[c] - values[k]) / (values[c] + values[k])) ** 2,
    }[level]


def limits_by_deletion(rows, level) -> tuple[float, float]:
    """Delete every unit in turn and compute alpha anew."""
    rows = rows[(~np.isnan(rows)).sum(axis=1) > 1]
    n = len(rows)
    rests = [alpha_by_coincidences(np.delete(rows, unit, axis=0), level) for unit in range(n)]
    logs = np.log1p(-np.array(rests))
    error = math.sqrt((n - 1) / n * ((logs - logs.mean()) ** 2).sum())
    centre = math.log1p(-alpha_by_coincidences(rows, level))
    low, high = (
        1 - math.exp(centre + side * student.ppf(0.975, n - 1) * error) for side in (1, -1)
    )
    return low, high
