"""The package stands on its own: light to import, its statistics explained and sourced."""

import subprocess
import sys

from deliberate import scoring

HEAVY = {"scipy.stats", "flask", "sqlalchemy", "pandas"}


def test_importing_it_loads_nothing_heavy():
    program = "import sys, deliberate.scoring; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert HEAVY.isdisjoint(loaded.stdout.decode().split())


def test_every_statistic_shows_an_example_and_a_source():
    for statistic in scoring.STATISTICS:
        assert ">>>" in (statistic.compute.__doc__ or "")
        assert statistic.source
        assert statistic.reads_as


def test_every_statistic_has_a_name_of_its_own():
    names = [statistic.name for statistic in scoring.STATISTICS]
    assert sorted(names) == sorted({*names})
