"""A team sees no coefficient over too few raters or units, or without an interval."""

import pytest

from deliberate.scoring import Undefined, for_screen, icc, krippendorff_alpha, standing
from tests.scoring.tables import ratings

ENOUGH = [[1, 2, 2], [3, 3, 4], [2, 1, 2], [4, 4, 3], [1, 1, 2]]


@pytest.mark.parametrize("statistic", [krippendorff_alpha, icc])
def test_five_units_and_three_raters_are_enough(statistic):
    found = statistic(ratings(ENOUGH))
    assert for_screen(found) is found


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row[:2] for row in ENOUGH], "fewer_than_3_raters"),
        (ENOUGH[:4], "fewer_than_5_units"),
        ([[1, 1, 1], [2, 2, 2], [3, 3, 3], [1, 1, 1], [2, 2, 2]], "interval_not_estimable"),
    ],
)
@pytest.mark.parametrize("statistic", [krippendorff_alpha, icc])
def test_anything_less_is_withheld_with_a_reason(rows, reason, statistic):
    found = statistic(ratings(rows))
    shown = for_screen(found)
    assert isinstance(shown, Undefined)
    assert shown.reason == reason
    assert (shown.n_units, shown.n_raters) == (found.n_units, found.n_raters)


def test_a_reason_that_was_there_stays():
    found = krippendorff_alpha(ratings([[2, 2, 2]] * 5))
    assert for_screen(found) == found


@pytest.mark.parametrize(
    ("n_units", "said"),
    [(4, "withheld"), (5, "folded"), (9, "folded"), (10, "wide"), (19, "wide"), (20, "shown")],
)
def test_few_units_give_a_figure_less_standing(n_units, said):
    rows = (ENOUGH * 4)[:n_units]
    assert standing(krippendorff_alpha(ratings(rows))) == said
