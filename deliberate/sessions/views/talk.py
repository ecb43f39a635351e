"""The discussion list with its pictures, its order of speaking and what came of it."""

from dataclasses import dataclass

from deliberate.sessions.challenge.commands import PointKind
from deliberate.sessions.discussion.decide import is_protective
from deliberate.sessions.discussion.order import speaking
from deliberate.sessions.discussion.state import Item
from deliberate.sessions.ids import ROUND_1, EntryId, ItemId, QuestionId
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Fact

from .invite import Invite, invited
from .look import Look
from .picture import ItemPicture, PictureView, picture


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing to talk about; `my_turn` is the viewer's own place in the order, or 0."""

    id: ItemId
    questions: tuple[QuestionId, ...]
    pictures: tuple[ItemPicture, ...]
    invites: tuple[Invite, ...]
    order: tuple[str, ...]
    my_turn: int
    open: bool
    protective: bool
    outcome: str
    note: str
    fact: EntryId | None
    fact_text: str
    mechanism: str
    example: str
    counter: tuple[str, ...]


def items(session: Session, look: Look) -> tuple[ItemView, ...]:
    shown = picture(session, look, ROUND_1)
    return tuple(_item(session, look, item, shown) for item in session.talk.items.values())


def _item(session: Session, look: Look, item: Item, shown: PictureView | None) -> ItemView:
    known = {p.q: p for p in shown.items()} if shown else {}
    pictures = tuple(known[q] for q in item.questions if q in known)
    order = speaking(session, item)
    counter = session.challenge.delivered(PointKind.COUNTER_SENTENCE)
    fact = _fact(session, item)
    return ItemView(
        id=item.id,
        questions=item.questions,
        pictures=pictures,
        invites=tuple(invited(p) for p in pictures),
        order=tuple(seat.name for seat in order),
        my_turn=next((n for n, s in enumerate(order, 1) if s.id == look.viewer.seat), 0),
        open=session.talk.open == item.id,
        protective=is_protective(session, item),
        outcome=item.outcome.value if item.outcome else "",
        note=item.note,
        fact=item.fact if fact else None,
        fact_text=fact,
        mechanism=item.mechanism,
        example=item.example,
        counter=tuple(point.text for point in counter if point.about == item.id),
    )


def _fact(session: Session, item: Item) -> str:
    """The words of the deciding fact, unless it was withdrawn since."""
    facts = {entry.id: fact.text for entry, fact in session.entries.of(Fact)}
    return facts.get(item.fact, "") if item.fact else ""
