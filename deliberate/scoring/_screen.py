"""Which coefficients a team may see at all."""

from typing import Literal

from ._types import Estimate, Reason, Undefined

FEWEST_RATERS, FEWEST_UNITS = 3, 5
FOLDED_BELOW, WIDE_BELOW = 10, 20

Standing = Literal["withheld", "folded", "wide", "shown"]


def for_screen(found: Estimate | Undefined) -> Estimate | Undefined:
    """Withhold a coefficient over too few raters or units, or without an interval."""
    reason = _reason(found)
    if reason is None:
        return found
    return Undefined(
        reason,
        found.n_units,
        found.n_raters,
        found.n_missing,
        found.level,
        found.n_units_dropped,
    )


def standing(found: Estimate | Undefined) -> Standing:
    """Say what may be made of a coefficient: nothing, only behind a click, with the word "wide"."""
    shown = for_screen(found)
    if isinstance(shown, Undefined):
        return "withheld"
    if shown.n_units < FOLDED_BELOW:
        return "folded"
    return "wide" if shown.n_units < WIDE_BELOW else "shown"


def _reason(found: Estimate | Undefined) -> Reason | None:
    if found.n_raters < FEWEST_RATERS:
        return "fewer_than_3_raters"
    if found.n_units < FEWEST_UNITS:
        return "fewer_than_5_units"
    if isinstance(found, Estimate) and found.low is None:
        return "interval_not_estimable"
    return None
