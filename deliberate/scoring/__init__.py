"""Agreement statistics: ratings in, an estimate or the reason for its absence out."""

from . import alpha, direction, gwet, intraclass, spread, within
from . import shift as _shift
from ._counts import Counts
from ._ratings import Ratings
from ._screen import Standing, for_screen, standing
from ._types import Estimate, Level, Statistic, Undefined
from .alpha import krippendorff_alpha
from .direction import DirectionConflict, direction_conflict
from .gwet import Weights, gwet_ac2
from .intraclass import IccEstimate, icc, icc_table
from .shift import Shift, shift
from .spread import FactorSpread, factor_spread
from .within import WithinOneLevel, within_one_level

STATISTICS: tuple[Statistic, ...] = (
    spread.STATISTIC,
    direction.STATISTIC,
    within.STATISTIC,
    alpha.STATISTIC,
    gwet.STATISTIC,
    intraclass.STATISTIC,
    _shift.STATISTIC,
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
    "Shift",
    "Standing",
    "Statistic",
    "Undefined",
    "Weights",
    "WithinOneLevel",
    "direction_conflict",
    "factor_spread",
    "for_screen",
    "gwet_ac2",
    "icc",
    "icc_table",
    "krippendorff_alpha",
    "shift",
    "standing",
    "within_one_level",
]
