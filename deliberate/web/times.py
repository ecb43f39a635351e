"""Clocks of a view at one moment: what they read now, and when they start to say more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deliberate.sessions.project import View
from deliberate.sessions.views.clock import MINUTE

from . import words

SECOND = 1000


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that ticks by itself since `since`, or stands still when that is 0."""

    text: str
    since: int
    minutes: int
    over_from: int
    over: bool


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One stage in the table of times; `used` is empty until it has begun."""

    title: str
    planned: int
    used: str
    over: bool
    running: Running | None


@dataclass(frozen=True, slots=True)
class WrapUp:
    """From when on the moderator is asked to finish or to adjourn, and whether it is time."""

    minute: int
    starts: int
    due: bool


def spell(ms: int) -> str:
    """Minutes and seconds, or hours as well, as the page's own clock spells them."""
    seconds = max(0, round(ms / SECOND))
    hours, minutes = seconds // 3600, seconds // 60 % 60
    tail = f"{minutes:02d}:{seconds % 60:02d}"
    return f"{hours}:{tail}" if hours else tail.removeprefix("0")


def stage_time(view: View, now: int) -> Running:
    return _running(view.clock.stage_since, view.clock.minutes, view.clock.stopped, now)


def meeting_time(view: View, now: int) -> Running:
    """How long the meeting has lasted, breaks not counted."""
    return _running(view.clock.meeting_since, view.clock.meeting_minutes, view.clock.stopped, now)


def time_rows(view: View, now: int) -> tuple[TimeRow, ...]:
    """Every stage of the meeting: planned minutes beside those it took."""
    rows = []
    for row in view.clock.rows:
        here = row.stage == view.stage_id
        running = stage_time(view, now) if here else None
        used = spell(row.used) if row.used is not None else ""
        over = row.used is not None and row.used > row.planned * MINUTE
        rows.append(TimeRow(words.stage_title_of(row.stage), row.planned, used, over, running))
    return tuple(rows)


def wrap_up(view: View, now: int) -> WrapUp | None:
    """The offer to finish or adjourn, as long as the meeting lasts."""
    clock = view.clock
    if not clock.wrap_up:
        return None
    minute = (clock.wrap_up - clock.meeting_since) // MINUTE
    return WrapUp(minute, clock.wrap_up, (clock.stopped or now) >= clock.wrap_up)


def _running(since: int, minutes: int, stopped: int, now: int) -> Running:
    used, ends = (stopped or now) - since, since + minutes * MINUTE
    return Running(
        text=spell(used),
        since=0 if stopped else since,
        minutes=minutes,
        over_from=0 if stopped else ends,
        over=(stopped or now) >= ends,
    )


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {
        "stage_time": stage_time,
        "meeting_time": meeting_time,
        "time_rows": time_rows,
        "wrap_up": wrap_up,
    }
