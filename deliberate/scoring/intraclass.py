"""Intraclass correlation: the share of all variance that lies between units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ._anova import MeanSquares
from ._basis import Basis, basis_of, complete_basis
from ._icc_models import Model, averaged, error_of, f_test, icc_value, single_limits
from ._numbers import Flags
from ._ratings import Ratings
from ._reading import check_confidence
from ._types import Estimate, Note, Reason, Statistic, Undefined

_FORMS: Mapping[str, tuple[Model, bool]] = MappingProxyType(
    {
        "ICC(1,1)": ("1", False),
        "ICC(2,1)": ("2", False),
        "ICC(3,1)": ("3", False),
        "ICC(1,k)": ("1", True),
        "ICC(2,k)": ("2", True),
        "ICC(3,k)": ("3", True),
    }
)
_MCGRAW_WONG = MappingProxyType(
    {
        "ICC(1)": "ICC(1,1)",
        "ICC(A,1)": "ICC(2,1)",
        "ICC(C,1)": "ICC(3,1)",
        "ICC(k)": "ICC(1,k)",
        "ICC(A,k)": "ICC(2,k)",
        "ICC(C,k)": "ICC(3,k)",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IccEstimate(Estimate):
    """An ICC with the F test of no variance between units; its form stands in `level`."""

    f: float
    df1: int
    df2: int
    p: float


def icc(
    ratings: Ratings, form: str = "ICC(2,1)", confidence: float = 0.95
) -> IccEstimate | Undefined:
    """Give one form, named as by Shrout & Fleiss or as by McGraw & Wong, over complete units.

    Who rated nothing is left out first; then every unit that lacks a rating is dropped and
    counted. A negative variance gives a negative ICC.

    Shrout & Fleiss (1979), Psychol Bull 86:420-428, Table 4 prints .29:

    >>> judges = [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]]
    >>> targets = [*zip(*judges)]
    >>> ratings = Ratings.from_array(targets, units=[*"123456"], raters=[*"ABCD"])
    >>> found = icc(ratings, "ICC(2,1)")
    >>> round(found.value, 2), round(found.f, 2), found.df1, found.df2
    (0.29, 11.03, 5, 15)
    """
    name = _name_of(form)
    return _answers(ratings, [name], confidence)[name]


def icc_table(ratings: Ratings, confidence: float = 0.95) -> dict[str, IccEstimate | Undefined]:
    """Give all six forms, by their Shrout & Fleiss names."""
    return _answers(ratings, _FORMS, confidence)


def _name_of(form: str) -> str:
    name = f"ICC({form.strip().removeprefix('ICC').strip(' ()').replace(' ', '')})"
    name = _MCGRAW_WONG.get(name, name)
    if name not in _FORMS:
        known = ", ".join([*_FORMS, *_MCGRAW_WONG])
        raise ValueError(f"form {form!r} is unknown; choose one of {known}")
    return name


def _answers(
    ratings: Ratings, forms: Iterable[str], confidence: float
) -> dict[str, IccEstimate | Undefined]:
    check_confidence(confidence)
    values, codes = ratings.numbers("interval"), ratings.codes
    if codes.shape[0] > 1 < codes.shape[1] and codes.min() >= 0:
        basis = {form: complete_basis(ratings, form) for form in forms}
    else:
        given = np.count_nonzero(ratings.known, axis=1)
        raters = np.count_nonzero(ratings.known, axis=0) > 0
        kept = (given == np.count_nonzero(raters)) & (given > 0)
        basis = {form: basis_of(ratings, kept, form) for form in forms}
        if reason := _reason(kept, raters):
            return {form: Undefined(reason, **basis[form]) for form in basis}
        codes = codes[np.ix_(kept, raters)]
    squares = MeanSquares.of(codes, values)
    return {form: _answer(squares, basis[form], confidence) for form in basis}


def _reason(kept: Flags, raters: Flags) -> Reason | None:
    if np.count_nonzero(raters) < 2:
        return "not_pairable"
    if not kept.any():
        return "no_complete_units"
    return "one_unit" if np.count_nonzero(kept) == 1 else None


def _answer(squares: MeanSquares, basis: Basis, confidence: float) -> IccEstimate | Undefined:
    model, average = _FORMS[basis["level"]]
    if squares.msr == 0 == error_of(squares, model):
        return Undefined("no_variation", **basis)
    value = icc_value(squares, model, average)
    if value is None:
        return Undefined("no_total_variance", **basis)
    low, high, notes = _limits(squares, model, average, confidence)
    f = f_test(squares, model)
    return IccEstimate(
        value, low, high, "F", notes=notes, f=f.f, df1=f.df1, df2=f.df2, p=f.p, **basis
    )


def _limits(
    squares: MeanSquares, model: Model, average: bool, confidence: float
) -> tuple[float | None, float | None, tuple[Note, ...]]:
    found = single_limits(squares, model, confidence)
    if found is None:
        return None, None, ("interval_not_estimable",)
    if not average:
        return *found, ()
    low, high = (averaged(limit, squares.k) for limit in found)
    return low, high, ("low_unbounded",) if low is None else ()


STATISTIC = Statistic(
    name="icc",
    label="ICC",
    reads_as="1: all variance lies between the units; 0 or below: none of it does.",
    source="McGraw KO, Wong SP (1996) Psychol Methods 1:30-46",
    compute=icc,
)
