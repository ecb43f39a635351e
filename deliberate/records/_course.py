"""The course of a session: its states and stages in time, what was passed over, and danger."""

from collections.abc import Iterator
from typing import Any

from deliberate.sessions.danger.state import Alarm
from deliberate.sessions.flow.state import Bypassed
from deliberate.sessions.ids import CLOSED, OPEN, SeatId
from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier
from deliberate.store.codec import plain

from ._section import Section, name, titles, written


def course(view: View, told: Dossier) -> Section:
    states = list(_states(view, told))
    return {
        "state": "provisional" if told.provisional else states[-1]["state"],
        "states": states,
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
    """From intended to final, each with the moment from which it holds."""
    yield {"state": "intended", "at": told.meeting_closed}
    signed = told.testing.signed
    if signed:
        yield {"state": "tested", "at": signed.at, "by": name(view, signed.by)}
    closed = dict(told.entered).get(CLOSED)
    if closed is not None:
        yield {"state": "final", "at": closed}


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
