"""Dates counted in working days, for what is due after a meeting."""

from .ids import Millis

DAY = 24 * 60 * 60 * 1000
FIRST_WEEKDAY = 3
"""1 January 1970 was a Thursday, the fourth day of the week."""
WEEKEND = 5


def workdays_after(at: Millis, days: int) -> Millis:
    """The same time so many working days later; holidays are not known here and count."""
    due = at
    while days:
        due = Millis(due + DAY)
        days -= _works(due)
    return due


def _works(at: Millis) -> bool:
    return (at // DAY + FIRST_WEEKDAY) % 7 < WEEKEND
