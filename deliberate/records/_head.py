"""The head: which case, who may decide, who was there, and with whom it is shared."""

from typing import Any

from deliberate.sessions.ids import SessionId
from deliberate.sessions.project import View
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.state import Standing
from deliberate.sessions.views.course import CaseView
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.people import PersonView

from ._course import course
from ._section import Section


def head(view: View, case: CaseView, told: Dossier, session: SessionId) -> Section:
    """A family's copy has no list of people, and so nobody to count."""
    here = [p for p in view.people if p.standing != Standing.ABSENT]
    raters = [p for p in here if Role.RATER in p.roles]
    return {
        "session": session,
        "case": _case(case),
        **course(view, told),
        "raters": len(raters) if here else None,
        "organisations": len({p.organisation for p in raters if p.organisation}) if here else None,
        "roles": [_role(p) for p in here],
        "absent": [
            {**_role(p), "reason": p.reason} for p in view.people if p.standing == Standing.ABSENT
        ],
        "sharing": [
            {"organisation": organisation, "by_name": by_name, "ground": ground}
            for organisation, by_name, ground in told.shared
        ],
    }


def _case(case: CaseView) -> dict[str, Any]:
    return {
        "kind": case.kind,
        "label": case.label,
        "decision_question": case.decision_question,
        "decision_authority": case.decision_authority,
        "framework": case.framework,
        "framework_note": case.framework_note,
        "weighty": case.weighty,
        "short": case.short,
    }


def _role(person: PersonView) -> dict[str, Any]:
    return {
        "name": person.name,
        "discipline": person.discipline,
        "organisation": person.organisation,
        "roles": list(person.roles),
    }
