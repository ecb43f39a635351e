"""The bootstrap over units: what it draws, and that a product of tables says the same as a loop."""

import numpy as np
import pytest

from deliberate.scoring import Estimate, _bootstrap, _draws, _pairable, krippendorff_alpha
from deliberate.scoring._draws import Draws
from tests.scoring import tables
from tests.scoring.tables import ratings, table
from tests.scoring.test_alpha_properties import LEVELS, alpha_by_coincidences

ROWS = np.array([[1, 2, 2], [3, 3, 4], [5, 4, 5], [2, np.nan, 1], [4, 4, 4], [1, 5, 3]])


@pytest.mark.parametrize("level", LEVELS)
def test_the_interval_is_that_of_resamples_drawn_one_by_one(level):
    found = bootstrap(ROWS, level, resamples=60)
    alphas = []
    for drawn in next(iter(Draws(len(ROWS), 60, 0, None).blocks())):
        rows = np.repeat(ROWS, drawn.astype(int), axis=0)
        alphas.append(alpha_by_coincidences(rows, level))
    low, high = np.quantile(alphas, (0.025, 0.975))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)
    assert (found.method, found.n_resamples, found.n_resamples_undefined) == ("bootstrap", 60, 0)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("module", "name"), [(_pairable, "MOST_VALUES"), (_bootstrap, "_FEW_VALUES")]
)
def test_very_many_different_answers_follow_the_same_rules(monkeypatch, level, module, name):
    usual = bootstrap(ROWS, level)
    monkeypatch.setattr(module, name, 0)
    again = bootstrap(ROWS, level)
    assert (again.low, again.high) == pytest.approx((usual.low, usual.high), abs=1e-9)


def test_the_same_seed_draws_the_same_however_many_fit_at_once(monkeypatch):
    usual = bootstrap(ROWS)
    assert bootstrap(ROWS) == usual
    monkeypatch.setattr(_draws, "CELLS", 7)
    assert bootstrap(ROWS) == usual
    assert bootstrap(ROWS, seed=1) != usual


def test_resamples_without_variation_are_left_out_and_counted():
    found = bootstrap(np.array([[1, 1], [1, 1], [1, 1], [1, 2]]))
    assert 0 < found.n_resamples_undefined < found.n_resamples
    assert "resamples_undefined" in found.notes


@pytest.mark.parametrize(
    "rows",
    [[[1, 1], [2, 2], [3, 3]], [[1, 2], [2, 3]], [[1, 2], [1, 2], [1, 2]]],
    ids=["all agree", "two units", "all units alike"],
)
def test_no_interval_is_invented_where_resamples_tell_nothing(rows):
    found = bootstrap(np.array(rows, dtype=float))
    assert (found.low, found.high) == (None, None)
    assert "interval_not_estimable" in found.notes


def test_who_waits_is_told_how_far_it_is(monkeypatch):
    monkeypatch.setattr(_draws, "CELLS", 60)
    told = []
    krippendorff_alpha(
        ratings(ROWS), interval="bootstrap", resamples=25, progress=lambda *at: told.append(at)
    )
    assert told == [(10, 25), (20, 25), (25, 25)]


def test_no_resample_at_all_is_refused():
    with pytest.raises(ValueError, match="resamples 0 must be 1 or more"):
        krippendorff_alpha(ratings(ROWS), interval="bootstrap", resamples=0)


def test_it_is_narrower_than_the_jackknife_on_few_units():
    """Which is why the jackknife is the default."""
    given = table(tables.KRIPPENDORFF_2011_C)
    jackknife, percentiles = (
        krippendorff_alpha(given, interval=method) for method in ("jackknife", "bootstrap")
    )
    assert isinstance(jackknife, Estimate)
    assert isinstance(percentiles, Estimate)
    assert (jackknife.low or 0) < (percentiles.low or 0)


def bootstrap(rows, level="ordinal", **options) -> Estimate:
    found = krippendorff_alpha(
        ratings(rows), level, interval="bootstrap", **{"resamples": 200, **options}
    )
    assert isinstance(found, Estimate)
    return found
