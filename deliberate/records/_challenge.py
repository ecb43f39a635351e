"""The devil's advocate in the record: how the draw went, what was put forward and answered."""

from typing import Any

from deliberate.sessions.challenge.commands import PointKind
from deliberate.sessions.project import View
from deliberate.sessions.views.challenge import AdvocateView
from deliberate.sessions.views.windows import WindowsView
from deliberate.store.codec import plain

from ._section import Section, person

INSIDE = frozenset({"id", "by", "about"})


def challenge(view: View, advocate: AdvocateView, windows: WindowsView) -> Section:
    """Counter-sentences stand with the items of the discussion that they were about."""
    who = person(view, advocate.seat)
    letters = {str(row.id): row.letter for row in windows.options}
    return {
        "advocate": advocate.name,
        "discipline": who.discipline if who else "",
        "overridden": advocate.overridden,
        "draw": _draw(advocate) if advocate.drawn else None,
        "points": [
            {**_told(plain(point)), "letter": letters.get(point.id, "")}
            for point in advocate.points
            if point.kind is not PointKind.COUNTER_SENTENCE
        ],
    }


def _told(point: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in point.items() if key not in INSIDE}


def _draw(advocate: AdvocateView) -> dict[str, Any]:
    """All that is needed to repeat the draw."""
    return {
        "relaxed": advocate.relaxed,
        "seed": advocate.seed,
        "candidates": [
            {"name": name, "turns": turns, "attended": attended}
            for name, turns, attended in advocate.turns
        ],
    }
