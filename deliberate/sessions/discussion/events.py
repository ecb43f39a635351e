"""What happened in the discussion."""

from dataclasses import dataclass

from deliberate.sessions.ids import EntryId, ItemId, QuestionId, SeatId

from .commands import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSet:
    """The items by id; an id is its place on the list."""

    items: tuple[tuple[QuestionId, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrawn:
    """Who speaks when on an item: by lot, then presenter, moderator and Board officer.

    Drawn once, when the item is first opened, from those who are present then.
    """

    item: ItemId
    seats: tuple[SeatId, ...]
    seed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOpened:
    item: ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClosed:
    item: ItemId
    outcome: Outcome
    note: str
    fact: EntryId | None = None
    mechanism: str = ""
    example: str = ""


DiscussionEvent = AgendaSet | OrderDrawn | ItemOpened | ItemClosed
