"""Every table that other packages stumble over has its answer here."""

import math

import numpy as np
import pandas as pd
import pytest

from deliberate.scoring import (
    Counts,
    Estimate,
    IccEstimate,
    Ratings,
    Undefined,
    gwet_ac2,
    icc,
    icc_table,
    krippendorff_alpha,
)
from tests.scoring import tables
from tests.scoring.tables import ratings, table

ALL = [krippendorff_alpha, gwet_ac2, icc]
LEVELS = ["nominal", "ordinal", "interval", "ratio"]


@pytest.mark.parametrize("statistic", ALL)
@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        ([[2, 2], [2, 2], [2, 2]], {"no_variation"}),
        ([[1], [2], [3]], {"not_pairable"}),
        ([[1, None], [None, 2]], {"not_pairable", "no_complete_units"}),
        ([[None, None], [None, None]], {"not_pairable"}),
        ([[1, 2]], {"one_unit"}),
    ],
    ids=["all alike", "one rater", "no pairs", "all missing", "one unit"],
)
def test_no_statistic_invents_a_figure(statistic, rows, reasons):
    found = statistic(ratings(rows))
    assert isinstance(found, Undefined)
    assert found.reason in reasons


@pytest.mark.parametrize("statistic", ALL)
def test_perfect_but_varied_is_1_without_an_interval(statistic):
    found = statistic(table(tables.BARTKO_1976_A))
    assert (found.value, found.low, found.high) == (1, None, None)
    assert found.notes == ("interval_not_estimable",)


@pytest.mark.parametrize("statistic", [krippendorff_alpha, gwet_ac2])
def test_a_unit_with_one_rating_is_left_out_and_counted(statistic):
    found = statistic(ratings([[1, 1], [2, 2], [3, 1], [4, None]]))
    assert (found.n_units, found.n_units_dropped) == (3, 1)


@pytest.mark.parametrize("nothing", [None, math.nan, pd.NA, ""])
def test_nothing_is_missing_in_every_form_of_input(nothing):
    rows = [[1, 2], [2, nothing], [3, 3]]
    frame = pd.DataFrame(rows, columns=["A", "B"], index=["u", "v", "w"], dtype=object)
    records = [(u, r, frame.loc[u, r]) for u in frame.index for r in frame.columns]
    for given in (
        Ratings.from_frame(frame, units_as="rows"),
        Ratings.from_frame(frame.T, units_as="columns"),
        Ratings.from_array(frame, units_as="rows"),
        Ratings.from_records(records),
    ):
        assert given.codes.tolist() == [[0, 1], [1, -1], [2, 2]]
        assert given.n_missing == 1


def test_a_frame_says_which_way_it_lies():
    frame = pd.DataFrame({"A": [1.0, 2.0], "B": [1.0, math.nan]}, index=["u", "v"])
    given = Ratings.from_frame(frame.T, units_as="columns")
    assert (tuple(given.units), tuple(given.raters)) == (("u", "v"), ("A", "B"))
    with pytest.raises(ValueError, match="unit 'v', rater 'A' is infinite"):
        Ratings.from_frame(frame.replace(2.0, math.inf), units_as="rows")


def test_a_table_without_names_must_say_which_way_it_lies():
    with pytest.raises(ValueError, match="does not say which way it lies; name its units"):
        Ratings.from_array([[1, 2], [3, 4]])
    with pytest.raises(ValueError, match="'sideways' is unknown; choose 'rows' or 'columns'"):
        Ratings.from_array([[1, 2], [3, 4]], units_as="sideways")
    with pytest.raises(ValueError, match="3 dimensions; give units x raters"):
        Ratings.from_array(np.ones((2, 2, 2)), units_as="rows")
    given = Ratings.from_array([[1, 2, 3], [3, 4, 5]], units_as="columns")
    assert ([*given.units], [*given.raters]) == (["1", "2", "3"], ["1", "2"])
    assert given.units[1:] == ("2", "3")


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64, np.float32, np.float64])
@pytest.mark.parametrize("scale", [range(1, 6), [1, 2, 3, 4, 5], None])
def test_numbers_of_every_size_say_the_same(dtype, scale):
    rows = np.array([[1, 2, 2], [3, 3, 4], [5, 4, 5], [2, 2, 1]])
    given = Ratings.from_array(rows.astype(dtype), units_as="rows", scale=scale)
    assert krippendorff_alpha(given) == krippendorff_alpha(ratings(rows.tolist()))
    assert given.codes.itemsize == 1


def test_a_whole_number_off_the_scale_is_refused_by_its_place():
    with pytest.raises(ValueError, match=r"unit '2', rater '1' is 7\.0, which is not on the scale"):
        Ratings.from_array(np.array([[1, 2], [7, 1]]), units_as="rows", scale=range(1, 6))


@pytest.mark.parametrize("start", [-300, -129, -128, -1, 0, 1, 126, 127, 300])
@pytest.mark.parametrize("length", [2, 5, 127, 128, 256])
def test_a_byte_is_on_the_scale_or_refused(start, length):
    scale = range(start, start + length)
    for number in range(-128, 128):
        table = np.array([[number]], dtype=np.int8)
        if number in scale:
            given = Ratings.from_array(table, units_as="rows", scale=scale)
            assert given.codes.tolist() == [[number - start]]
        else:
            with pytest.raises(ValueError, match="not on the scale"):
                Ratings.from_array(table, units_as="rows", scale=scale)


def test_codes_are_places_on_the_scale():
    codes = np.array([[0, 1, -1], [2, 2, 0]], dtype=np.int8)
    given = Ratings.from_codes(codes, ["low", "middle", "high"], units_as="rows")
    named = Ratings.from_array(
        [["low", "middle", None], ["high", "high", "low"]],
        units_as="rows",
        scale=["low", "middle", "high"],
    )
    assert given.codes.tolist() == named.codes.tolist()
    assert given.ordered
    assert Ratings.from_codes(codes.T - 5, [1, 2], units_as="columns").n_missing == 6
    with pytest.raises(ValueError, match="unit '2', rater '1' has code 2, but the scale has 2"):
        Ratings.from_codes(codes, [1, 2], units_as="rows")


@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic", "ordinal"])
def test_labels_need_an_order_for_weights(weights):
    rows = [["a", "b"], ["b", "b"], ["c", "a"]]
    in_order = Ratings.from_array(rows, units_as="rows", scale=["a", "b", "c"])
    assert isinstance(gwet_ac2(in_order, weights), Estimate)
    if weights == "identity":
        assert isinstance(gwet_ac2(ratings(rows), weights), Estimate)
    else:
        with pytest.raises(ValueError, match=r"unit 'u0'.*is a label.*give numbers"):
            gwet_ac2(ratings(rows), weights)


def test_unknown_weights_are_refused():
    with pytest.raises(ValueError, match="weights 'cubic' are unknown; choose one of identity"):
        gwet_ac2(ratings([[1, 2]]), "cubic")


def test_ac2_has_no_interval_from_two_units():
    found = gwet_ac2(ratings([[1, 2], [2, 2]]))
    assert isinstance(found, Estimate)
    assert (found.low, found.notes) == (None, ("interval_not_estimable",))


@pytest.mark.parametrize(
    ("weights", "value", "low"), [("identity", 0.77544, 0.46081), ("quadratic", 0.914, 0.68518)]
)
def test_ac2_is_what_its_author_prints(weights, value, low):
    """Gwet KL (2014) Handbook, 4th ed., p. 120; figures of his package irrCAC 1.0."""
    found = gwet_ac2(table(tables.KRIPPENDORFF_2011_C), weights)
    assert isinstance(found, Estimate)
    assert found.low is not None
    assert (round(found.value, 5), round(found.low, 5), found.high) == (value, low, 1)


def test_ac2_stays_up_where_alpha_collapses():
    rows = [[3, 3, 3]] * 9 + [[3, 3, 2]]
    given = Ratings.from_array(rows, units_as="rows", scale=range(1, 6))
    alpha, ac2 = krippendorff_alpha(given), gwet_ac2(given)
    assert isinstance(alpha, Estimate)
    assert isinstance(ac2, Estimate)
    assert alpha.value <= 0 < 0.95 < ac2.value


def test_a_lower_limit_at_the_pole_of_spearman_and_brown_is_no_limit():
    for rows in ([[4, 5], [5, 4], [5, 6]], [[1, 2], [2, 1], [2, 3]]):
        for form in ("ICC(1,k)", "ICC(2,k)", "ICC(3,k)"):
            found = icc(ratings(rows), form)
            if isinstance(found, IccEstimate) and found.low is not None:
                assert -1e6 < found.low <= found.value


def test_whole_numbers_and_others_have_the_same_icc():
    rows = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9]])
    whole, other, wide = (icc_table(ratings(given)) for given in (rows, rows / 10, rows * 1e6))
    for form, found in whole.items():
        for again in (other[form], wide[form]):
            assert isinstance(found, IccEstimate)
            assert isinstance(again, IccEstimate)
            assert (again.value, again.f) == pytest.approx((found.value, found.f), rel=1e-9)


def test_a_scale_with_gaps_has_the_icc_of_its_numbers():
    rows = np.array([[1, 2, 4], [4, 4, 8], [8, 4, 8], [1, 1, 2]])
    one, other = icc(ratings(rows)), icc(ratings(rows + 0.5))
    assert isinstance(one, IccEstimate)
    assert isinstance(other, IccEstimate)
    assert one.value == pytest.approx(other.value, rel=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_of_counts_refuses_what_alpha_of_a_table_refuses(level):
    labels = Counts.from_mapping({"u": {"a": 2}, "v": {"b": 1, "a": 1}}, n_raters=2)
    if level == "nominal":
        assert isinstance(krippendorff_alpha(labels, level), Estimate)
    else:
        with pytest.raises(ValueError, match="unit 'u': 'a' is a label"):
            krippendorff_alpha(labels, level)


def test_counts_are_checked_as_they_are_read():
    zero = Counts.from_mapping({"u": {0: 1, 2: 1}, "v": {2: 2}}, n_raters=2)
    with pytest.raises(ValueError, match=r"unit 'u': 0\.0 has no ratio to other answers"):
        krippendorff_alpha(zero, "ratio")
    with pytest.raises(ValueError, match="unit 'u' has -1 answers 2; give whole numbers"):
        Counts.from_mapping({"u": {2: -1}}, n_raters=2)
    with pytest.raises(ValueError, match=r"unit 'u' is 9\.0, which is not on the scale"):
        Counts.from_mapping({"u": {9: 1}}, n_raters=2, scale=range(1, 6))
    empty = Counts.from_mapping({}, n_raters=0, unknown={"u": 2}, scale=["a", "b"])
    assert krippendorff_alpha(empty, "nominal") == Undefined("not_pairable", 0, 0, 2, "nominal", 0)
    with pytest.raises(ValueError, match="the scale is a label"):
        krippendorff_alpha(empty, "interval")
