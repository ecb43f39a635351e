"""The three models of the ICC: value, F test and limits, from the mean squares alone.

Formulas of McGraw & Wong (1996), Psychol Methods 1:30-46, with their correction in 1:390; models
numbered as by Shrout & Fleiss (1979), Psychol Bull 86:420-428.
"""

import math
from dataclasses import dataclass
from typing import Literal

from ._anova import MeanSquares
from ._numbers import NEGLIGIBLE, f_quantile, f_tail

Model = Literal["1", "2", "3"]
Limits = tuple[float, float]


@dataclass(frozen=True, slots=True)
class FTest:
    """Whether units differ by more than chance; F is infinite where nothing is left to chance."""

    f: float
    df1: int
    df2: int
    p: float


def error_of(ms: MeanSquares, model: Model) -> float:
    return ms.msw if model == "1" else ms.mse


def f_test(ms: MeanSquares, model: Model) -> FTest:
    error = error_of(ms, model)
    f = ms.msr / error if error else math.inf
    df1, df2 = ms.n - 1, _error_df(ms, model)
    return FTest(f, df1, df2, f_tail(f, df1, df2))


def icc_value(ms: MeanSquares, model: Model, average: bool) -> float | None:
    """Divide the variance between units by all variance, None where that is not positive."""
    error = error_of(ms, model)
    between = ms.msr - error
    total = between + ms.k * error
    if model == "2":
        total += ms.k * (ms.msc - ms.mse) / ms.n
    if average:
        between, total = ms.k * between, total + (ms.k - 1) * between
    least = NEGLIGIBLE * (ms.msr + ms.msc + error)
    return between / total if total > least else None


def single_limits(ms: MeanSquares, model: Model, confidence: float) -> Limits | None:
    """Give limits for one rater; None where units do not differ or nothing else does.

    They are approximate for model 2, and below 0 they can fail to hold the ICC itself: None too.
    """
    rho = icc_value(ms, model, average=False)
    if rho is None or rho == 1 or ms.msr == 0:
        return None
    upper = (1 + confidence) / 2
    found = _agreement_limits(ms, rho, upper) if model == "2" else _f_limits(ms, model, upper)
    return found if found[0] <= rho <= found[1] else None


def averaged(limit: float, k: int) -> float | None:
    """Step a limit for one rater up to k of them; None where no k raters could have it.

    At -1/(k - 1) the Spearman-Brown formula runs to minus infinity and comes back above 1.
    """
    rest = 1 + (k - 1) * limit
    return k * limit / rest if rest > NEGLIGIBLE else None


def _error_df(ms: MeanSquares, model: Model) -> int:
    return (ms.n if model == "1" else ms.n - 1) * (ms.k - 1)


def _f_limits(ms: MeanSquares, model: Model, upper: float) -> Limits:
    test = f_test(ms, model)
    low = test.f / f_quantile(upper, test.df1, test.df2)
    high = test.f * f_quantile(upper, test.df2, test.df1)
    return (low - 1) / (low + ms.k - 1), (high - 1) / (high + ms.k - 1)


def _agreement_limits(ms: MeanSquares, rho: float, upper: float) -> Limits:
    n, k = ms.n, ms.k
    weight = k * rho / (n * (1 - rho))
    raters, rest = weight * ms.msc, (1 + weight * (n - 1)) * ms.mse
    squares = raters**2 / (k - 1) + rest**2 / ((n - 1) * (k - 1))
    df = (raters + rest) ** 2 / squares if squares else math.nan
    f_low, f_high = f_quantile(upper, n - 1, df), f_quantile(upper, df, n - 1)
    others = k * ms.msc + (k * n - k - n) * ms.mse
    return (
        n * (ms.msr - f_low * ms.mse) / (f_low * others + n * ms.msr),
        n * (f_high * ms.msr - ms.mse) / (others + n * f_high * ms.msr),
    )
