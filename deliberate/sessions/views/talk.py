"""The discussion list with its pictures, its order of speaking and what came of it."""

from dataclasses import dataclass

from deliberate.sessions.challenge.commands import PointKind
from deliberate.sessions.discussion.state import Item
from deliberate.sessions.ids import ROUND_1, ItemId, QuestionId
from deliberate.sessions.state import Session

from .challenge import name_of
from .look import Look
from .picture import ItemPicture, PictureView, picture


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing to talk about."""

    id: ItemId
    questions: tuple[QuestionId, ...]
    pictures: tuple[ItemPicture, ...]
    order: tuple[str, ...]
    open: bool
    outcome: str
    note: str
    counter: tuple[str, ...]


def items(session: Session, look: Look) -> tuple[ItemView, ...]:
    shown = picture(session, look, ROUND_1)
    return tuple(_item(session, item, shown) for item in session.talk.items.values())


def _item(session: Session, item: Item, shown: PictureView | None) -> ItemView:
    pictures = {p.q: p for p in shown.items()} if shown else {}
    counter = session.challenge.delivered(PointKind.COUNTER_SENTENCE)
    return ItemView(
        id=item.id,
        questions=item.questions,
        pictures=tuple(pictures[q] for q in item.questions if q in pictures),
        order=tuple(name_of(session, seat) for seat in item.order),
        open=session.talk.open == item.id,
        outcome=item.outcome.value if item.outcome else "",
        note=item.note,
        counter=tuple(point.text for point in counter if point.about == item.id),
    )


def proposed(session: Session, shown: PictureView) -> tuple[QuestionId, ...]:
    """What the reveal puts forward: direction conflicts first, then the largest spread."""
    most = session.opened.parameters.proposed_items
    return tuple(item.q for item in (*shown.conflicts, *shown.spread)[:most])
