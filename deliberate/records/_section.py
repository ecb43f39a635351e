"""What a part of a record is made of."""

from collections.abc import Mapping
from typing import Any

from deliberate.sessions.views.windows import Row
from deliberate.store.codec import plain

Section = Mapping[str, Any]


def numbered(row: Row[Any]) -> dict[str, Any]:
    """An entry as it goes into the record: its number and its words, without ids."""
    content = {k: v for k, v in plain(row.content).items() if k != "kind"}
    found = {"number": row.number, **content}
    if row.contested:
        found["contested"] = list(row.contested)
    if row.versions > 1:
        found["versions"] = row.versions
    return found


def listed(rows: tuple[Row[Any], ...]) -> list[dict[str, Any]]:
    return [numbered(row) for row in rows]
