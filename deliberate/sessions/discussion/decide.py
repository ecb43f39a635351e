"""Decides what is asked of the discussion."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.forms import Asks
from deliberate.sessions.ids import ROUND_1, EntryId, QuestionId, child_of
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Fact

from .commands import CloseItem, DiscussionCommand, OpenItem, SetAgenda
from .events import AgendaSet, DiscussionEvent, ItemClosed, ItemOpened, OrderDrawn
from .order import drawn
from .state import Item

Decision = tuple[DiscussionEvent, ...] | Refusal


def decide(session: Session, command: DiscussionCommand, brought: Brought) -> Decision:
    if isinstance(command, SetAgenda):
        return _agenda(session, command)
    item = session.talk.items.get(command.item)
    if item is None:
        return Refusal("unknown_item", "item")
    if isinstance(command, OpenItem):
        return _open(session, item, brought)
    return _close(session, item, command)


def _agenda(session: Session, command: SetAgenda) -> Decision:
    most = session.opened.parameters.max_items
    if not 1 <= len(command.items) <= most:
        return Refusal("agenda_length", "items", {"max": most})
    known = _judged(session)
    listed = tuple(item.questions for item in command.items)
    if any(not questions or not known.issuperset(questions) for questions in listed):
        return Refusal("unknown_question", "items")
    apart = _of_themselves(session)
    if any(not apart.isdisjoint(questions) for questions in listed):
        return Refusal("not_put_forward", "items")
    every = [question for questions in listed for question in questions]
    if len(every) > len(set(every)):
        return Refusal("already_so", "items")
    return (AgendaSet(items=listed),)


def _judged(session: Session) -> frozenset[QuestionId]:
    """What was judged in round 1: factors and levels, and not which fact decided."""
    first = session.rounds.get(ROUND_1)
    if first is None or first.summary is None:
        return frozenset()
    shown = {item.question for item in first.summary.items}
    asked = FORMS[ROUND_1](session).questions
    return frozenset(q.id for q in asked if q.asks in {Asks.FACTOR, Asks.LEVEL} and q.id in shown)


def _of_themselves(session: Session) -> frozenset[QuestionId]:
    """What raters say of themselves, or of when to act: it is looked at, and not put forward."""
    asked = FORMS[ROUND_1](session).questions
    return frozenset(q.id for q in asked if q.asks is Asks.LEVEL and not child_of(q.id))


def _open(session: Session, item: Item, brought: Brought) -> Decision:
    """The lot is drawn when people are about to speak, and stands when an item is reopened."""
    if session.talk.open == item.id:
        return Refusal("already_so", "item")
    opened = ItemOpened(item=item.id)
    if item.order:
        return (opened,)
    seats = drawn(session, item, brought.draw)
    return (OrderDrawn(item=item.id, seats=seats, seed=brought.draw), opened)


def _close(session: Session, item: Item, command: CloseItem) -> Decision:
    """What is called protective has to say what it does for the child, and give an example."""
    if command.fact is not None and not _is_fact(session, command.fact):
        return Refusal("unknown_entry", "fact")
    if is_protective(session, item):
        if not command.mechanism.strip():
            return Refusal("mechanism_missing", "mechanism")
        if not command.example.strip():
            return Refusal("example_missing", "example")
    closed = ItemClosed(
        item=item.id,
        outcome=command.outcome,
        note=command.note,
        fact=command.fact,
        mechanism=command.mechanism,
        example=command.example,
    )
    return (closed,)


def _is_fact(session: Session, entry: EntryId) -> bool:
    return any(known.id == entry for known, _ in session.entries.of(Fact))


def is_protective(session: Session, item: Item) -> bool:
    """Whether anybody called something of this item protective in the first round."""
    first = session.rounds.get(ROUND_1)
    if first is None or first.summary is None:
        return False
    found = (first.summary.item(question) for question in item.questions)
    return any(summary is not None and summary.protective > 0 for summary in found)
