"""When something on a timeline was, as far as its date says: a day, a month or only a year."""

import re

from .dates import Date, dated
from .ids import Day

_MONTH = re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])[-/.](?P<year>(?:19|20)\d\d)(?!\d)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)", re.ASCII)
AT_THE_END = Day(10_000_000)
"""For what has no day that can be read: it stands after the rest, in the order it was written."""


def when(text: str) -> Day:
    """The first day that is meant by "14-05-2026", "05-2026" or "spring of 2026"."""
    day = dated(text)
    if day is not None:
        return day.ordinal
    if month := _MONTH.search(text):
        return Date(int(month["year"]), int(month["month"]), 1).ordinal
    if year := _YEAR.search(text):
        return Date(int(year["year"]), 1, 1).ordinal
    return AT_THE_END
