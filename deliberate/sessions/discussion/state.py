"""The discussion list as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from deliberate.sessions.ids import EntryId, ItemId, QuestionId, SeatId

from .commands import Outcome
from .events import AgendaSet, DiscussionEvent, ItemClosed, ItemOpened, OrderDrawn


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to talk about and what came of it."""

    id: ItemId
    questions: tuple[QuestionId, ...]
    order: tuple[SeatId, ...] = ()
    outcome: Outcome | None = None
    note: str = ""
    fact: EntryId | None = None
    mechanism: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The discussion list, and which item is open now."""

    items: Mapping[ItemId, Item] = field(default_factory=dict)
    open: ItemId | None = None

    def questions(self) -> tuple[QuestionId, ...]:
        """All questions on the list, each once."""
        return tuple(dict.fromkeys(q for item in self.items.values() for q in item.questions))


def apply(talk: Talk, event: DiscussionEvent) -> Talk:
    match event:
        case AgendaSet():
            ids = (ItemId(str(n)) for n in range(1, len(event.items) + 1))
            listed = {i: Item(i, q) for i, q in zip(ids, event.items, strict=True)}
            return Talk(listed)
        case OrderDrawn():
            return _put(talk, replace(talk.items[event.item], order=event.seats))
        case ItemOpened():
            return replace(talk, open=event.item)
        case ItemClosed():
            left_open = None if talk.open == event.item else talk.open
            return replace(_put(talk, _closed(talk.items[event.item], event)), open=left_open)
        case _:
            assert_never(event)


def _closed(item: Item, event: ItemClosed) -> Item:
    return replace(
        item,
        outcome=event.outcome,
        note=event.note,
        fact=event.fact,
        mechanism=event.mechanism,
        example=event.example,
    )


def _put(talk: Talk, item: Item) -> Talk:
    return replace(talk, items={**talk.items, item.id: item})
