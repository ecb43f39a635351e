"""The long run in small: it does what it says, and a failure can be had again alone."""

import json

import pytest

from tests import soak

NONE = [f"--{kind}=0" for kind in soak.KINDS]


def test_everything_but_the_two_worlds_runs_in_small(tmp_path, capsys):
    """The two worlds have tests of their own."""
    to = tmp_path / "soak.json"
    some = ["--core=2", "--kills=1", "--malformed=20"]
    assert soak.main([*NONE, *some, "--jobs=1", f"--to={to}"]) == 0
    found = json.loads(to.read_text())
    assert found["ok"]
    assert {k: found["kinds"][k]["done"] for k in ("core", "kills", "malformed")} == {
        "core": 2,
        "kills": 1,
        "malformed": 20,
    }
    assert "0 failures" in capsys.readouterr().out


def test_a_failure_is_told_with_its_seed(monkeypatch, tmp_path):
    def does(seed):
        assert seed != 7
        return "fine"

    monkeypatch.setitem(soak.KINDS, "core", soak.Kind(does, 10, 5))
    found = soak.portion("core", range(5, 10), str(tmp_path))
    assert (found.done, found.seen["fine"], list(found.failures)) == (5, 4, [7])
    assert "assert seed != 7" in found.failures[7]


def test_a_kind_that_nobody_knows_is_refused(capsys):
    with pytest.raises(SystemExit):
        soak.main(["--only", "rain"])
    assert "rain" in capsys.readouterr().err
