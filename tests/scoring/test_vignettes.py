"""The three vignettes give the figures that were worked out beside them, to six decimals."""

import csv
import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import deliberate
from deliberate.scoring import (
    Estimate,
    Ratings,
    Undefined,
    WithinOneLevel,
    direction_conflict,
    factor_spread,
    for_screen,
    icc,
    krippendorff_alpha,
    within_one_level,
)

CATALOGUE = Path(deliberate.__path__[0]) / "catalogue"
VIGNETTES = CATALOGUE / "vignettes"
EXPECTED = json.loads((VIGNETTES / "expected.json").read_text())
ROUNDS = [
    (vignette, number, figures)
    for vignette, content in EXPECTED["vignettes"].items()
    for number, figures in content["rounds"].items()
]
TYPES = {
    factor["id"]: f"{factor['default_direction']}_type"
    for factor in tomllib.loads((CATALOGUE / "starter.toml").read_text())["factor"]
}
every_round = pytest.mark.parametrize(("vignette", "number", "figures"), ROUNDS)


@every_round
def test_agreement_on_the_level_of_factors(vignette, number, figures):
    for kind, expected in figures["ordinal_alpha"].items():
        check(krippendorff_alpha(of_type(vignette, number, kind)), expected)


@every_round
def test_agreement_on_the_direction_of_factors(vignette, number, figures):
    for kind, expected in figures["nominal_direction_alpha"].items():
        directions = of_type(vignette, number, kind, read=direction)
        check(krippendorff_alpha(directions, "nominal"), expected)


@every_round
def test_intraclass_correlation_of_factors(vignette, number, figures):
    for kind, expected in figures["icc_2_1"].items():
        found = icc(of_type(vignette, number, kind), "ICC(2,1)")
        check(found, expected)
        assert found.n_units_dropped == expected["n_units_dropped"]


@every_round
def test_pairs_within_one_level(vignette, number, figures):
    for kind, expected in figures["within_one_level"].items():
        found = within_one_level(of_type(vignette, number, kind))
        assert isinstance(found, WithinOneLevel)
        assert (found.n_within, found.n_pairs) == (expected["n_within"], expected["n_pairs"])
        assert round(found.percent, 1) == expected["percent"]


@every_round
def test_directions_that_conflict(vignette, number, figures):
    answers: dict[str, list[str]] = {}
    for row in rows_of("ratings.csv", vignette, number):
        answers.setdefault(row["factor_id"], []).append(row["direction"])
    conflicts = [
        factor
        for factor, given in answers.items()
        if direction_conflict(*map(given.count, ("protective", "none", "risk"))).flagged
    ]
    assert sorted(conflicts) == sorted(figures["direction_conflicts"]["factors"])


@every_round
def test_answers_that_nobody_knew(vignette, number, figures):
    rows = [r for r in rows_of("ratings.csv", vignette, number) if r["factor_id"] in TYPES]
    found = factor_spread(signed(row) for row in rows)
    expected = figures["unknown"]
    assert (found.n_unknown, found.n + found.n_unknown) == (
        expected["n_unknown"],
        expected["n_answers"],
    )
    assert round(100 * (found.unknown_share or 0), 1) == expected["percent"]


@every_round
@pytest.mark.parametrize("judgement", ["direct_safety", "stable_safety"])
def test_judgements_on_each_child(vignette, number, figures, judgement):
    for child, expected in figures[judgement].items():
        rows = rows_of("judgements.csv", vignette, number)
        values = [
            float(r["value"]) for r in rows if (r["judgement_id"], r["child"]) == (judgement, child)
        ]
        found = factor_spread(values)
        assert [dict(found.counts).get(level, 0) for level in range(1, 6)] == expected["counts"]
        assert (found.median, found.n) == (expected["median"], expected["n_raters"])


@pytest.mark.parametrize("judgement", ["direct_safety", "stable_safety"])
@pytest.mark.parametrize("number", ["1", "2"])
def test_agreement_on_judgements_over_all_vignettes(judgement, number):
    rows = [
        r for r in read("judgements.csv") if (r["round"], r["judgement_id"]) == (number, judgement)
    ]
    ratings = Ratings.from_records(
        (
            f"{row['vignette']} {row['child']}",
            f"{row['vignette']} {row['rater']}",
            float(row["value"]),
        )
        for row in rows
    )
    check(
        krippendorff_alpha(ratings),
        EXPECTED["across_vignettes"]["ordinal_alpha"][judgement][number],
    )


def check(found: Estimate | Undefined, expected) -> None:
    shown = for_screen(found)
    for count in ("n_units", "n_raters"):
        assert getattr(shown, count) == expected[count]
    if "n_missing" in expected:
        assert shown.n_missing == expected["n_missing"]
    if isinstance(shown, Undefined):
        assert shown.reason == expected["reason"]
    else:
        figures = (expected["value"], expected["low"], expected["high"])
        assert (shown.value, shown.low, shown.high) == pytest.approx(figures, abs=5.1e-7)


def of_type(
    vignette: str, number: str, kind: str, read: Callable[[dict[str, str]], object] | None = None
) -> Ratings:
    """The ratings of catalogue factors of one type, or of all with 'catalogue'."""
    return Ratings.from_records(
        (row["factor_id"], row["rater"], (read or signed)(row))
        for row in rows_of("ratings.csv", vignette, number)
        if row["factor_id"] in TYPES and kind in ("catalogue", TYPES[row["factor_id"]])
    )


def signed(row: dict[str, str]) -> float | None:
    sign = {"risk": -1, "none": 0, "protective": 1, "unknown": None}[row["direction"]]
    return None if sign is None else sign * float(row["level"])


def direction(row: dict[str, str]) -> str | None:
    return None if row["direction"] == "unknown" else row["direction"]


def rows_of(file: str, vignette: str, number: str) -> list[dict[str, str]]:
    return [r for r in read(file) if (r["vignette"], r["round"]) == (vignette, number)]


def read(file: str) -> list[dict[str, str]]:
    with (VIGNETTES / file).open(newline="") as lines:
        return list(csv.DictReader(lines))
