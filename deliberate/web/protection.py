"""The page that tells what protects a session: every guard with what it does, asks and tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deliberate.sessions.project import View
from deliberate.sessions.views.protection import GuardView, PassedOver, Works

from . import words
from .items import NeedItem, need_item
from .words.guards import GUARDS

ICONS: Mapping[Works, str] = {
    Works.ASKS: "alert",
    Works.PASSED_OVER: "open",
    Works.NOT_YET: "wait",
    Works.HOLDS: "check",
}


@dataclass(frozen=True, slots=True)
class PassedItem:
    """What was passed over or explained, by whom and why."""

    text: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class GuardItem:
    """One guard on the page; `state` is a word and `icon` a drawing, so colour says nothing."""

    name: str
    title: str
    does: str
    beside: str
    works: str
    state: str
    icon: str
    turn: str
    needs: tuple[NeedItem, ...]
    passed_over: tuple[PassedItem, ...]
    notes: tuple[str, ...]


def guard_items(view: View) -> tuple[GuardItem, ...]:
    return tuple(_item(guard) for guard in view.protection or ())


def _item(guard: GuardView) -> GuardItem:
    said = GUARDS[guard.name]
    return GuardItem(
        name=guard.name,
        title=str(said.title),
        does=str(said.does),
        beside=str(said.beside),
        works=guard.works.value,
        state=words.word("guard_works", guard.works),
        icon=ICONS[guard.works],
        turn=words.stage_title_of(guard.works_from),
        needs=tuple(map(need_item, guard.needs)),
        passed_over=tuple(map(_passed, guard.passed_over)),
        notes=tuple(words.note_text(note) for note in guard.notes),
    )


def _passed(passed: PassedOver) -> PassedItem:
    text = words.explained_text(passed.code) if passed.warning else words.bypassed_text(passed.code)
    return PassedItem(text, passed.by, passed.reason)


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {"guard_items": guard_items}
