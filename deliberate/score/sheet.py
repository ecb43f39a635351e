"""A table in a file as rows of cells, each of which knows where it stands."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
COMMA = re.compile(r"[+-]?\d+,\d+")


class BadInput(ValueError):
    """What is wrong with the file or the options, where, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The names in the first row, and the rows below it with their row numbers."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[float | str | None, ...]], ...]

    def column(self, name: str) -> int:
        """Find a column by its name."""
        if name not in self.names:
            there = ", ".join(filter(None, self.names))
            raise BadInput(f"there is no column {name!r}; choose among {there}")
        return self.names.index(name)


def read_sheet(path: Path) -> Sheet:
    """Read CSV (commas or semicolons), TSV or XLSX; what it is shows in the name of the file."""
    kind = path.suffix.lower()
    if kind in {".csv", ".tsv"}:
        return _sheet(_text_rows(path, kind))
    if kind in {".xlsx", ".xlsm"}:
        return _sheet(_workbook_rows(path))
    raise BadInput(f"{path.name} is not .csv, .tsv or .xlsx; save it as one of these")


def _text_rows(path: Path, kind: str) -> Iterator[tuple[int, list[object]]]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path.name} is not UTF-8 text; save it as CSV UTF-8") from error
    head = text.partition("\n")[0]
    mark = "\t" if kind == ".tsv" else ";" if head.count(";") > head.count(",") else ","
    lines = csv.reader(text.splitlines(), delimiter=mark)
    for row in lines:
        if row:
            yield lines.line_num, [_decimal_point(cell) if mark == ";" else cell for cell in row]


def _decimal_point(cell: str) -> str:
    """Programs that separate with semicolons write numbers with a comma."""
    return cell.replace(",", ".") if COMMA.fullmatch(cell.strip()) else cell


def _workbook_rows(path: Path) -> Iterator[tuple[int, list[object]]]:
    try:
        pandas, _ = import_module("pandas"), import_module("openpyxl")
    except ImportError as error:
        raise BadInput(
            "reading XLSX needs pandas and openpyxl: install deliberate[trends], or save as CSV"
        ) from error
    frame = pandas.read_excel(path, header=None, dtype=object, na_filter=False, engine="openpyxl")
    for number, row in enumerate(frame.itertuples(index=False), start=1):
        if any(cell != "" for cell in row):
            yield number, list(row)


def _sheet(rows: Iterable[tuple[int, list[object]]]) -> Sheet:
    lines = iter(rows)
    first = next(lines, None)
    if first is None:
        raise BadInput("the file is empty; give a row of names and a row per unit")
    names = tuple("" if cell is None else str(cell).strip() for cell in first[1])
    _check_names(first[0], names)
    return Sheet(names, tuple((number, _cells(number, row, names)) for number, row in lines))


def _check_names(row: int, names: tuple[str, ...]) -> None:
    if all(NUMBER.fullmatch(name) for name in names if name):
        raise BadInput(f"row {row} holds no names; put a row above it that names the columns")
    for at, name in enumerate(names, start=1):
        if not name and at > 1:
            raise BadInput(f"row {row}, column {at} has no name; give every column one")
        if name in names[: at - 1]:
            raise BadInput(f"row {row}, column {at}: {name!r} is named twice; rename one of them")


def _cells(
    number: int, row: list[object], names: tuple[str, ...]
) -> tuple[float | str | None, ...]:
    if any(cell not in ("", None) for cell in row[len(names) :]):
        raise BadInput(
            f"row {number} has {len(row)} cells under {len(names)} names; remove what is too much"
        )
    missing = [None] * (len(names) - len(row))
    cells = chain(row[: len(names)], missing)
    return tuple(_cell(number, name, cell) for name, cell in zip(names, cells, strict=True))


def _cell(number: int, name: str, cell: object) -> float | str | None:
    if cell is None:
        return None
    if isinstance(cell, str):
        text = cell.strip()
        return float(text) if NUMBER.fullmatch(text) else text or None
    if isinstance(cell, int | float):
        return None if cell != cell else float(cell)
    raise BadInput(f"row {number}, column {name!r}: {cell!r} is neither number nor text; change it")
