"""From rows of cells to ratings: which way the table lies, and what its cells may hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deliberate.scoring import Level, Ratings

from .levels import Levels, read_levels
from .sheet import BadInput, Sheet

NAMING = frozenset({"", "unit", "units", "rater", "raters", "item", "factor", "name", "id"})
"""A first column with such a name holds names, not ratings."""


@dataclass(frozen=True, slots=True)
class Lie:
    """Which way the table lies; `long` names the columns of unit, rater and value."""

    units_as: str = "rows"
    long: Sequence[str] | None = None


def ratings_of(sheet: Sheet, lie: Lie, level: Level, scale: str | None) -> Ratings:
    """Make ratings of the sheet; every cell of a wide table was asked."""
    placed = _long(sheet, lie.long) if lie.long else _wide(sheet, lie.units_as)
    if not placed:
        raise BadInput("there are no rows below the names; add a row per unit")
    numbers = [value for _, value in placed.values() if isinstance(value, float)]
    levels = read_levels(scale) if scale else None
    labels = [(where, v) for where, v in placed.values() if isinstance(v, str)]
    as_labels = bool(labels) and not (numbers and level != "nominal")
    if labels and not as_labels:
        where, label = labels[0]
        raise BadInput(
            f"{where}: {label!r} is a label among numbers; correct it, or empty the cell if the "
            "answer is unknown"
        )
    if as_labels and level != "nominal" and levels is None:
        where, label = labels[0]
        raise BadInput(
            f"{where}: {label!r} is a label and level {level} needs an order; name the answers in "
            "their order with --scale low,middle,high, or use --level nominal"
        )
    told = {key: _plain(value) if as_labels else value for key, (_, value) in placed.items()}
    _check_scale(placed, told, levels)
    return Ratings.from_records(((u, r, v) for (u, r), v in told.items()), levels)


def _plain(value: float | str | None) -> str | None:
    """Write a number among labels as people wrote it."""
    return f"{value:g}" if isinstance(value, float) else value


Placed = Mapping[tuple[str, str], tuple[str, float | str | None]]


def _check_scale(
    placed: Placed,
    told: Mapping[tuple[str, str], float | str | None],
    levels: Levels | None,
) -> None:
    for key, value in told.items():
        if levels is not None and value is not None and value not in levels:
            raise BadInput(
                f"{placed[key][0]}: {_plain(value)} is not on the scale; correct it, or add it to "
                "--scale"
            )


def _wide(sheet: Sheet, units_as: str) -> Placed:
    named = sheet.names[0].casefold() in NAMING
    seen: dict[str, int] = {}
    found: dict[tuple[str, str], tuple[str, float | str | None]] = {}
    for number, cells in sheet.rows:
        name = _name(number, cells[0]) if named else f"row {number}"
        if name in seen:
            raise BadInput(
                f"row {number}: {name!r} is there already in row {seen[name]}; rename one of them"
            )
        seen[name] = number
        for column, cell in list(zip(sheet.names, cells, strict=True))[named:]:
            key = (name, column) if units_as == "rows" else (column, name)
            found[key] = (f"row {number}, column {column!r}", cell)
    return found


def _name(number: int, cell: float | str | None) -> str:
    if cell is None:
        raise BadInput(f"row {number} has no name in its first column; give it one")
    return _plain(cell) or ""


def _long(sheet: Sheet, names: Sequence[str]) -> Placed:
    unit, rater, value = (sheet.column(name) for name in names)
    found: dict[tuple[str, str], tuple[str, float | str | None]] = {}
    rows: dict[tuple[str, str], int] = {}
    for number, cells in sheet.rows:
        key = (_name(number, cells[unit]), _name(number, cells[rater]))
        if key in rows:
            raise BadInput(
                f"row {number}: unit {key[0]!r}, rater {key[1]!r} is there already in row "
                f"{rows[key]}; keep one of the two"
            )
        rows[key] = number
        found[key] = (f"row {number}, column {names[2]!r}", cells[value])
    return found
