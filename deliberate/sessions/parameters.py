"""The numbers that a kind of session works with, frozen into it at the opening."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .ids import (
    BLIND_1,
    BLIND_2,
    CHALLENGE,
    DECIDE,
    DISCUSS,
    FACTS,
    OPEN,
    OPTIONS,
    REVEAL,
    StageId,
)

MINUTES: Mapping[StageId, int] = {
    OPEN: 2,
    FACTS: 12,
    BLIND_1: 3,
    REVEAL: 3,
    DISCUSS: 13,
    OPTIONS: 9,
    CHALLENGE: 5,
    BLIND_2: 2,
    DECIDE: 15,
}
"""With prework done; closing the meeting is the last two minutes of deciding."""

HALF_AN_HOUR: Mapping[StageId, int] = {
    OPEN: 1,
    FACTS: 5,
    BLIND_1: 1,
    REVEAL: 2,
    DISCUSS: 8,
    OPTIONS: 5,
    CHALLENGE: 2,
    BLIND_2: 1,
    DECIDE: 5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Defaults of the protocol; counts unless the name says minutes or a share.

    A `short` session asks for prework and a smaller second round, and may not decide what cannot
    be undone or what leaves the present frame.
    """

    short: bool = False
    minutes: Mapping[StageId, int] = field(default_factory=lambda: dict(MINUTES))
    blind_minutes_without_prework: int = 10
    min_raters: int = 3
    max_raters: int = 8
    factors_per_screen: int = 5
    max_case_factors: int = 3
    max_core_facts: int = 5
    min_facts: int = 5
    proposed_items: int = 3
    max_items: int = 5
    min_options: int = 3
    advocate_points: int = 3
    ideas_per_seat: int = 3
    ideas_minutes: int = 2
    shift_levels: int = 2
    max_conditions: int = 5
    workdays_to_complete: int = 1
    workdays_to_test: int = 2
    workdays_to_agree: int = 5
    workdays_to_explain: int = 5
    review_weeks_unsafe: int = 6
    wrap_up_minute: int = 55
    coefficient_min_raters: int = 3
    coefficient_min_units: int = 5


def shortened(parameters: Parameters) -> Parameters:
    """The same kind of session in half an hour."""
    return replace(
        parameters,
        short=True,
        minutes=dict(HALF_AN_HOUR),
        blind_minutes_without_prework=HALF_AN_HOUR[BLIND_1],
        proposed_items=2,
        advocate_points=1,
        wrap_up_minute=25,
    )
