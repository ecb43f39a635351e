"""`deliberate score` reads a table as people save one, and says what was published about it."""

import csv
import json
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

import deliberate
from deliberate import cli
from deliberate.score.bar import PATIENCE, Bar
from deliberate.scoring import Estimate, krippendorff_alpha
from tests.scoring import tables

SCHEMA = json.loads((Path(deliberate.__path__[0]) / "score" / "score.schema.json").read_text())

ALPHA = [
    (tables.KRIPPENDORFF_2011_A, "nominal", "0.095"),
    (tables.KRIPPENDORFF_2011_B, "nominal", "0.692"),
    (tables.KRIPPENDORFF_2011_C, "nominal", "0.743"),
    (tables.KRIPPENDORFF_2011_C, "ordinal", "0.815"),
    (tables.KRIPPENDORFF_2011_C, "interval", "0.849"),
    (tables.KRIPPENDORFF_2011_C, "ratio", "0.797"),
    (tables.KRIPPENDORFF_1980, "nominal", "0.642"),
    (tables.KRIPPENDORFF_1980, "ratio", "0.483"),
    (tables.KRIPPENDORFF_2004, "nominal", "0.734"),
    (tables.WIKIPEDIA, "nominal", "0.691"),
    (tables.WIKIPEDIA, "interval", "0.811"),
]
ICC = [
    (tables.SHROUT_FLEISS_1979, {"1,1": 0.17, "2,1": 0.29, "3,1": 0.71, "2,k": 0.62, "3,k": 0.91}),
    (tables.EBEL_1951, {"1,1": 0.1236, "2,1": 0.2778, "3,1": 0.4286}),
    (tables.BARTKO_1976_A, {"1,1": 1, "2,1": 1, "3,1": 1, "1,k": 1}),
    (tables.BARTKO_1976_B, {"1,1": -0.23, "2,1": 0.24, "3,1": 1, "1,k": -0.6}),
    (tables.BARTKO_1976_C, {"1,1": 0.34, "2,1": 0.48, "3,1": 0.8, "1,k": 0.51}),
    (tables.MCGRAW_WONG_1996_P34, {"2,1": 0.67, "3,1": 1}),
    (tables.MCGRAW_WONG_1996_P37, {"3,1": 0.38}),
]


@pytest.fixture
def score(tmp_path, capsys):
    """Save what a file holds and score it: the exit code, what was printed, what was said."""

    def run(content, *options, name="ratings.csv"):
        path = tmp_path / name
        if content is not None:
            path.write_text(content, encoding="utf-8")
        code = cli.main(["score", str(path), *options])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def found(score):
    """What is found in a file, held against the published schema."""

    def run(content, *options, name="ratings.csv"):
        code, out, err = score(content, *options, "--json", name=name)
        assert (code, err) == (0, "")
        told = json.loads(out)
        jsonschema.validate(told, SCHEMA)
        return told

    return run


def as_csv(text: str, mark: str = ",") -> str:
    rows = [row.split() for row in text.split(",")]
    names = [f"r{at}" for at in range(1, len(rows[0]) + 1)]
    return "\n".join(mark.join("" if c == "." else c for c in row) for row in [names, *rows]) + "\n"


@pytest.mark.parametrize(("text", "level", "printed"), ALPHA)
def test_a_published_table_gives_its_printed_alpha(score, text, level, printed):
    code, out, _ = score(as_csv(text), "--level", level)
    assert code == 0
    line = next(line for line in out.splitlines() if line.startswith("Krippendorff"))
    value = float(line.split(": ")[1].split(",")[0])
    assert f"{value:.3f}" == printed


@pytest.mark.parametrize(("text", "printed"), ICC)
def test_a_published_table_gives_its_printed_icc(found, text, printed):
    for form, value in printed.items():
        icc = found(as_csv(text), "--icc", form)["coefficients"][-1]
        digits = 4 if text == tables.EBEL_1951 else 2
        assert (icc["name"], round(icc["value"], digits)) == ("icc", value)


def test_the_answers_come_first_with_the_most_disagreement_on_top(score):
    code, out, err = score(as_csv(tables.KRIPPENDORFF_2011_C), "--scale", "1..5")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "ratings.csv: 12 units, 4 raters, 7 of 48 ratings missing"
    assert lines[5].startswith("row 7   1:1 2:1 3:1 4:1  2.5     1 to 4  1.00")
    assert lines.index("Coefficients") > lines.index("Answers per unit, most disagreement first")
    assert (
        "Krippendorff's alpha, ordinal: 0.8154, 95% interval -1.6575 to 0.9872 (jackknife)" in out
    )
    assert "11 units (1 left out), 4 raters, 7 missing" in out
    assert "Gwet's AC2, quadratic: 0.9140, 95% interval 0.6852 to 1.0000" in out


def test_labels_have_counts_and_pairs_that_differ_but_no_median(found):
    told = found(as_csv(tables.KRIPPENDORFF_2011_B), "--level", "nominal")
    first = told["units"][0]
    assert first["spread"] is None
    assert (first["differing"], first["counts"][0]) == (1, {"value": "a", "n": 1})
    assert [c["name"] for c in told["coefficients"]] == ["krippendorff_alpha", "gwet_ac2"]


def test_labels_in_their_order_have_an_ordinal_alpha(found):
    named = "low high,high high,middle high,low low,middle middle"
    numbered = named.replace("low", "1").replace("middle", "2").replace("high", "3")
    one = found(as_csv(named), "--scale", "low,middle,high")["coefficients"]
    other = found(as_csv(numbered), "--scale", "1..3")["coefficients"]
    assert [c["value"] for c in one] == [c["value"] for c in other[:2]]


SAME = {
    "commas.csv": "unit,A,B\nu,1,2\nv,2.5,\nw,3,3\nx,4,4\n",
    "semicolons.csv": "\ufeffunit;A;B\r\nu;1;2\r\nv;2,5;\r\nw;3;3\r\nx;4;4\r\n",
    "tabs.tsv": "unit\tA\tB\nu\t1\t2\nv\t2.5\t\nw\t3\t3\nx\t4\t4\n",
    "columns.csv": "rater,u,v,w,x\nA,1,2.5,3,4\nB,2,,3,4\n",
    "long.csv": "what,who,mark\nu,A,1\nu,B,2\nv,A,2.5\nv,B,\nw,A,3\nw,B,3\nx,A,4\nx,B,4\n",
}
LIES = {"columns.csv": ["--units-as", "columns"], "long.csv": ["--long", "what,who,mark"]}


@pytest.mark.parametrize("name", SAME)
def test_every_way_to_save_a_table_says_the_same(found, name):
    told = found(SAME[name], *LIES.get(name, ()), name=name)
    usual = found(SAME["commas.csv"])
    assert {**told, "file": ""} == {**usual, "file": ""}
    assert (told["n_missing"], {unit["unit"] for unit in told["units"]}) == (1, {*"uvwx"})


def test_a_workbook_says_the_same_as_text(found, tmp_path):
    rows = list(csv.reader(SAME["commas.csv"].splitlines()))
    cells = [[float(c) if c.replace(".", "").isdigit() else c or None for c in row] for row in rows]
    frame = pd.DataFrame(cells)
    frame.to_excel(tmp_path / "book.xlsx", header=False, index=False)
    told = found(None, name="book.xlsx")
    assert {**told, "file": "commas.csv"} == found(SAME["commas.csv"], name="commas.csv")


def test_a_label_spelled_nan_is_a_label(found, tmp_path):
    frame = pd.DataFrame([["A", "B"], ["nan", "x"], ["x", None]])
    frame.to_excel(tmp_path / "book.xlsx", header=False, index=False)
    for told in (
        found(None, "--level", "nominal", name="book.xlsx"),
        found("A,B\nnan,x\nx,\n", "--level", "nominal"),
    ):
        assert (told["scale"], told["n_missing"]) == (["nan", "x"], 1)


def test_a_bootstrap_is_the_same_for_the_same_seed(found):
    text = as_csv(tables.KRIPPENDORFF_2011_C)
    one, same, other = (
        found(text, "--bootstrap", "200", "--seed", seed)["coefficients"][0] for seed in "112"
    )
    assert one == same != other
    assert (one["method"], one["n_resamples"], one["value"]) == ("bootstrap", 200, other["value"])


def test_the_command_finds_what_the_package_finds(found):
    told = found(as_csv(tables.WIKIPEDIA))["coefficients"][0]
    alpha = krippendorff_alpha(tables.table(tables.WIKIPEDIA))
    assert isinstance(alpha, Estimate)
    assert (told["value"], told["low"], told["high"]) == (alpha.value, alpha.low, alpha.high)


def test_a_figure_that_cannot_be_given_has_a_reason(score, found):
    assert found("A,B\n1,1\n1,1\n")["coefficients"][0]["reason"] == "no_variation"
    _, out, _ = score("A,B\n1,1\n1,1\n")
    assert "ordinal: none, because all answers are the same" in out


def test_an_infinite_f_is_null_in_json(found):
    icc = found(as_csv(tables.BARTKO_1976_A))["coefficients"][-1]
    assert (icc["f"], icc["p"], "f_infinite" in icc["notes"]) == (None, 0, True)


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("A,B\n1,2\n3,many\n", [], "row 3, column 'B': 'many' is a label among numbers; correct"),
        ("A,B\nx,y\n", [], "row 2, column 'A': 'x' is a label and level ordinal needs an order"),
        ("A,B\n1,2,3\n", [], "row 2 has 3 cells under 2 names; remove"),
        ("A,B,A\n1,2,3\n", [], "row 1, column 3: 'A' is named twice; rename"),
        ("A,,B\n1,2,3\n", [], "row 1, column 2 has no name; give"),
        ("1,2\n3,4\n", [], "row 1 holds no names; put a row above it"),
        ("unit,A,B\nu,1,2\nu,2,3\n", [], "row 3: 'u' is there already in row 2; rename"),
        ("unit,A,B\n,1,2\n", [], "row 2 has no name in its first column"),
        ("A,B\n1,2\n7,2\n", ["--scale", "1..5"], "row 3, column 'A': 7 is not on the scale"),
        ("A,B\n1,2\n0,2\n", ["--level", "ratio"], "unit 'row 3', rater 'A': 0.0 has no ratio"),
        ("", [], "the file is empty; give"),
        ("A,B\n", [], "no rows below the names; add"),
        ("A,B\n1,2\n", ["--scale", "5..1"], "holds no two values; give the lowest first"),
        ("A,B\n1,2\n", ["--scale", "a..b"], "is not two whole numbers such as 1..5"),
        ("A,B\n1,2\n", ["--scale", "1,1"], "must name every answer once"),
        ("A,B\n1,2\n", ["--icc", "4,1"], "form '4,1' is unknown; choose one of ICC(1,1)"),
        ("A,B\n1,2\n", ["--bootstrap", "0"], "resamples 0 must be 1 or more"),
        ("u,r,v\na,b,1\n", ["--long", "u,r"], "must name three columns, such as unit,rater,value"),
        ("u,r,v\na,b,1\n", ["--long", "u,r,x"], "there is no column 'x'; choose among u, r, v"),
        (
            "u,r,v\na,b,1\na,b,2\n",
            ["--long", "u,r,v"],
            "row 3: unit 'a', rater 'b' is there already in row 2; keep one",
        ),
    ],
)
def test_an_error_names_the_place_and_the_remedy(score, content, options, said):
    code, out, err = score(content, *options)
    assert (code, out) == (2, "")
    assert err.startswith("deliberate: ")
    assert said in err


def test_what_is_no_table_is_bad_input(score, tmp_path):
    assert score(None, name="nothing.csv")[0] == 2
    assert "is not .csv, .tsv or .xlsx" in score("A,B", name="ratings.ods")[2]
    (tmp_path / "latin.csv").write_bytes("A,B\nné,1\n".encode("latin-1"))
    assert "save it as CSV UTF-8" in score(None, name="latin.csv")[2]


def test_a_bar_shows_only_to_those_who_wait(capsys):
    with Bar("bootstrap") as bar:
        bar(1, 2)
    assert capsys.readouterr().err == ""
    with bar:
        bar._began -= PATIENCE
        bar(1, 2)
        bar(2, 2)
    assert capsys.readouterr().err.endswith("100%\n")
