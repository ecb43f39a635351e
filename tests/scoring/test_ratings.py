"""Ratings say which row and column is wrong, and what to do about it."""

import math

import numpy as np
import pandas as pd
import pytest

from deliberate.scoring import Estimate, Ratings, krippendorff_alpha, within_one_level
from tests.scoring.tables import ratings

ROWS: list[list[float | None]] = [[1.0, 2.0], [2.0, None], [3.0, 3.0]]
RECORDS = [
    (f"u{i}", rater, value)
    for i, row in enumerate(ROWS)
    for rater, value in zip("AB", row, strict=True)
]


def test_records_and_tables_say_the_same():
    by_record, by_table = Ratings.from_records(RECORDS), ratings(ROWS)
    assert (by_record.units, by_record.raters) == (("u0", "u1", "u2"), ("A", "B"))
    assert (by_record.units, by_record.raters) == (by_table.units, by_table.raters)
    assert by_record.codes.tolist() == by_table.codes.tolist() == [[0, 1], [1, -1], [2, 2]]
    assert by_record.scale.tolist() == by_table.scale.tolist() == [1, 2, 3]


def test_who_was_not_asked_is_not_missing():
    given = Ratings.from_records([("u", "A", 1), ("u", "B", None), ("v", "C", 2)])
    assert given.n_missing == 1


@pytest.mark.parametrize("nothing", [None, math.nan, np.nan, pd.NA, pd.NaT, "", "  "])
def test_nothing_is_missing(nothing):
    given = Ratings.from_records([("u", "A", 1), ("u", "B", nothing)])
    assert given.n_missing == 1
    assert ratings([[1, nothing]]).n_missing == 1


def test_a_label_spelled_nan_is_a_label():
    given = Ratings.from_records([("u", "A", "nan"), ("u", "B", "None"), ("v", "A", "<NA>")])
    assert given.n_missing == 0
    assert given.scale.tolist() == ["<NA>", "None", "nan"]


def test_labels_beside_an_empty_cell_stay_what_they_are():
    given = ratings([["x", math.nan], ["nan", "x"]])
    assert (given.n_missing, given.scale.tolist()) == (1, ["nan", "x"])


def test_a_masked_cell_is_missing():
    rows = np.ma.masked_equal([[1, 9], [2, 2]], 9)
    assert ratings(rows).n_missing == 1


def test_a_data_frame_is_a_table():
    frame = pd.DataFrame({"A": [1, 2], "B": [pd.NA, 2]}, dtype="Int64")
    given = Ratings.from_array(frame, ["u", "v"], ["A", "B"])
    assert given.codes.tolist() == [[0, -1], [1, 1]]


@pytest.mark.parametrize("rows", [ROWS, np.array(ROWS, dtype=float)], ids=["objects", "numbers"])
def test_the_scale_comes_from_the_caller(rows):
    given = Ratings.from_array(rows, [*"uvw"], ["A", "B"], scale=[3, 2, 1, 0])
    assert given.scale.tolist() == [3, 2, 1, 0]
    assert given.codes.tolist() == [[2, 1], [1, -1], [0, 0]]


@pytest.mark.parametrize("rows", [ROWS, np.array(ROWS, dtype=float)], ids=["objects", "numbers"])
@pytest.mark.parametrize("scale", [[1, 2], [2, 1], [2, 3, 4], [1.5, 1, 2]])
def test_an_answer_off_the_scale_is_refused(rows, scale):
    with pytest.raises(ValueError, match=r"unit 'u[02]', rater 'A' is [13]\.0, which is not on"):
        Ratings.from_array(rows, ["u0", "u1", "u2"], ["A", "B"], scale=scale)


@pytest.mark.parametrize("scale", [[1, 2, 2], [1, 2, math.inf], [1, 2, math.nan]])
def test_an_impossible_scale_is_refused(scale):
    with pytest.raises(ValueError, match="must be finite and name every answer once"):
        Ratings.from_array(ROWS, [*"uvw"], ["A", "B"], scale=scale)


def test_two_ratings_of_the_same_unit_by_the_same_rater_are_refused():
    with pytest.raises(ValueError, match="unit 'u1', rater 'B' is there twice; keep one"):
        Ratings.from_records([*RECORDS, ("u1", "B", 2)])


@pytest.mark.parametrize("infinite", [math.inf, -math.inf])
@pytest.mark.parametrize("kind", [list, np.array], ids=["objects", "numbers"])
def test_infinity_is_refused(infinite, kind):
    with pytest.raises(ValueError, match="unit 'u1', rater 'A' is infinite; give a finite number"):
        ratings(kind([[1.0, 2.0], [infinite, 2.0]]))


def test_what_is_neither_number_nor_label_is_refused():
    with pytest.raises(ValueError, match=r"unit 'u0', rater 'B' is \[2\]; give a number, a label"):
        Ratings.from_records([("u0", "A", 1), ("u0", "B", [2])])


def test_numbers_among_labels_are_refused():
    with pytest.raises(ValueError, match="numbers and labels are mixed"):
        ratings([[1, "high"]])


def test_numbers_for_a_scale_of_labels_are_refused():
    with pytest.raises(ValueError, match="numbers and labels are mixed"):
        Ratings.from_array(np.array([[1, 2]]), ["u"], ["A", "B"], scale=["low", "high"])


def test_a_transposed_table_is_refused():
    with pytest.raises(
        ValueError, match=r"the table is 3 x 2 but the names are 2 units x 3 raters"
    ):
        Ratings.from_array(ROWS, ["u", "v"], [*"ABC"])


@pytest.mark.parametrize(("units", "raters"), [("uuv", "AB"), ("uvw", "AA")])
def test_a_name_that_stands_there_twice_is_refused(units, raters):
    with pytest.raises(ValueError, match="is named twice"):
        Ratings.from_array(ROWS, [*units], [*raters])


@pytest.mark.parametrize("rows", [[[None, None]], np.full((1, 2), np.nan)])
@pytest.mark.parametrize("scale", [None, ["low", "high"], [1, 2]])
def test_a_table_without_answers_is_a_table(rows, scale):
    given = Ratings.from_array(rows, ["u"], ["A", "B"], scale=scale)
    assert (given.n_missing, given.known.tolist()) == (2, [[False, False]])


def test_a_table_of_nothing_is_a_table():
    assert Ratings.from_records([]).codes.shape == (0, 0)
    assert Ratings.from_array(np.empty((0, 3)), [], [*"ABC"]).codes.shape == (0, 3)


def test_labels_have_no_distance_even_before_anybody_answered():
    given = Ratings.from_array([[None, None]], ["u"], ["A", "B"], scale=["low", "high"])
    with pytest.raises(ValueError, match="the scale is a label"):
        within_one_level(given)


def test_numbers_of_every_kind_are_numbers():
    rows = [[True, np.int8(1)], [np.float32(2), 2], [np.str_("") or None, 0]]
    found = krippendorff_alpha(ratings(rows))
    assert isinstance(found, Estimate)
    assert found.value == 1
