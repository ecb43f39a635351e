"""The package stands on its own: light to import, its statistics explained and sourced."""

import dataclasses
import subprocess
import sys

from deliberate import scoring

HEAVY = {"scipy.stats", "flask", "sqlalchemy", "pandas"}


def test_importing_it_loads_nothing_heavy():
    program = "import sys, deliberate.scoring; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert HEAVY.isdisjoint(loaded.stdout.decode().split())


def test_the_fields_that_others_rely_on_stay_what_they_are():
    fields = {
        kind: [field.name for field in dataclasses.fields(kind)]
        for kind in (scoring.Estimate, scoring.IccEstimate, scoring.Undefined)
    }
    basis = ["n_units", "n_raters", "n_missing", "level"]
    estimate = ["value", "low", "high", "method", *basis, "notes", "n_units_dropped"]
    estimate += ["n_resamples", "n_resamples_undefined"]
    assert fields == {
        scoring.Estimate: estimate,
        scoring.IccEstimate: [*estimate, "f", "df1", "df2", "p"],
        scoring.Undefined: ["reason", *basis, "n_units_dropped"],
    }


def test_every_statistic_shows_an_example_and_a_source():
    for statistic in scoring.STATISTICS:
        assert ">>>" in (statistic.compute.__doc__ or "")
        assert statistic.source
        assert statistic.reads_as


def test_every_statistic_has_a_name_of_its_own():
    names = [statistic.name for statistic in scoring.STATISTICS]
    assert sorted(names) == sorted({*names})
