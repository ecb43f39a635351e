"""Reads a table of ratings from a file and tells how far the raters agree."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from deliberate.exits import CANNOT, DONE, USAGE, stop
from deliberate.scoring import Level
from deliberate.scoring.alpha import LEVELS

from .analysis import Bootstrap, analyse
from .as_json import as_json
from .bar import Bar
from .files import read_sheet
from .sheet import BadInput
from .table import Lie, ratings_of
from .told import in_words


def main(arguments: Sequence[str]) -> int:
    """Carry out the command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        _score(options)
    except ValueError as error:
        return stop(str(error), USAGE)
    except FileNotFoundError:
        return stop(f"there is no file {options.file}", USAGE)
    except OSError as error:
        return stop(str(error), CANNOT)
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "deliberate score",
        description="How far raters agree: the answers per unit first, coefficients after that.",
    )
    parser.add_argument("file", type=Path, help="CSV, TSV or XLSX; the first row names the columns")
    parser.add_argument("--level", choices=LEVELS, default="ordinal", help="default: ordinal")
    parser.add_argument("--icc", metavar="FORM", default="2,1", help="default: 2,1")
    parser.add_argument("--scale", help="the answers in their order: 1..5, or low,middle,high")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--units-as", choices=("rows", "columns"), default="rows")
    shape.add_argument("--long", metavar="UNIT,RATER,VALUE", help="the columns of a long table")
    parser.add_argument("--bootstrap", metavar="B", type=int, help="resamples for the interval")
    parser.add_argument("--seed", metavar="S", type=int, default=0, help="default: 0")
    parser.add_argument("--json", action="store_true", help="print one object")
    return parser


def _score(options: argparse.Namespace) -> None:
    level = cast(Level, options.level)
    lie = Lie(options.units_as, _three(options.long) if options.long else None)
    ratings = ratings_of(read_sheet(options.file), lie, level, options.scale)
    draws = Bootstrap(options.bootstrap, options.seed) if options.bootstrap is not None else None
    with Bar("bootstrap") as bar:
        found = analyse(ratings, level, options.icc, draws, bar)
    told = as_json(options.file.name, found) if options.json else None
    lines = in_words(options.file.name, found)
    print(json.dumps(told, ensure_ascii=False) if told else "\n".join(lines))


def _three(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if len(names) != 3:
        raise BadInput(f"--long {text!r} must name three columns, such as unit,rater,value")
    return names
