"""A table in a file as rows of cells, each of which knows where it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


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


def sheet_of(rows: Iterable[tuple[int, list[object]]]) -> Sheet:
    """Take the first row for names and read the cells of the others."""
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
