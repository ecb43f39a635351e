"""The possibilities in the record: what was thought of in silence, and what came on the list."""

from typing import Any

from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.ideas import IdeasView
from deliberate.sessions.views.windows import WindowsView

from ._section import Section, numbered


def options(windows: WindowsView, told: Dossier) -> list[dict[str, Any]]:
    """The family's own first; letters are those that people at the table spoke of."""
    choices = {choice.option: choice for choice in told.verdict.choices}
    chosen = told.verdict.decision.option if told.verdict.decision else None
    brought = {str(point.id) for point in told.advocate.points}
    counted = bool(told.second and told.second.raters)
    rows = []
    for row in windows.options:
        choice = choices.get(row.id)
        rows.append(
            {
                **numbered(row),
                "letter": row.letter,
                "by_advocate": row.id in brought,
                "chosen": row.id == chosen,
                "first_choice": choice.first if choice and counted else None,
                "cannot_support": choice.cannot if choice and counted else None,
            }
        )
    return rows


def silent_round(ideas: IdeasView) -> Section | None:
    """How many ideas there were and what became of them; only those without a place in words."""
    if not ideas.called or ideas.open:
        return None
    return {
        "ideas": len(ideas.waiting) + len(ideas.placed) + ideas.dropped,
        "on_the_list": len(ideas.placed),
        "left_out": ideas.dropped,
        "without_place": [
            {"text": idea.text, "pro": idea.pro, "con": idea.con} for idea in ideas.waiting
        ],
    }
