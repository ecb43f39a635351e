"""Ratings: a table of units by raters whose axes have names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Self

import numpy as np
import numpy.typing as npt

from ._numbers import Codes, Flags, Floats, Labels
from ._reading import (
    Answer,
    Scale,
    check_shape,
    distinct,
    infinite,
    off_scale,
    place,
    read_answer,
    read_axis,
    read_scale,
)

MISSING, NOT_ASKED, _OFF_SCALE = -1, -2, -3


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Who gave which answer about which unit; build it with `from_records` or `from_array`.

    `codes` is units x raters and points into `scale`, the possible answers in their order; it is
    `MISSING` where the answer is unknown and `NOT_ASKED` where there was no question. `ordered`
    is false for labels whose order nobody gave.
    """

    units: tuple[str, ...]
    raters: tuple[str, ...]
    scale: Floats | Labels
    codes: Codes
    ordered: bool

    @classmethod
    def from_records(
        cls, records: Iterable[tuple[str, str, object]], scale: Scale | None = None
    ) -> Self:
        """Take (unit, rater, value) records; a pair without a record was not asked.

        A number or a label is an answer; None, nan, pandas NA and blank text are missing. `scale`
        lists the possible answers in their order; without it they are the answers that occur.
        """
        cells: dict[tuple[str, str], Answer | None] = {}
        for unit, rater, value in records:
            if (unit, rater) in cells:
                raise ValueError(f"{place(unit, rater)} is there twice; keep one of the two")
            cells[unit, rater] = read_answer(value, partial(place, unit, rater))
        units = tuple(dict.fromkeys(unit for unit, _ in cells))
        raters = tuple(dict.fromkeys(rater for _, rater in cells))
        return cls._from_cells(units, raters, cells, scale)

    @classmethod
    def from_array(
        cls,
        array: npt.ArrayLike | Sequence[Sequence[object]],
        units: Sequence[str],
        raters: Sequence[str],
        scale: Scale | None = None,
    ) -> Self:
        """Take a table with a row per unit and a column per rater; every cell was asked."""
        table = array if isinstance(array, np.ndarray) else np.asarray(array, dtype=object)
        rows, columns = read_axis("unit", units), read_axis("rater", raters)
        check_shape(table.shape, len(rows), len(columns))
        if table.dtype.kind in "biuf":
            numbers = np.ma.filled(table.astype(np.float64), np.nan)
            return cls._from_numbers(rows, columns, numbers, scale)
        return cls._from_cells(
            rows,
            columns,
            {
                cell: read_answer(value, partial(place, *cell))
                for cell, value in zip(product(rows, columns), table.flat, strict=True)
            },
            scale,
        )

    @classmethod
    def _from_cells(
        cls,
        units: tuple[str, ...],
        raters: tuple[str, ...],
        cells: Mapping[tuple[str, str], Answer | None],
        scale: Scale | None,
    ) -> Self:
        levels = read_scale({answer for answer in cells.values() if answer is not None}, scale)
        code: dict[Answer | None, int] = {level: i for i, level in enumerate(levels.tolist())}
        code[None] = MISSING
        row = {unit: i for i, unit in enumerate(units)}
        column = {rater: i for i, rater in enumerate(raters)}
        codes = np.full((len(units), len(raters)), NOT_ASKED)
        for (unit, rater), answer in cells.items():
            if answer not in code:
                raise off_scale(place(unit, rater), answer)
            codes[row[unit], column[rater]] = code[answer]
        return cls(units, raters, levels, codes, scale is not None or levels.dtype.kind == "f")

    @classmethod
    def _from_numbers(
        cls, units: tuple[str, ...], raters: tuple[str, ...], table: Floats, scale: Scale | None
    ) -> Self:
        """Do what `_from_cells` does, on large tables in a hundredth of the time."""
        known = np.isfinite(table)
        if np.isinf(table).any():
            raise infinite(_first(np.isinf(table), units, raters))
        found, which = distinct(table[known])
        levels = read_scale(set(found.tolist()), scale)
        code = {level: i for i, level in enumerate(levels.tolist())}
        codes = np.full(table.shape, MISSING)
        codes[known] = np.array([code.get(x, _OFF_SCALE) for x in found.tolist()], int)[which]
        if (codes == _OFF_SCALE).any():
            off = codes == _OFF_SCALE
            raise off_scale(_first(off, units, raters), float(table[off][0]))
        return cls(units, raters, levels, codes, ordered=True)

    @property
    def known(self) -> Flags:
        """Where there is an answer, units x raters."""
        return self.codes >= 0

    @property
    def n_missing(self) -> int:
        """How many answers were asked for and are unknown."""
        return int(np.count_nonzero(self.codes == MISSING))

    def numbers(self, level: str) -> Floats:
        """Give the scale as numbers; labels have none."""
        if self.scale.dtype.kind == "f":
            return self.scale.astype(np.float64)
        raise ValueError(
            f"{self.first(self.known)} is a label, which has no value on {level} level; "
            "give numbers instead"
        )

    def first(self, cells: Flags) -> str:
        """Name the first of these cells, with its answer."""
        if not cells.any():
            return "the scale"
        answer = self.scale[self.codes[cells][0]].item()
        return f"{_first(cells, self.units, self.raters)}: {answer!r}"


def _first(cells: Flags, units: tuple[str, ...], raters: tuple[str, ...]) -> str:
    row, column = np.argwhere(cells)[0]
    return place(units[row], raters[column])
