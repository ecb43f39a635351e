"""Agreement statistics: ratings in, an estimate or the reason for its absence out."""

from . import alpha, direction, intraclass, spread, within
from ._counts import Counts
from ._ratings import Ratings
from ._screen import Standing, for_screen, standing
from ._types import Estimate, Level, Statistic, Undefined
from .alpha import krippendorff_alpha
from .direction import DirectionConflict, direction_conflict
from .intraclass import IccEstimate, icc, icc_table
from .spread import FactorSpread, factor_spread
from .within import WithinOneLevel, within_one_level

STATISTICS: tuple[Statistic, ...] = (
    spread.STATISTIC,
    direction.STATISTIC,
    within.STATISTIC,
    alpha.STATISTIC,
    intraclass.STATISTIC,
)

__all__ = [
    "STATISTICS",
    "Counts",
    "DirectionConflict",
    "Estimate",
    "FactorSpread",
    "IccEstimate",
    "Level",
    "Ratings",
    "Standing",
    "Statistic",
    "Undefined",
    "WithinOneLevel",
    "direction_conflict",
    "factor_spread",
    "for_screen",
    "icc",
    "icc_table",
    "krippendorff_alpha",
    "standing",
    "within_one_level",
]
