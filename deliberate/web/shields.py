"""What may be kept from somebody's copy, and what is kept already: rows for one card."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from deliberate.sessions.ids import EntryId
from deliberate.sessions.project import View
from deliberate.sessions.views.windows import Row
from deliberate.sessions.windows import Content

from .words.entry_kinds import ENTRY_KINDS

WRITERS = frozenset({"moderator", "recorder"})
WORDS = ("name", "title", "label", "word", "text", "what", "by", "says", "child_now", "date")
"""Where the words stand by which people know an entry again."""
SHOWN = 110
Groups = tuple[tuple[str, tuple[tuple[EntryId, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class ShieldedItem:
    """One entry with the names of those who do not read it."""

    id: EntryId
    text: str
    names: tuple[str, ...]
    reason: str


def shieldable(view: View) -> Groups:
    """What this viewer may shield, by kind: who writes for the group all of it, others their
    own."""
    found: dict[str, list[tuple[EntryId, str]]] = {kind: [] for kind in ENTRY_KINDS}
    for row in _may(view):
        found[row.content.kind].append((row.id, _short(_words(row))))
    return tuple((str(ENTRY_KINDS[kind]), tuple(rows)) for kind, rows in found.items() if rows)


def shielded_entries(view: View) -> tuple[ShieldedItem, ...]:
    """What is shielded, as far as this viewer may change that."""
    return tuple(
        ShieldedItem(row.id, _words(row), row.shielded_for, row.shield_reason)
        for row in _may(view)
        if row.shielded
    )


def _may(view: View) -> Iterator[Row[Content]]:
    writes = not WRITERS.isdisjoint(view.you.roles)
    seen: set[EntryId] = set()
    for row in _rows(view):
        if row.id not in seen and (writes or row.mine):
            seen.add(row.id)
            yield row


def _rows(view: View) -> Iterator[Row[Content]]:
    for part in fields(view.windows) if view.windows else ():
        yield from getattr(view.windows, part.name)


def _words(row: Row[Content]) -> str:
    said = next((str(getattr(row.content, name, "")) for name in WORDS if _has(row, name)), "")
    return f"{row.whose}: {said}" if row.whose else said


def _has(row: Row[Content], name: str) -> bool:
    return bool(str(getattr(row.content, name, "")).strip())


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 2].rstrip()} …"


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {"shieldable": shieldable, "shielded_entries": shielded_entries}
