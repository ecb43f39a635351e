"""The six forms of the ICC give the published figures, and a reason where there is none."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from deliberate.scoring import IccEstimate, Undefined, icc, icc_table
from deliberate.scoring._anova import MeanSquares
from deliberate.scoring._icc_models import averaged, icc_value, single_limits
from tests.scoring import tables
from tests.scoring.tables import ratings, table

FORMS = ["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]
complete = arrays(
    np.float64,
    st.tuples(st.integers(2, 7), st.integers(2, 5)),
    elements=st.integers(1, 5).map(float),
)

PRINTED = [
    (tables.SHROUT_FLEISS_1979, [0.17, 0.29, 0.71, 0.44, 0.62, 0.91], 2),
    (tables.EBEL_1951, [0.1236, 0.2778, 0.4286, None, None, None], 4),
    (tables.BARTKO_1976_A, [1, 1, 1, 1, None, None], 2),
    (tables.BARTKO_1976_B, [-0.23, 0.24, 1, -0.6, None, None], 2),
    (tables.BARTKO_1976_C, [0.34, 0.48, 0.8, 0.51, None, None], 2),
    (tables.MCGRAW_WONG_1996_P34, [None, 0.67, 1, None, None, None], 2),
    (tables.MCGRAW_WONG_1996_P37, [None, None, 0.38, None, None, None], 2),
]


@pytest.mark.parametrize(("text", "printed", "digits"), PRINTED)
def test_icc_is_what_was_published(text, printed, digits):
    for form, value in zip(FORMS, printed, strict=True):
        if value is not None:
            assert round(estimate(text, form).value, digits) == value


@pytest.mark.parametrize(
    ("form", "value", "f", "df2", "p", "low", "high"),
    [  # Shrout & Fleiss (1979), Table 2; limits by two independent programs that agree
        ("ICC(1,1)", 0.165742, 1.794678, 18, 0.164769, -0.132932, 0.722560),
        ("ICC(2,1)", 0.289764, 11.027248, 15, 0.000135, 0.018787, 0.761084),
        ("ICC(3,1)", 0.714841, 11.027248, 15, 0.000135, 0.342465, 0.945858),
        ("ICC(1,k)", 0.442797, 1.794678, 18, 0.164769, -0.884442, 0.912415),
        ("ICC(2,k)", 0.620051, 11.027248, 15, 0.000135, 0.071137, 0.927232),
        ("ICC(3,k)", 0.909316, 11.027248, 15, 0.000135, 0.675675, 0.985892),
    ],
)
def test_every_form_comes_with_its_test_and_interval(form, value, f, df2, p, low, high):
    found = estimate(tables.SHROUT_FLEISS_1979, form)
    assert (found.value, found.f, found.p) == pytest.approx((value, f, p), abs=5e-7)
    assert (found.df1, found.df2) == (5, df2)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-7)
    assert (found.level, found.method, found.notes) == (form, "F", ())


@pytest.mark.parametrize(
    ("squares", "model", "average", "printed"),
    [
        # R statpsych, help of ci.icc (Bonett)
        (MeanSquares(48.2, 11.3, 11.3, n=30, k=5), "3", False, (0.3951, 0.2311, 0.5853)),
        (MeanSquares(48.2, 11.3, 11.3, n=30, k=5), "3", True, (0.7656, 0.6005, 0.8759)),
        # Ohyama T (2025) Jpn J Stat Data Sci 8:587-602: ICC .786 on Atkinson & Nevill's data
        (MeanSquares(185.43, 22.17, 22.17, n=30, k=2), "1", False, (0.7864, 0.6013, 0.8919)),
        # SPSS RELIABILITY, absolute agreement: .671 single, .911 average
        (MeanSquares(3.162, 0.532, 3.162 / 12.893, n=7, k=5), "2", False, (0.6709, 0.3662, 0.9173)),
        (MeanSquares(3.162, 0.532, 3.162 / 12.893, n=7, k=5), "2", True, (0.9106, 0.7429, 0.9823)),
    ],
)
def test_published_mean_squares_give_the_published_icc(squares, model, average, printed):
    limits = single_limits(squares, model, 0.95)
    assert limits is not None
    low, high = (averaged(limit, squares.k) if average else limit for limit in limits)
    assert (icc_value(squares, model, average), low, high) == pytest.approx(printed, abs=6e-5)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ICC(1)", "ICC(1,1)"),
        ("ICC(A,1)", "ICC(2,1)"),
        ("ICC(C,1)", "ICC(3,1)"),
        ("ICC(k)", "ICC(1,k)"),
        ("ICC(A,k)", "ICC(2,k)"),
        ("ICC(C,k)", "ICC(3,k)"),
        ("2,1", "ICC(2,1)"),
        ("(3, k)", "ICC(3,k)"),
        ("A,1", "ICC(2,1)"),
    ],
)
def test_both_ways_to_name_a_form_are_understood(name, form):
    given = table(tables.SHROUT_FLEISS_1979)
    assert icc(given, name) == icc(given, form) == icc_table(given)[form]


@pytest.mark.parametrize("form", ["", "4,1", "ICC(2,4)", "ICC", "kappa"])
def test_an_unknown_form_is_refused(form):
    with pytest.raises(ValueError, match=r"is unknown; choose one of ICC\(1,1\), ICC\(2,1\)"):
        icc(table(tables.SHROUT_FLEISS_1979), form)


def test_only_complete_units_take_part_and_the_others_are_counted():
    rows = [[9, 2, 5], [6, 1, 3], [8, None, 6], [7, 1, 2], [None, None, 1]]
    found = icc(ratings(rows))
    assert isinstance(found, IccEstimate)
    assert (found.n_units, found.n_units_dropped, found.n_missing) == (3, 2, 3)
    assert found.value == icc(ratings([rows[0], rows[1], rows[3]])).value


def test_who_rated_nothing_does_not_make_every_unit_incomplete():
    found = icc(ratings([[9, 2, None], [6, 1, None], [8, 4, None]]))
    assert isinstance(found, IccEstimate)
    assert (found.n_units, found.n_raters, found.n_units_dropped) == (3, 2, 0)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[1], [2], [3]], "not_pairable"),
        ([[None, None]], "not_pairable"),
        ([[1, None], [None, 2]], "no_complete_units"),
        ([[1, 2], [None, 2]], "one_unit"),
        ([[2, 2], [2, 2]], "no_variation"),
    ],
)
def test_no_figure_is_invented_where_there_is_none(rows, reason):
    for form, found in icc_table(ratings(rows)).items():
        assert isinstance(found, Undefined)
        assert (found.reason, found.level) == (reason, form)


def test_units_without_difference_are_no_variation_once_raters_are_taken_out():
    found = icc_table(ratings([[1, 2], [1, 2], [1, 2]]))
    reasons = {
        form: answer.reason for form, answer in found.items() if isinstance(answer, Undefined)
    }
    assert reasons == {
        "ICC(2,1)": "no_variation",
        "ICC(3,1)": "no_variation",
        "ICC(1,k)": "no_total_variance",
        "ICC(2,k)": "no_variation",
        "ICC(3,k)": "no_variation",
    }
    assert estimate("1 2, 1 2, 1 2", "ICC(1,1)").value == -1


def test_opposite_answers_leave_no_variance_to_divide_by():
    found = icc(ratings([[1, 2], [2, 1]]))
    assert isinstance(found, Undefined)
    assert found.reason == "no_total_variance"


@pytest.mark.parametrize("form", FORMS)
def test_perfect_agreement_is_1_without_an_interval(form):
    found = estimate(tables.BARTKO_1976_A, form)
    assert (found.value, found.f, found.p) == (1, math.inf, 0)
    assert (found.low, found.high, found.notes) == (None, None, ("interval_not_estimable",))


def test_a_constant_bias_of_a_rater_leaves_an_interval_for_agreement():
    """Nothing is left to chance (MSE = 0), yet the raters do not agree."""
    found = estimate(tables.BARTKO_1976_B, "ICC(2,1)")
    assert (found.f, found.p) == (math.inf, 0)
    assert (found.low, found.high) == pytest.approx((0.000347, 0.792449), abs=5e-7)


def test_a_lower_limit_that_no_average_could_have_is_not_given():
    """Other programs print [3.42, .99] here."""
    found = estimate(tables.MCGRAW_WONG_1996_P37, "ICC(2,k)")
    assert (found.low, found.notes) == (None, ("low_unbounded",))
    assert found.high == pytest.approx(0.992374, abs=5e-7)


def test_limits_that_miss_the_figure_itself_are_not_given():
    """By the formula, -.528 would lie in [-.573, -.530]."""
    found = estimate("4 1, 2 3, 5 1, 3 2", "ICC(2,1)")
    assert found.value == pytest.approx(-0.528302, abs=5e-7)
    assert (found.low, found.high, found.notes) == (None, None, ("interval_not_estimable",))


def test_a_negative_variance_stays_negative():
    assert estimate("1 5, 3 2, 4 1, 2 4", "ICC(3,1)").value < 0


@given(complete, st.randoms())
def test_the_order_of_units_and_raters_does_not_matter(rows, random):
    units, raters = (random.sample(range(n), n) for n in rows.shape)
    other = icc_table(ratings(rows[np.ix_(units, raters)]))
    for form, found in icc_table(ratings(rows)).items():
        again = other[form]
        assert isinstance(found, Undefined) == isinstance(again, Undefined)
        if isinstance(found, IccEstimate) and isinstance(again, IccEstimate):
            assert found.value == pytest.approx(again.value, abs=1e-9)


@given(complete)
def test_icc_never_exceeds_1_and_its_interval_holds_it(rows):
    for found in icc_table(ratings(rows)).values():
        if isinstance(found, IccEstimate):
            assert found.value <= 1
            assert found.low is None or found.low <= found.value
            assert found.high is None or found.value <= found.high <= 1
            assert found.f >= 0


@given(complete, st.floats(0.1, 100), st.floats(-100, 100))
def test_another_unit_of_measurement_changes_nothing(rows, stretch, shift):
    one, other = icc_table(ratings(rows)), icc_table(ratings(rows * stretch + shift))
    for form in FORMS:
        found, again = one[form], other[form]
        assert isinstance(found, Undefined) == isinstance(again, Undefined)
        if isinstance(found, IccEstimate) and isinstance(again, IccEstimate):
            assert found.value == pytest.approx(again.value, abs=1e-6)


def estimate(text: str, form: str) -> IccEstimate:
    found = icc(table(text), form)
    assert isinstance(found, IccEstimate)
    return found
