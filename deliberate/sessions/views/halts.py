"""When a session stood still: a break, an adjournment or an alarm is no time used."""

from collections.abc import Iterator

from deliberate.sessions.danger.state import Alarm
from deliberate.sessions.flow.state import Halt
from deliberate.sessions.ids import Millis
from deliberate.sessions.state import Session


def going_since(halts: tuple[Halt, ...], start: Millis) -> Millis:
    """The start, moved by what has been stood still since; what still lasts moves nothing."""
    over = (h for h in halts if h.until is not None and h.until > start)
    return Millis(start + sum((h.until or start) - max(h.since, start) for h in over))


def stood_still(halts: tuple[Halt, ...], start: Millis, end: Millis) -> int:
    return sum(
        max(0, min(h.until or end, end) - max(h.since, start)) for h in halts if h.since < end
    )


def standstills(session: Session) -> tuple[Halt, ...]:
    """All standstills in order; what overlaps is one."""
    merged: list[Halt] = []
    found = [*session.progress.halts, *_alarms(session.alarm)]
    for halt in sorted(found, key=lambda h: h.since):
        last = merged[-1] if merged else None
        if last is None or (last.until is not None and halt.since > last.until):
            merged.append(halt)
        elif last.until is not None and (halt.until is None or halt.until > last.until):
            merged[-1] = Halt(last.since, halt.until)
    return tuple(merged)


def _alarms(alarm: Alarm) -> Iterator[Halt]:
    since: Millis | None = None
    moments = [(s.at, True) for s in alarm.sounded] + [(e.at, False) for e in alarm.ended]
    for at, on in sorted(moments):
        if on:
            since = at if since is None else since
        elif since is not None:
            yield Halt(since, at)
            since = None
    if since is not None:
        yield Halt(since)
