"""The arrays that scoring works with, and the quantiles it needs from scipy.special."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.signedinteger[Any]]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.str_]
Numbers = npt.NDArray[np.number[Any]]

NEGLIGIBLE = 1e-12
"""A part of a whole smaller than this is rounding."""


def t_quantile(p: float, df: float) -> float:
    """Quantile of Student's t; scipy.stats gives the same after a second of importing."""
    return float(special.stdtrit(df, p))


def f_quantile(p: float, df1: float, df2: float) -> float:
    return float(special.fdtri(df1, df2, p))


def f_tail(f: float, df1: float, df2: float) -> float:
    """Probability of a larger F."""
    return float(special.fdtrc(df1, df2, f))
