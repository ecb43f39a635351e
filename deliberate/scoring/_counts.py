"""Counts: how often each answer was given about each unit, without who gave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from ._numbers import Flags, Floats, Labels
from ._ratings import Ratings
from ._reading import Answer, Scale, off_scale, read_answer, read_scale
from ._tally import tally


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """What a revealed round shows of its answers; alpha and AC2 need no more than this.

    `table` is units x values of `scale`. Who answered is not in it, so the caller says how many
    raters there were. `ordered` is false for labels whose order nobody gave.
    """

    units: Sequence[str]
    scale: Floats | Labels
    table: Floats
    n_raters: int
    n_missing: int
    ordered: bool

    @classmethod
    def of(cls, ratings: Ratings) -> Self:
        """Forget who gave which answer; a rater is who gave one."""
        return cls(
            ratings.units,
            ratings.scale,
            tally(ratings.codes, len(ratings.scale)).T,
            int(np.count_nonzero(ratings.known.any(axis=0))),
            ratings.n_missing,
            ratings.ordered,
        )

    @classmethod
    def from_mapping(
        cls,
        counts: Mapping[str, Mapping[Answer, int]],
        *,
        n_raters: int,
        unknown: Mapping[str, int] | None = None,
        scale: Scale | None = None,
    ) -> Self:
        """Take, for each unit, how often each answer was given, and how many did not know."""
        read = {unit: _read(unit, given) for unit, given in counts.items()}
        levels = read_scale({answer for given in read.values() for answer in given}, scale)
        at = {level: i for i, level in enumerate(levels.tolist())}
        table = np.zeros((len(read), len(levels)))
        for row, (unit, given) in zip(table, read.items(), strict=True):
            for answer, n in given.items():
                if answer not in at:
                    raise off_scale(f"unit {unit!r}", answer)
                row[at[answer]] = n
        return cls(
            tuple(read),
            levels,
            table,
            n_raters,
            sum((unknown or {}).values()),
            scale is not None or levels.dtype.kind == "f",
        )

    def numbers(self, level: str) -> Floats:
        """Give the scale as numbers; labels have none."""
        if self.scale.dtype.kind == "f":
            return self.scale.astype(np.float64, copy=False)
        label = self.first(np.ones(len(self.scale), np.bool_))
        raise ValueError(
            f"{label} is a label, which has no value on {level} level; give numbers instead"
        )

    def first(self, values: Flags) -> str:
        """Name the first unit that holds one of these values, with the value."""
        cells = np.argwhere((self.table > 0) & values)
        if not len(cells):
            return "the scale"
        unit, value = cells[0]
        return f"unit {self.units[unit]!r}: {self.scale[value].item()!r}"


def _read(unit: str, given: Mapping[Answer, int]) -> dict[Answer, int]:
    read: dict[Answer, int] = {}
    for value, n in given.items():
        answer = read_answer(value, lambda: f"unit {unit!r}")
        if answer is None or n < 0 or n != int(n):
            raise ValueError(
                f"unit {unit!r} has {n!r} answers {value!r}; give whole numbers of known answers, "
                "and count who did not know in `unknown`"
            )
        read[answer] = read.get(answer, 0) + int(n)
    return read
