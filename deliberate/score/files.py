"""The rows of a file, whatever program saved it: CSV, TSV or a workbook."""

import csv
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from .sheet import BadInput, Sheet, sheet_of

COMMA = re.compile(r"[+-]?\d+,\d+")


def read_sheet(path: Path) -> Sheet:
    """Read CSV (commas or semicolons), TSV or XLSX; what it is shows in the name of the file."""
    kind = path.suffix.lower()
    if kind in {".csv", ".tsv"}:
        return sheet_of(_text_rows(path, kind))
    if kind in {".xlsx", ".xlsm"}:
        return sheet_of(_workbook_rows(path))
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
