"""Days are read as people type them, in figures and in words, in Dutch and in English."""

import pytest

from deliberate.sessions.dates import Date, dated, typed_date

JUNE = Date(2026, 6, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "3-6-2026",
        "03-06-2026",
        "3/6/2026",
        "2026-06-03",
        "3 juni 2026",
        "3 Juni 2026",
        "3 jun. 2026",
        "3 June 2026",
        "3rd June 2026",
        "June 3, 2026",
        " june 3 2026 ",
    ],
)
def test_one_day_in_many_ways(typed):
    assert typed_date(typed) == JUNE
    assert dated(f"vanaf {typed.strip()}, 18.00 uur") == JUNE


@pytest.mark.parametrize(
    "typed", ["", "juni", "3 juni", "31 april 2026", "3-6-26", "3 brumaire 2026"]
)
def test_no_day(typed):
    assert typed_date(typed) is None
    assert dated(typed) is None


def test_the_first_day_of_a_line_counts():
    assert dated("op 1, 2 en 3 juni 2026, en op 4-6-2026") == JUNE
    assert dated("op 31-4-2026, dat is 3 juni 2026") == JUNE
    assert dated("kenmerk 3-6-20261") is None
