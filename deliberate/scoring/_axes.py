"""Which way a table lies, and how its rows and columns are called."""

from collections.abc import Sequence
from typing import Literal, get_args, overload

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
