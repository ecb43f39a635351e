"""The devil's advocate in the record: how the draw went, what was put forward and answered."""

from typing import Any

from deliberate.sessions.challenge.commands import PointKind
from deliberate.sessions.project import View
from deliberate.sessions.views.challenge import AdvocateView
from deliberate.sessions.views.windows import WindowsView
from deliberate.store.codec import plain

from ._section import Section, person

INSIDE = frozenset({"id", "by", "about", "missing"})


def challenge(view: View, advocate: AdvocateView, windows: WindowsView) -> Section:
    """Counter-sentences stand with the items of the discussion that they were about."""
    who = person(view, advocate.seat)
    letters = {str(row.id): row.letter for row in windows.options}
    return {
        "advocate": advocate.name,
        "discipline": who.discipline if who else "",
        "guest_of": advocate.organisation,
        "overridden": advocate.overridden,
        "overridden_by": advocate.overridden_by,
        "appointments": plain(advocate.appointments),
        "passed": list(advocate.passed),
        "draws": plain(advocate.draws),
        "points": [
            {**_told(plain(point)), "letter": letters.get(point.id, "")}
            for point in advocate.points
            if point.kind is not PointKind.COUNTER_SENTENCE
        ],
    }


def _told(point: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in point.items() if key not in INSIDE}
