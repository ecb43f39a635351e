"""What the conversation cleared up: each item with its outcome, and what words mean."""

from typing import Any

from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.talk import ItemView
from deliberate.sessions.views.windows import WindowsView

from ._facts import fact_numbers
from ._section import listed


def discussion(windows: WindowsView, told: Dossier) -> list[dict[str, Any]]:
    return [_item(windows, number, item) for number, item in enumerate(told.items, start=1)]


def _item(windows: WindowsView, number: int, item: ItemView) -> dict[str, Any]:
    """The deciding fact goes by its number in window 2; none where it was no single fact."""
    return {
        "number": number,
        "factors": [picture.label for picture in item.pictures],
        "outcome": item.outcome,
        "note": item.note,
        "fact": fact_numbers(windows).get(item.fact) if item.fact else None,
        "mechanism": item.mechanism,
        "example": item.example,
        "counter_sentences": list(item.counter),
    }


def terms(windows: WindowsView) -> list[dict[str, Any]]:
    """That a word was marked before it was explained is no second wording."""
    rows = listed(windows.terms)
    return [{name: said for name, said in row.items() if name != "versions"} for row in rows]
