"""Random tables give what other packages give, wherever these are right.

Where one of them is not, the table counts as an exception: it is named here with its reason, and
what the package says instead is held as well, so that a mended version shows.
"""

import math
import warnings
from collections import Counter

import krippendorff
import numpy as np
import pandas as pd
import pytest

from deliberate.scoring import Undefined, icc_table, krippendorff_alpha
from tests.scoring.tables import ratings

TABLES = 500
CLOSE = 1e-9
LEVELS = ("nominal", "ordinal", "interval", "ratio")
FORMS = dict(
    zip(
        ("ICC(1,1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)"),
        ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"),
        strict=True,
    )
)

ALPHA_EXCEPTIONS = {
    "it refuses": "one value in all, or no unit with two answers: an error instead of a reason",
    "not a number": "answers to compare are all alike, only others differ: it divides 0 by 0",
    "one unit": "expected and observed disagreement are the same thing, so its 0 says nothing",
}
ICC_EXCEPTIONS = {
    "it refuses": "fewer than five answers of complete units",
    "not a number": "units do not differ, or nothing else does: it divides by 0",
    "no rest": "nothing is left to chance: limits lost or both on 1, and with F -2e16 even p = 1",
    "not of this world": "no positive variance to divide by: it gives an ICC of 30, or of -1e16",
    "beyond any average": "its step to k raters passes -1/(k - 1) and comes back above 1",
    "beside itself": "its interval has no width, or does not hold its own ICC: we give none",
}


def test_alpha_is_that_of_krippendorff():
    seen = Counter(case for rows in tables(2, TABLES) for case in map(alike, LEVELS, [rows] * 4))
    assert seen.keys() == {"alike", *ALPHA_EXCEPTIONS}
    assert seen.total() == 4 * TABLES
    assert seen["alike"] > 0.85 * 4 * TABLES, seen


def test_icc_is_that_of_pingouin():
    pingouin = pytest.importorskip("pingouin")
    seen = Counter()
    before, pingouin.options["round.column.CI95"] = pingouin.options["round.column.CI95"], None
    try:
        for rows in tables(2, TABLES):
            seen.update(forms_alike(rows, pingouin))
    finally:
        pingouin.options["round.column.CI95"] = before
    assert seen.keys() == {"alike", *ICC_EXCEPTIONS}
    assert seen.total() == 6 * TABLES
    assert seen["alike"] > 0.7 * 6 * TABLES, seen


def test_a_ratio_to_nothing_is_a_figure_elsewhere_and_an_error_here():
    rows = np.array([[0.0, 1.0], [-1.0, 2.0], [0.0, 0.0]])
    assert math.isfinite(krippendorff.alpha(rows.T, level_of_measurement="ratio"))
    with pytest.raises(ValueError, match="give numbers above 0"):
        krippendorff_alpha(ratings(rows), "ratio")


def tables(seed, n):
    """Tables of 1 to 14 units and 2 to 6 raters; ties, gaps, and now and then one step apart."""
    chance = np.random.default_rng(seed)
    for _ in range(n):
        shape = chance.integers((1, 2), (15, 7))
        middles = chance.integers(1, chance.integers(2, 7), (shape[0], 1))
        apart = chance.integers(0, chance.choice([1, 2, 2, 3, 3, 4, 5, 5]), shape)
        rows = (middles + apart).astype(np.float64)
        rows[chance.random(shape) < chance.choice([0, 0, 0, 0.05, 0.05, 0.2])] = np.nan
        yield rows


def alike(level, rows) -> str:
    """Compare on one level of measurement; the name of the exception where they differ."""
    found = krippendorff_alpha(ratings(rows), level, interval=None)
    try:
        with np.errstate(invalid="ignore"):
            other = krippendorff.alpha(rows.T, level_of_measurement=level)
    except ValueError:
        assert isinstance(found, Undefined)
        return "it refuses"
    if isinstance(found, Undefined):
        assert found.reason in ("no_variation", "one_unit")
        if math.isnan(other):
            return "not a number"
        assert found.reason == "one_unit"
        assert other == pytest.approx(0, abs=CLOSE)
        return "one unit"
    assert found.value == pytest.approx(other, abs=CLOSE), (rows, level)
    return "alike"


def forms_alike(rows, pingouin) -> list[str]:
    """Compare all six forms with their tests and limits."""
    found = icc_table(ratings(rows))
    cells = [(u, r, value) for (u, r), value in np.ndenumerate(rows)]
    data = pd.DataFrame(cells, columns=["unit", "rater", "value"])
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # it uses what pandas is about to drop
            other = pingouin.intraclass_corr(data, "unit", "rater", "value", nan_policy="omit")
    except AssertionError:
        assert np.count_nonzero(complete(rows)) * rows.shape[1] < 5
        return ["it refuses"] * len(FORMS)
    return [form_alike(found[FORMS[row.Type]], row) for row in other.itertuples()]


def complete(rows):
    return ~np.isnan(rows).any(axis=1)


def form_alike(found, other) -> str:
    low, high = other.CI95
    if isinstance(found, Undefined):
        if found.reason == "no_total_variance" and math.isfinite(other.ICC):
            assert other.ICC > 1 or other.ICC < -1e9
            return "not of this world"
        assert not all(map(math.isfinite, (other.ICC, low, high)))
        return "not a number"
    assert found.value == pytest.approx(other.ICC, abs=CLOSE)
    assert (found.df1, found.df2) == (other.df1, other.df2)
    if math.isinf(found.f):
        assert abs(other.F) > 1e9
        assert math.isnan(low) or low == pytest.approx(high)
        return "no rest"
    assert (found.f, found.p) == pytest.approx((other.F, other.pval), rel=CLOSE, abs=CLOSE)
    if found.low is None and found.high is None:
        assert not low < other.ICC < high or high - low < CLOSE
        return "beside itself"
    assert found.high == pytest.approx(high, rel=CLOSE, abs=CLOSE)
    if found.low is None or low < -1e9:
        assert low > other.ICC or low < -1e9
        return "beyond any average"
    assert found.low == pytest.approx(low, rel=CLOSE, abs=CLOSE)
    return "alike"
