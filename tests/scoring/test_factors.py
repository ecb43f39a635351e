"""What the reveal says about one factor, and about how close all answers are."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.scoring import (
    Undefined,
    WithinOneLevel,
    direction_conflict,
    factor_spread,
    within_one_level,
)
from deliberate.scoring._ordered import agreement_a, allowed_range
from tests.scoring.tables import ratings

levels = st.lists(st.integers(-3, 3), max_size=9)


def test_spread_tells_where_the_answers_lie():
    found = factor_spread([-2, 3, -1, None, -2, math.nan])
    assert dict(found.counts) == {-2: 2, -1: 1, 3: 1}
    assert (found.n, found.n_unknown, found.unknown_share) == (4, 2, 2 / 6)
    assert (found.median, found.minimum, found.maximum) == (-1.5, -2, 3)
    assert found.average_deviation == pytest.approx((0.5 + 0.5 + 0.5 + 4.5) / 4)
    assert (found.n_within, found.n_pairs, found.percent_within) == (3, 6, 50)


def test_one_dissenter_among_many_shows_in_the_spread():
    """The interquartile range of these answers is 0."""
    found = factor_spread([1, 1, 1, 1, 1, 1, 1, 4])
    assert found.average_deviation == 0.375
    assert (found.minimum, found.maximum) == (1, 4)


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),
        ([2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6], 0.61),
        ([1.6, 2.6, 8.2, 21, 29.3, 27, 10.3], 0.48),
    ],
)
def test_polarisation_is_what_was_published(counts, printed):
    """Van der Eijk C (2001) Quality & Quantity 35:325-341; the first from R agrmt, help page."""
    found = agreement_a(counts)
    assert found is not None
    assert round(found, len(str(printed)) - 2) == printed


def test_polarisation_runs_from_one_answer_to_half_at_each_end():
    scale = range(1, 6)
    for values, a in (([3, 3], 1), ([1, 5], -1), ([1, 2, 3, 4, 5], 0), ([], None), ([2], 1)):
        assert factor_spread(values, scale).agreement_a == a


def test_the_flag_of_rand_is_raised_where_the_middle_of_the_answers_is_wide():
    scale = range(1, 10)
    assert factor_spread([1, 1, 1, 9, 9, 9], scale).disagreement is True
    assert factor_spread([7, 7, 7, 8, 8, 8], scale).disagreement is False
    assert factor_spread([1, 9], scale).disagreement is None
    assert factor_spread([-3, -3, -3, 3, 3, 3], range(-3, 4)).disagreement is True
    assert allowed_range(7, 8) == pytest.approx(6.1)


def test_without_a_scale_nothing_is_said_of_its_ends():
    found = factor_spread([1, 1, 5])
    assert (found.disagreement, found.agreement_a, found.outliers) == (None, None, (5,))
    with pytest.raises(ValueError, match=r"7\.0 is not on the scale \[1, 2, 3\]; correct it"):
        factor_spread([1, 7], [1, 2, 3])


def test_one_answer_has_no_pairs():
    found = factor_spread([2])
    assert (found.median, found.average_deviation) == (2, 0)
    assert (found.n_pairs, found.percent_within) == (0, None)


def test_nothing_known_is_nothing_said():
    found = factor_spread([None, None])
    assert (found.counts, found.n, found.n_unknown, found.unknown_share) == ((), 0, 2, 1)
    assert (found.median, found.minimum, found.maximum) == (None, None, None)
    assert (found.average_deviation, found.percent_within) == (None, None)


def test_nobody_asked_is_no_share():
    assert factor_spread([]).unknown_share is None


def test_a_word_is_not_a_level():
    with pytest.raises(ValueError, match="answer 2 is 'unknown'; give a number, or None"):
        factor_spread([1, "unknown"])


def test_infinity_is_not_a_level():
    with pytest.raises(ValueError, match="answer 1 is infinite"):
        factor_spread([math.inf])


@given(levels, st.randoms())
def test_the_order_of_answers_does_not_matter(values, random):
    assert factor_spread(random.sample(values, len(values))) == factor_spread(values)


@given(levels)
def test_polarisation_sees_neither_side_before_the_other(values):
    one, other = (factor_spread(v, range(-3, 4)) for v in (values, [-x for x in values]))
    assert one.agreement_a == pytest.approx(other.agreement_a)
    assert one.agreement_a is None or -1 <= one.agreement_a <= 1


@given(levels, st.integers(-3, 3))
def test_no_point_lies_nearer_to_all_than_the_median(values, other):
    found = factor_spread(values)
    if found.average_deviation is not None:
        away = sum(abs(value - other) for value in values) / len(values)
        assert found.average_deviation <= away + 1e-12


@given(st.lists(levels, min_size=1, max_size=4))
def test_closeness_of_a_table_is_that_of_its_factors_together(rows):
    rows = [[*row, *[None] * (9 - len(row))] for row in rows]
    each = [factor_spread(row) for row in rows]
    found = within_one_level(ratings(rows))
    pairs = sum(spread.n_pairs for spread in each)
    if isinstance(found, Undefined):
        assert (pairs, found.reason) == (0, "not_pairable")
    else:
        assert (found.n_pairs, found.n_within) == (pairs, sum(spread.n_within for spread in each))


def test_closeness_says_what_it_rests_on():
    found = within_one_level(ratings([[1, 2, 3, None], [1, None, None, None], [0, -1, 0, None]]))
    assert isinstance(found, WithinOneLevel)
    assert (found.n_within, found.n_pairs, round(found.percent)) == (5, 6, 83)
    assert (found.n_units, found.n_units_dropped) == (2, 1)
    assert (found.n_raters, found.n_missing) == (3, 5)


def test_conflict_is_risk_against_protection():
    found = direction_conflict(protective=2, none=1, risk=5)
    assert (found.n, found.flagged, found.split) == (8, True, True)
    assert found.opposing_pair_share == 10 / 16


def test_one_against_the_rest_is_flagged_but_not_split():
    found = direction_conflict(protective=1, none=0, risk=6)
    assert (found.flagged, found.split) == (True, False)
    assert found.opposing_pair_share == 6 / 12


@pytest.mark.parametrize(("protective", "none", "risk"), [(5, 0, 0), (0, 3, 2), (4, 4, 0)])
def test_not_in_play_contradicts_nobody(protective, none, risk):
    found = direction_conflict(protective, none, risk)
    assert (found.flagged, found.split, found.opposing_pair_share) == (False, False, 0)


@pytest.mark.parametrize(("protective", "none", "risk"), [(0, 0, 0), (1, 0, 0)])
def test_fewer_than_two_answers_share_no_pairs(protective, none, risk):
    assert direction_conflict(protective, none, risk).opposing_pair_share is None


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_the_opposing_share_lies_between_0_and_1(protective, none, risk):
    share = direction_conflict(protective, none, risk).opposing_pair_share
    assert share is None or 0 <= share <= 1
    assert share == direction_conflict(risk, none, protective).opposing_pair_share


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="hold a negative one"):
        direction_conflict(3, -1, 2)
