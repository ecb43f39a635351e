"""The numbers that a kind of session works with, frozen into it at the opening."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Defaults of the protocol; counts unless the name says minutes or a share."""

    min_raters: int = 3
    max_raters: int = 8
    factors_per_screen: int = 5
    max_case_factors: int = 3
    max_core_facts: int = 5
    min_facts: int = 5
    proposed_items: int = 3
    max_items: int = 5
    min_options: int = 3
    ideas_per_seat: int = 3
    ideas_minutes: int = 2
    max_conditions: int = 5
    wrap_up_minute: int = 55
    coefficient_min_raters: int = 3
    coefficient_min_units: int = 5
