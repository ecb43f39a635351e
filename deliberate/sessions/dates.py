"""Days as people type them: 14-05-2026, or 2026-05-14 as a browser's own field gives it."""

import re
from datetime import UTC, date, datetime

from .ids import Millis

_TYPED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def typed_day(text: str) -> date | None:
    """The day that was meant, or None when there is no such day."""
    text = text.strip()
    if found := _TYPED.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written(day: date) -> str:
    """A day as it is written down everywhere."""
    return f"{day:%d-%m-%Y}"


def day_at(at: Millis) -> date:
    """The day (UTC) of a moment."""
    return datetime.fromtimestamp(at / 1000, UTC).date()
