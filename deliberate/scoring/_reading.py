"""What counts as an answer, and the errors that name the row, the column and the remedy."""

from collections.abc import Callable, Sequence
from math import isfinite, isinf, isnan
from typing import Literal, SupportsFloat, get_args, overload

import numpy as np

from ._numbers import Floats, Labels

Answer = float | str
Scale = range | Sequence[float] | Sequence[str]
Axis = Literal["rows", "columns"]


_AXES = get_args(Axis)


class Numbered(Sequence[str]):
    """The names 1, 2, 3 and so on, made when somebody reads one."""

    __slots__ = ("_numbers",)

    def __init__(self, n: int) -> None:
        self._numbers = range(1, n + 1)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        if isinstance(at, slice):
            return tuple(map(str, self._numbers[at]))
        return str(self._numbers[at])


def place(unit: str, rater: str) -> str:
    return f"unit {unit!r}, rater {rater!r}"


def infinite(where: str) -> ValueError:
    return ValueError(f"{where} is infinite; give a finite number, or None where it is unknown")


def off_scale(where: str, answer: Answer | None) -> ValueError:
    return ValueError(f"{where} is {answer!r}, which is not on the scale; correct it or add it")


def read_answer(value: object, where: Callable[[], str]) -> Answer | None:
    """Read one answer: a finite number, a label, or None where it is missing.

    `where` is asked only for an error, because putting every place into words takes most time.
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, str):
        return str(value) if value.strip() else None
    if not isinstance(value, float | int | SupportsFloat):
        raise ValueError(f"{where()} is {value!r}; give a number, a label or None")
    number = float(value)
    if isinf(number):
        raise infinite(where())
    return None if isnan(number) else number


def read_number(value: object, at: int) -> float | None:
    """Read one answer that must have a place on the scale, or None where it is unknown."""
    answer = read_answer(value, lambda: f"answer {at}")
    if isinstance(answer, str):
        raise ValueError(f"answer {at} is {answer!r}; give a number, or None where it is unknown")
    return answer


def check_axis(units_as: Axis | None, named: bool) -> None:
    """Nobody may have to guess which way a table lies; names for both axes say it too."""
    if units_as is None and not named:
        raise ValueError(
            "the table does not say which way it lies; name its units and raters, or say "
            "units_as='rows' (a row per unit) or units_as='columns'"
        )
    if units_as is not None and units_as not in _AXES:
        raise ValueError(f"units_as {units_as!r} is unknown; choose 'rows' or 'columns'")


def read_axis(kind: str, names: Sequence[str] | None, n: int) -> Sequence[str]:
    """Take the names along one axis, each of them once; without names they are numbered."""
    if names is None:
        return Numbered(n)
    axis = tuple(names)
    if len(set(axis)) < len(axis):
        twice = next(name for i, name in enumerate(axis) if name in axis[:i])
        raise ValueError(f"{kind} {twice!r} is named twice; give every {kind} its own name")
    return axis


def check_shape(shape: tuple[int, ...], n_units: int, n_raters: int) -> None:
    if shape != (n_units, n_raters):
        raise ValueError(
            f"the table is {' x '.join(map(str, shape))} but the names are {n_units} units x "
            f"{n_raters} raters; give a row per unit and a column per rater, or transpose it"
        )


def read_scale(answers: set[Answer], scale: Scale | None) -> Floats | Labels:
    """Give the possible answers in their order: those of the scale, or those that occur."""
    kinds = {isinstance(answer, str) for answer in answers.union(scale or ())}
    if len(kinds) > 1:
        raise ValueError("numbers and labels are mixed; use one kind for all answers and the scale")
    given = list(answers if scale is None else scale)
    if len(set(given)) < len(given) or not all(isinstance(x, str) or isfinite(x) for x in given):
        raise ValueError(f"the scale {given} must be finite and name every answer once")
    if True in kinds:
        labels = np.array(given, dtype=np.str_)
        return labels if scale else np.sort(labels)
    numbers = np.array(given, dtype=np.float64)
    return numbers if scale else np.sort(numbers)


def check_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} must lie between 0 and 1, such as 0.95")
