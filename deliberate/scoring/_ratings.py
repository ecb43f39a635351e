"""Ratings: a table of units by raters whose axes have names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import isinf
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

from ._axes import Axis, check_axis, check_shape, read_axis
from ._codes import MISSING, NOT_ASKED, OFF_SCALE, distinct, kind_of_codes, limits, recode, steps
from ._numbers import Codes, Flags, Floats, Labels, Numbers
from ._reading import (
    Answer,
    Scale,
    infinite,
    off_scale,
    place,
    read_answer,
    read_scale,
)


class Frame(Protocol):
    """What this package needs of a pandas DataFrame, which it never imports."""

    index: Iterable[object]
    columns: Iterable[object]

    def to_numpy(self, dtype: type) -> npt.NDArray[np.object_]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Who gave which answer about which unit; build it with one of the `from_` methods.

    `codes` is units x raters and points into `scale`, the possible answers in their order; it is
    `MISSING` where the answer is unknown and `NOT_ASKED` where there was no question. `ordered`
    is false for labels whose order nobody gave.
    """

    units: Sequence[str]
    raters: Sequence[str]
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
        units: Sequence[str] | None = None,
        raters: Sequence[str] | None = None,
        scale: Scale | None = None,
        *,
        units_as: Axis | None = None,
    ) -> Self:
        """Take a table with a row per unit, or with `units_as="columns"` a column per unit.

        Every cell was asked. Names that are not given are numbers, and then `units_as` must be.
        """
        check_axis(units_as, units is not None and raters is not None)
        table = array if isinstance(array, np.ndarray) else np.asarray(array, dtype=object)
        if units_as == "columns":
            table = table.T
        if table.ndim != 2:
            raise ValueError(f"the table has {table.ndim} dimensions; give units x raters")
        rows = read_axis("unit", units, table.shape[0])
        columns = read_axis("rater", raters, table.shape[1])
        if units is not None or raters is not None:
            check_shape(table.shape, len(rows), len(columns))
        if table.dtype.kind in "biuf":
            return cls._from_numbers(rows, columns, table, scale)
        cells = zip(product(rows, columns), table.flat, strict=True)
        read = {at: read_answer(value, partial(place, *at)) for at, value in cells}
        return cls._from_cells(rows, columns, read, scale)

    @classmethod
    def from_frame(cls, frame: Frame, *, units_as: Axis, scale: Scale | None = None) -> Self:
        """Take a pandas DataFrame whose index and columns name the units and the raters."""
        index, columns = [str(x) for x in frame.index], [str(x) for x in frame.columns]
        units, raters = (index, columns) if units_as == "rows" else (columns, index)
        return cls.from_array(frame.to_numpy(object), units, raters, scale, units_as=units_as)

    @classmethod
    def from_codes(
        cls,
        codes: Codes,
        scale: Scale,
        units: Sequence[str] | None = None,
        raters: Sequence[str] | None = None,
        *,
        units_as: Axis,
    ) -> Self:
        """Take positions in the scale, from 0 on; a negative one is missing."""
        check_axis(units_as, named=True)
        table = codes.T if units_as == "columns" else codes
        rows = read_axis("unit", units, table.shape[0])
        columns = read_axis("rater", raters, table.shape[1])
        check_shape(table.shape, len(rows), len(columns))
        levels = read_scale(set(), scale)
        if table.size and table.max() >= len(levels):
            where = _first(table >= len(levels), rows, columns)
            raise ValueError(
                f"{where} has code {table.max()}, but the scale has {len(levels)} values, "
                f"from code 0 to {len(levels) - 1}"
            )
        if table.size and table.min() < MISSING:
            table = np.maximum(table, MISSING)
        return cls(
            rows, columns, levels, table.astype(kind_of_codes(len(levels)), copy=False), True
        )

    @classmethod
    def _from_cells(
        cls,
        units: Sequence[str],
        raters: Sequence[str],
        cells: Mapping[tuple[str, str], Answer | None],
        scale: Scale | None,
    ) -> Self:
        levels = read_scale({answer for answer in cells.values() if answer is not None}, scale)
        code: dict[Answer | None, int] = {level: i for i, level in enumerate(levels.tolist())}
        code[None] = MISSING
        row = {unit: i for i, unit in enumerate(units)}
        column = {rater: i for i, rater in enumerate(raters)}
        codes = np.full((len(units), len(raters)), NOT_ASKED, dtype=kind_of_codes(len(levels)))
        for (unit, rater), answer in cells.items():
            if answer not in code:
                raise off_scale(place(unit, rater), answer)
            codes[row[unit], column[rater]] = code[answer]
        return cls(units, raters, levels, codes, scale is not None or levels.dtype.kind == "f")

    @classmethod
    def _from_numbers(
        cls, units: Sequence[str], raters: Sequence[str], table: Numbers, scale: Scale | None
    ) -> Self:
        """Do what `_from_cells` does, on large tables in a thousandth of the time."""
        if isinstance(scale, range) and table.dtype.kind in "iu" and type(table) is np.ndarray:
            codes = steps(table, scale)
            if codes is not None:
                steps_of_1 = np.arange(scale.start, scale.stop, dtype=np.float64)
                return cls(units, raters, steps_of_1, codes, ordered=True)
        numbers = np.ma.filled(table.astype(np.float64, copy=False), np.nan)
        low, high = limits(numbers)
        if isinf(low) or isinf(high):
            raise infinite(_first(np.isinf(numbers), units, raters))
        found, codes = distinct(numbers, low, high)
        if scale is None:
            return cls(units, raters, found, codes, ordered=True)
        levels = read_scale(set(found.tolist()), scale)
        code = {level: i for i, level in enumerate(levels.tolist())}
        codes = recode(codes, np.array([code.get(x, OFF_SCALE) for x in found.tolist()], np.int_))
        if (codes == OFF_SCALE).any():
            off = codes == OFF_SCALE
            raise off_scale(_first(off, units, raters), float(numbers[off][0]))
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
            return self.scale.astype(np.float64, copy=False)
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


def _first(cells: Flags, units: Sequence[str], raters: Sequence[str]) -> str:
    row, column = np.argwhere(cells)[0]
    return place(units[row], raters[column])
