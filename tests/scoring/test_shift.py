"""What the second round says of the first: who moved, towards whom, and how near they came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.scoring import shift

answers = st.lists(
    st.tuples(*[st.one_of(st.none(), st.integers(-3, 3))] * 2), min_size=1, max_size=9
)


def test_who_moves_comes_nearer_to_the_middle_of_the_group_or_leaves_it():
    found = shift([-3, -1, -1, 0, 3, None], [-2, -1, -3, -2, 1, 2], middle=0)
    assert (found.n, found.n_unknown) == (5, 1)
    assert (found.moved, found.moved_far) == (4, 3)
    assert (found.towards, found.away) == (2, 1)
    assert (found.changed_direction, found.polarised) == (0, True)
    assert (found.median_before, found.median_after) == (-1, -2)


def test_a_change_of_direction_crosses_the_middle():
    assert shift([-1, 2, 0], [1, -1, 3], middle=0).changed_direction == 2


def test_a_scale_without_a_middle_has_no_direction():
    found = shift([1, 2, 5], [2, 2, 4])
    assert (found.changed_direction, found.polarised) == (None, None)
    assert shift([4, 4, 5], [5, 5, 5], middle=3).polarised is True


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([1, 2, 3], [0, 1, 2]),
        ([-1, 1], [2, 2]),
        ([1, 2], [2, 4]),
        ([2, 2], [2, 2]),
    ],
    ids=["back to the middle", "without a first direction", "further apart", "nobody moved"],
)
def test_drawing_together_elsewhere_is_not_polarisation(before, after):
    assert shift(before, after, middle=0).polarised is False


def test_nobody_in_both_rounds_is_nothing_said():
    found = shift([None, 1], [2, None], middle=0)
    assert (found.n, found.n_unknown, found.median_before, found.polarised) == (0, 2, None, None)


def test_answers_of_other_people_are_refused():
    with pytest.raises(ValueError, match="2 answers before and 1 after; give both for the same"):
        shift([1, 2], [1])
    with pytest.raises(ValueError, match="answer 1 is 'much'; give a number"):
        shift(["much"], [1])


@given(answers, st.randoms())
def test_the_order_of_people_does_not_matter(pairs, random):
    mixed = random.sample(pairs, len(pairs))
    assert shift(*zip(*pairs, strict=True), middle=0) == shift(*zip(*mixed, strict=True), middle=0)


@given(answers)
def test_turning_the_scale_round_changes_no_count(pairs):
    one = shift(*zip(*pairs, strict=True), middle=0)
    turned = [tuple(None if x is None else -x for x in pair) for pair in pairs]
    other = shift(*zip(*turned, strict=True), middle=0)
    for field in ("n", "moved", "moved_far", "towards", "away", "changed_direction", "polarised"):
        assert getattr(one, field) == getattr(other, field)
