"""The course of a session: its states and stages in time, what was passed over, and danger."""

from collections.abc import Iterator
from typing import Any

from deliberate.sessions.danger.state import Alarm
from deliberate.sessions.flow.state import Bypassed
from deliberate.sessions.ids import OPEN, SeatId
from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier
from deliberate.store.codec import plain

from ._section import Section, name, titles, written


def course(view: View, told: Dossier) -> Section:
    states = list(_states(view, told))
    return {
        "state": states[-1]["state"],
        "states": states,
        "advice": view.standing is not None and view.standing.advice,
        "reopened": [
            {"at": r.at, "by": name(view, r.by), "reason": r.reason} for r in told.reopened
        ],
        "provisional": plain(told.provisional) if told.provisional else None,
        "opened": dict(told.entered).get(OPEN),
        "meeting_closed": told.meeting_closed,
        "steps": [{"stage": stage, "at": at} for stage, at in told.entered],
        "times": [
            {"stage": row.stage, "planned": row.planned, "used": row.used}
            for row in view.clock.rows
            if row.used is not None
        ],
        "bypassed": [_bypassed(view, passed) for passed in told.bypassed],
        "warnings": [{"warning": code, "reason": reason} for code, reason in told.warnings],
        "acute": [
            {"stage": a.stage, "acute": a.acute, "note": a.note, "at": a.at}
            for a in told.alarm.answers
        ],
        "alarm": _alarm(told.alarm) if told.alarm.sounded else None,
    }


def _states(view: View, told: Dossier) -> Iterator[dict[str, Any]]:
    """Each state with the moment from which it held, and why an earlier one came back."""
    if view.standing is None:
        yield {"state": "intended", "at": told.meeting_closed}
        return
    for step in view.standing.steps:
        found: dict[str, Any] = {"state": step.state, "at": step.since}
        if step.by:
            found |= {"by": ", ".join(step.by), "by_moderator": step.moderator_too}
        if step.because:
            found["because"] = step.because
        if step.until:
            found["until"] = step.until
        yield found


def _bypassed(view: View, passed: Bypassed) -> dict[str, Any]:
    about = name(view, SeatId(passed.about)) or titles(written(view)).get(passed.about)
    return {
        "gate": passed.gate,
        "need": passed.need,
        "about": about or "",
        "stage": passed.stage,
        "by": name(view, passed.by),
        "reason": passed.reason,
    }


def _alarm(alarm: Alarm) -> dict[str, Any]:
    return {
        "sounded": [sounded.at for sounded in alarm.sounded],
        "notes": [{k: v for k, v in plain(note).items() if k != "by"} for note in alarm.notes],
        "ended": [{"at": ended.at, "note": ended.note} for ended in alarm.ended],
    }
