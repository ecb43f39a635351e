"""Krippendorff's alpha gives the published figures, and a reason where there is none."""

import math

import numpy as np
import pytest

from deliberate.scoring import Estimate, Ratings, Undefined, krippendorff_alpha
from tests.scoring import tables
from tests.scoring.tables import ratings, table

PUBLISHED = [
    (tables.KRIPPENDORFF_2011_A, "nominal", 0.09523809523809534, ".095"),
    (tables.KRIPPENDORFF_2011_B, "nominal", 0.6919642857142858, ".692"),
    (tables.KRIPPENDORFF_2011_C, "nominal", 0.743421052631579, ".743"),
    (tables.KRIPPENDORFF_2011_C, "ordinal", 0.8153875037548813, ".815"),
    (tables.KRIPPENDORFF_2011_C, "interval", 0.8491071428571428, ".849"),
    (tables.KRIPPENDORFF_2011_C, "ratio", 0.7974027747116121, ".797"),
    (tables.KRIPPENDORFF_1980, "nominal", 0.6417322834645669, ".642"),
    (tables.KRIPPENDORFF_1980, "ratio", 0.48325429160359423, ".483"),
    (tables.KRIPPENDORFF_2004, "nominal", 0.7341040462427746, ".734"),
    (tables.WIKIPEDIA, "nominal", 0.691358024691358, ".691"),
    (tables.WIKIPEDIA, "interval", 0.8108448928121059, ".811"),
]


@pytest.mark.parametrize(("text", "level", "value", "printed"), PUBLISHED)
def test_alpha_is_what_was_published(text, level, value, printed):
    found = estimate(table(text), level)
    assert found.value == pytest.approx(value, abs=1e-12)
    assert f"{found.value:.3f}" == f"0{printed}"
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high < 1


@pytest.mark.parametrize(
    ("text", "level", "value"),
    [  # not printed by the source; two independent programs agree
        (tables.KRIPPENDORFF_1980, "ordinal", 0.4994238683127572),
        (tables.KRIPPENDORFF_1980, "interval", 0.546916890080429),
        (tables.WIKIPEDIA, "ordinal", 0.8067214199413153),
        (tables.WIKIPEDIA, "ratio", 0.8089436707842471),
    ],
)
def test_alpha_agrees_with_other_programs(text, level, value):
    assert estimate(table(text), level).value == pytest.approx(value, abs=1e-12)


def test_an_estimate_says_what_it_rests_on():
    found = estimate(table(tables.KRIPPENDORFF_2011_C), "ordinal")
    assert (found.n_units, found.n_units_dropped) == (11, 1)
    assert (found.n_raters, found.n_missing) == (4, 7)
    assert (found.level, found.method, found.notes) == ("ordinal", "jackknife", ())


def test_who_rated_only_a_dropped_unit_does_not_count_as_a_rater():
    found = estimate(ratings([[1, 2, None], [2, 2, None], [3, 3, None], [None, None, 1]]))
    assert (found.n_raters, found.n_units_dropped) == (2, 1)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[2, 2], [2, 2], [2, 2]], "no_variation"),
        ([[1, None], [2, 2], [2, 2]], "no_variation"),
        ([[1], [2], [3]], "not_pairable"),
        ([[1, None], [None, 2]], "not_pairable"),
        ([[None, None], [None, None]], "not_pairable"),
        ([[1, 2, 2]], "one_unit"),
        ([[1, 2, 2], [None, 1, None]], "one_unit"),
    ],
)
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_no_figure_is_invented_where_there_is_none(rows, reason, level):
    found = krippendorff_alpha(ratings(rows), level)
    assert isinstance(found, Undefined)
    assert (found.reason, found.level) == (reason, level)


def test_who_rated_is_counted_even_without_a_figure():
    found = krippendorff_alpha(ratings([[1, None], [2, None]]))
    assert found == Undefined("not_pairable", 0, 1, 2, "ordinal", 2)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_perfect_agreement_is_1_without_an_interval(level):
    found = estimate(ratings([[0.1, 0.1, 0.1], [0.7, 0.7, 0.7], [0.3, 0.3, None]]), level)
    assert found.value == 1
    assert (found.low, found.high, found.notes) == (None, None, ("interval_not_estimable",))


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 2], [2, 3]],
        [[1, 1], [1, 1], [1, 2]],
        [[1, 1], [2, 2], [3, 3], [1, 2]],
        [[1, 2], [1, 2], [1, 2], [1, 2]],
    ],
    ids=["two units", "one unit varies", "one unit disagrees", "all units alike"],
)
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_no_interval_is_invented_where_units_tell_nothing(rows, level):
    found = estimate(ratings(rows), level)
    assert found.value < 1
    assert (found.low, found.high, found.notes) == (None, None, ("interval_not_estimable",))


def test_an_interval_too_wide_to_write_down_is_not_given():
    rows = [[1, 2, 2], [2, 2, 4], [3, 4, 4]]
    found = krippendorff_alpha(ratings(rows), confidence=1 - 1e-15)
    assert isinstance(found, Estimate)
    assert found.notes == ("interval_not_estimable",)


def test_the_interval_can_be_left_out():
    found = krippendorff_alpha(table(tables.KRIPPENDORFF_2011_C), interval=None)
    assert isinstance(found, Estimate)
    assert (found.low, found.high, found.method, found.notes) == (None, None, "none", ())


def test_less_confidence_gives_a_narrower_interval():
    wide, narrow = (
        krippendorff_alpha(table(tables.KRIPPENDORFF_2011_C), confidence=c) for c in (0.95, 0.8)
    )
    assert isinstance(wide, Estimate)
    assert isinstance(narrow, Estimate)
    assert (wide.low or 0) < (narrow.low or 0) < (narrow.high or 1) < (wide.high or 1)


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="'ordnial' is unknown; choose one of nominal, ordinal"):
        krippendorff_alpha(ratings([[1, 2]]), "ordnial")


def test_an_unknown_interval_is_refused():
    with pytest.raises(ValueError, match="'pairs' is unknown"):
        krippendorff_alpha(ratings([[1, 2]]), interval="pairs")


@pytest.mark.parametrize("confidence", [0, 1, 95, math.nan])
def test_an_impossible_confidence_is_refused(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        krippendorff_alpha(ratings([[1, 2]]), confidence=confidence)


@pytest.mark.parametrize("level", ["ordinal", "interval", "ratio"])
def test_labels_without_an_order_are_refused_on_ordered_levels(level):
    with pytest.raises(ValueError, match=r"unit 'u0', rater 'B': 'low' is a label.*give numbers"):
        krippendorff_alpha(ratings([[None, "low"], ["low", "high"]]), level)


def test_labels_in_their_order_are_as_good_as_numbers_on_ordinal_level():
    steps = {"low": 1, "middle": 2, "high": 3}
    rows = [["low", "middle"], ["high", "high"], ["middle", "high"], ["low", "low"]]
    named = Ratings.from_array(rows, [*"wxyz"], ["A", "B"], scale=list(steps))
    numbered = ratings([[steps[answer] for answer in row] for row in rows])
    assert krippendorff_alpha(named) == krippendorff_alpha(numbered)


@pytest.mark.parametrize("answer", [0, -1])
def test_answers_without_a_ratio_are_refused(answer):
    with pytest.raises(ValueError, match=r"unit 'u1', rater 'A': .* give numbers above 0"):
        krippendorff_alpha(ratings([[1, 2], [answer, 2]]), "ratio")


def test_a_zero_that_nobody_chose_leaves_ratios_alone():
    rows = [[1, 2], [2, 2], [4, 3]]
    named = Ratings.from_array(rows, [*"xyz"], ["A", "B"], scale=[0, 1, 2, 3, 4])
    assert krippendorff_alpha(named, "ratio") == krippendorff_alpha(ratings(rows), "ratio")


@pytest.mark.parametrize("factor", [1e-300, 1e300])
def test_very_small_and_very_large_numbers_keep_their_alpha(factor):
    rows = np.array([[1, 2, 2], [3, 3, 4], [5, 4, 5], [2, 2, 1]])
    for level in ("interval", "ratio"):
        assert estimate(ratings(rows * factor), level).value == pytest.approx(
            estimate(ratings(rows), level).value
        )


def estimate(given: Ratings, level="ordinal") -> Estimate:
    found = krippendorff_alpha(given, level)
    assert isinstance(found, Estimate)
    return found
