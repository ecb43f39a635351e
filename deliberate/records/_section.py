"""What a part of a record is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from deliberate.sessions.ids import SeatId
from deliberate.sessions.project import View
from deliberate.sessions.views.people import PersonView
from deliberate.sessions.views.windows import Row, WindowsView
from deliberate.sessions.windows import Content
from deliberate.store.codec import plain

Section = Mapping[str, Any]
TITLES = ("name", "title", "label", "text", "what", "date", "word")
"""Where the words stand by which an entry is referred to."""


def written(view: View) -> WindowsView:
    return view.windows or WindowsView()


def numbered(row: Row[Any], number: int = 0) -> dict[str, Any]:
    """An entry as it goes into the record: its number and its words, without ids."""
    content = {k: v for k, v in plain(row.content).items() if k != "kind"}
    found = {"number": number or row.number, **content}
    if row.contested:
        found["contested"] = plain(row.contested)
    if row.versions > 1:
        found["versions"] = row.versions
    if row.shielded:
        found["shielded"] = {"from": list(row.shielded_for), "reason": row.shield_reason}
    return found


def listed(rows: Iterable[Row[Any]], start: int = 1) -> list[dict[str, Any]]:
    """Entries numbered without a gap, whatever list they were taken from."""
    return [numbered(row, number) for number, row in enumerate(rows, start)]


def titles(windows: WindowsView) -> Mapping[str, str]:
    """By which words each entry is called where only its id is known."""
    rows = (row for field in fields(windows) for row in getattr(windows, field.name))
    return {row.id: _title(row.content) for row in rows}


def _title(content: Content) -> str:
    return next((str(getattr(content, name)) for name in TITLES if hasattr(content, name)), "")


def person(view: View, seat: SeatId) -> PersonView | None:
    return next((p for p in view.people if p.seat == seat), None)


def name(view: View, seat: SeatId) -> str:
    found = person(view, seat)
    return found.name if found else ""
