"""The figures of a revealed round: as the server shows them, as counted again, as printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deliberate.sessions.forms import UNKNOWN

from .names import Names

Counts = Mapping[str, Mapping[str, int]]
TYPES = ("risk", "protective")


@dataclass(frozen=True, slots=True)
class Figures:
    """One round: answers by question and value, conflicts of direction, ordinal alpha by type."""

    id: str
    items: Counts
    conflicts: tuple[str, ...]
    alpha: Mapping[str, float | None]


def shown(picture: Mapping[str, Any], names: Names) -> Figures:
    """The figures of a picture, under the names that the vignette has for things."""
    groups = ("conflicts", "spread", "judgements", "choices")
    items = [item for group in groups for item in picture[group]]
    items += [picture["deciding"]] if picture["deciding"] else []
    values = {
        found["among"]: None if found["value"] is None else float(found["value"])
        for found in picture["coefficients"]
        if found["name"] == "ordinal_alpha"
    }
    return Figures(
        id=picture["round"],
        items={_named(item["q"], names): _levels(item, names) for item in items if _given(item)},
        conflicts=tuple(_named(item["q"], names) for item in picture["conflicts"]),
        alpha={kind: values.get(kind) for kind in TYPES},
    )


def _given(item: Mapping[str, Any]) -> bool:
    return bool(item["counts"] or item["unknown"])


def _levels(item: Mapping[str, Any], names: Names) -> Mapping[str, int]:
    unknown = {UNKNOWN: item["unknown"]} if item["unknown"] else {}
    return {names.short(value): n for value, n in item["counts"].items()} | unknown


def _named(question: str, names: Names) -> str:
    return names.short(question).replace("@child-", "@")
