"""Days as people type them: 14-05-2026, 14 mei 2026, 14 May 2026, May 14, 2026, or 2026-05-14 as
a browser's own field gives it."""

import re
from dataclasses import dataclass

from .ids import Day, Millis

_TYPED = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAMES = "|".join(sorted(_NUMBER, key=len, reverse=True))
_WORDS = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_NAMES})\.?,?\s+(?P<year>\d{{4}})"
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
)
_WAYS = (_TYPED, _ISO, _WORDS, _MONTH_FIRST)
_ANYWHERE = re.compile(
    "|".join(rf"(?<!\w){re.sub('[?]P<[a-z]+>', '?:', way.pattern)}(?!\w)" for way in _WAYS),
    re.ASCII,
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
    line = text.strip().lower()
    found = next((found for way in _WAYS if (found := way.fullmatch(line))), None)
    if found is None:
        return None
    parts = {part: _NUMBER.get(said) or int(said) for part, said in found.groupdict().items()}
    meant = Date(**parts)
    return meant if meant.exists else None


def dated(text: str) -> Date | None:
    """The first day that a line names, as in "14-05-2026, 18.00"."""
    meant = (typed_date(found[0]) for found in _ANYWHERE.finditer(text.lower()))
    return next((date for date in meant if date is not None), None)


def day_at(at: Millis) -> Day:
    """The day (UTC) of a moment."""
    return Day(at // _DAY_MS + _FIRST_OF_1970)


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (month == 2 and leap)
