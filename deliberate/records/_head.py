"""The head: which case, who may decide, who was there, and what was passed with which reason."""

from typing import Any

from deliberate.sessions.ids import SeatId, SessionId
from deliberate.sessions.project import View
from deliberate.sessions.roles import Role
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.people import PersonView
from deliberate.store.codec import plain

from ._section import Section


def head(view: View, told: Dossier, session: SessionId) -> Section:
    case = view.case
    raters = [p for p in view.people if Role.RATER in p.roles]
    return {
        "session": session,
        "case": plain(case) if case else {},
        "state": _state(told),
        "steps": [{"stage": stage, "at": at} for stage, at in told.entered],
        "meeting_closed": told.meeting_closed,
        "provisional": plain(told.provisional) if told.provisional else None,
        "raters": len([p for p in raters if p.standing != "absent"]),
        "organisations": len({p.organisation for p in raters if p.organisation}),
        "roles": [_role(person) for person in view.people],
        "absent": [
            {"discipline": p.discipline, "reason": p.reason}
            for p in view.people
            if p.standing == "absent"
        ],
        "sharing": [_sharing(p) for p in view.people if p.ground],
        "bypassed": [_bypassed(view, told, number) for number in range(len(told.bypassed))],
        "warnings": [{"warning": code, "reason": reason} for code, reason in told.warnings],
        "acute": [
            {"stage": a.stage, "acute": a.acute, "note": a.note, "at": a.at}
            for a in told.alarm.answers
        ],
        "alarms": _alarms(told),
    }


def _state(told: Dossier) -> str:
    if told.provisional:
        return "provisional"
    verdict = told.verdict
    if verdict.reactions and verdict.signed:
        return "final"
    return "tested" if verdict.signed else "intended"


def _role(person: PersonView) -> dict[str, Any]:
    return {
        "name": person.name,
        "discipline": person.discipline,
        "organisation": person.organisation,
        "roles": list(person.roles),
    }


def _sharing(person: PersonView) -> dict[str, Any]:
    return {
        "organisation": person.organisation,
        "by_name": person.sharing == "by_name",
        "ground": person.ground,
    }


def _bypassed(view: View, told: Dossier, number: int) -> dict[str, Any]:
    passed = told.bypassed[number]
    return {
        "gate": passed.gate,
        "need": passed.need,
        "stage": passed.stage,
        "by": _name(view, passed.by),
        "reason": passed.reason,
    }


def _name(view: View, seat: SeatId) -> str:
    return next((p.name for p in view.people if p.seat == seat), "")


def _alarms(told: Dossier) -> list[dict[str, Any]]:
    notes = [{k: v for k, v in plain(note).items() if k != "by"} for note in told.alarm.notes]
    sounded = [{"at": alarm.at} for alarm in told.alarm.sounded]
    ended = [{"at": alarm.at, "note": alarm.note} for alarm in told.alarm.ended]
    return [{"sounded": sounded, "notes": notes, "ended": ended}] if sounded else []
