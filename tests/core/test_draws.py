"""Draws are fair, and anybody can repeat them."""

from collections import Counter
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from deliberate.sessions.draws import Candidate, advocate, direct_first, shuffled
from deliberate.sessions.ids import Day, SeatId


def candidate(name, attended=5, turns=1, last=100, previous=False, sessions=None):
    return Candidate(
        seat=SeatId(name),
        sessions=attended if sessions is None else sessions,
        attended=attended,
        turns=turns,
        last_turn=Day(last),
        previous=previous,
    )


def test_the_lowest_ratio_of_turns_to_sessions_is_drawn():
    drawn = advocate([candidate("a", 4, 2), candidate("b", 9, 3), candidate("c", 2, 1)], "s")
    assert drawn.seat == "b"


def test_a_tie_goes_to_whose_turn_was_longest_ago():
    assert advocate([candidate("a", last=90), candidate("b", last=50)], "s").seat == "b"


def test_a_full_tie_is_drawn_by_lot_and_the_lot_is_fair():
    drawn = Counter(advocate([candidate(n) for n in "abc"], f"{k}").seat for k in range(600))
    assert set(drawn) == set("abc")
    assert min(drawn.values()) > 150


def test_the_previous_advocate_is_drawn_only_when_nobody_else_can_be():
    drawn = advocate([candidate("a", 9, 0, previous=True), candidate("b", 2, 2)], "s")
    assert (drawn.seat, drawn.relaxed) == ("b", "")
    assert advocate([candidate("a", previous=True)], "s").relaxed == "previous_session"


def test_two_earlier_sessions_are_relaxed_first():
    drawn = advocate([candidate("a", previous=True), candidate("new", 0, 0)], "s")
    assert (drawn.seat, drawn.relaxed) == ("new", "earlier_sessions")


def test_the_previous_advocate_comes_in_with_everybody_once_even_newcomers_are_not_enough():
    drawn = advocate([candidate("a", 4, 2, previous=True), candidate("b", 1, 1, sessions=1)], "s")
    assert (drawn.seat, drawn.relaxed, drawn.candidates) == ("b", "earlier_sessions", ("b",))


def test_earlier_sessions_are_all_those_with_the_group_eligible_or_not():
    drawn = advocate([candidate("a", 0, 0, 0, sessions=2), candidate("b", 9, 1)], "s")
    assert (drawn.seat, drawn.relaxed) == ("a", "")


def test_who_never_had_a_turn_comes_before_who_had_one_longest_ago():
    assert advocate([candidate("a", turns=0, last=0), candidate("b", turns=0)], "s").seat == "a"


def test_nobody_eligible_is_said_and_not_invented():
    assert advocate([], "s") is None


def test_a_shuffle_can_be_repeated_in_three_lines():
    def key(place):
        return sha256(f"seed/lot/{place}".encode()).hexdigest()

    things = ["a", "b", "c", "d"]
    by_hand = tuple(things[n] for n in sorted(range(4), key=key))
    assert shuffled(things, "seed", "lot") == by_hand


@given(st.integers(0, 12), st.integers(0, 30), st.text("0123456789abcdef", min_size=4))
def test_direct_safety_factors_come_in_the_first_half(direct, others, seed):
    early = [f"d{n}" for n in range(direct)]
    late = [f"o{n}" for n in range(others)]
    order = direct_first(early, late, seed, "rater")
    assert sorted(order) == sorted(early + late)
    half = max(len(order) // 2, direct)
    assert all(order.index(name) < half for name in early)


def test_two_raters_get_another_order():
    things = [f"o{n}" for n in range(20)]
    assert direct_first([], things, "seed", "a") != direct_first([], things, "seed", "b")
