"""Take any part out of any guard, and a test fails; and the script that tries each is honest."""

import pytest

from tests.mutant import parts
from tests.mutate_guards import main, tried

pytestmark = pytest.mark.untraced

BESIDE = "tests/core/test_dates.py"
"""Tests that have nothing to do with guards."""


@pytest.mark.parametrize("mutant", parts())
def test_any_part_of_a_guard_that_does_nothing_is_noticed(mutant):
    assert tried(mutant).caught_by, f"no test notices {mutant}"


def test_a_mutation_that_nothing_catches_is_said_to_survive(capsys):
    assert main(["independence.needs", "--tests", BESIDE]) == 1
    assert "survived: independence.needs" in capsys.readouterr().out


def test_a_test_that_fails_anyway_catches_nothing(tmp_path):
    failing = tmp_path / "test_failing.py"
    failing.write_text("def test_fails():\n    assert False\n")
    assert not tried("independence.needs", [str(failing)]).caught_by
