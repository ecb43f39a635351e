"""Days as people type them: 14-05-2026, or 2026-05-14 as a browser's own field gives it."""

import re
from dataclasses import dataclass

from .ids import Day, Millis

_TYPED = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_ANYWHERE = re.compile(
    r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY_MS = 86_400_000
_FIRST_OF_1970 = 719_163


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the calendar; the core asks no clock for it and so needs no more than this."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day:02d}-{self.month:02d}-{self.year:04d}"

    @property
    def exists(self) -> bool:
        if not (self.year and 1 <= self.month <= 12):
            return False
        return 1 <= self.day <= _length(self.year, self.month)

    @property
    def ordinal(self) -> Day:
        before = self.year - 1
        years = before * 365 + before // 4 - before // 100 + before // 400
        return Day(years + sum(_length(self.year, m) for m in range(1, self.month)) + self.day)


def typed_date(text: str) -> Date | None:
    """The day that was meant, or None when there is no such day."""
    found = _TYPED.fullmatch(text.strip()) or _ISO.fullmatch(text.strip())
    if found is None:
        return None
    meant = Date(**{part: int(said) for part, said in found.groupdict().items()})
    return meant if meant.exists else None


def dated(text: str) -> Date | None:
    """The first day that a line names, as in "14-05-2026, 18.00"."""
    meant = (typed_date(found[0]) for found in _ANYWHERE.finditer(text))
    return next((date for date in meant if date is not None), None)


def day_at(at: Millis) -> Day:
    """The day (UTC) of a moment."""
    return Day(at // _DAY_MS + _FIRST_OF_1970)


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (month == 2 and leap)
