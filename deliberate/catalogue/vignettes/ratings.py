"""The ratings of the vignettes, read from their two data files as the core's answers."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from deliberate.sessions.forms import DIRECTED, Answer, Direction

HERE = Path(__file__).parent
Given = dict[tuple[int, str], dict[str, Answer]]


def given(vignette_id: str) -> Given:
    """By round and rater's letter: the answer to each question of the two files."""
    answers: Given = {}
    for row in _rows("ratings.csv", vignette_id):
        answers.setdefault(_who(row), {})[row["factor_id"]] = _rating(row)
    for row in _rows("judgements.csv", vignette_id):
        item = f"{row['judgement_id']}@{row['child']}" if row["child"] else row["judgement_id"]
        answers.setdefault(_who(row), {})[item] = Answer(level=int(row["value"]))
    return answers


def _rows(name: str, vignette_id: str) -> Iterator[Mapping[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["vignette"] == vignette_id)


def _who(row: Mapping[str, str]) -> tuple[int, str]:
    return int(row["round"]), row["rater"]


def _rating(row: Mapping[str, str]) -> Answer:
    direction = Direction(row["direction"])
    return Answer(
        direction=direction,
        level=int(row["level"]) if direction in DIRECTED else None,
        benefit=row["benefit"] or None,
        cause=row["cause"] or None,
    )
