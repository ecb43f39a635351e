"""Decides what is asked of the discussion."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.draws import shuffled
from deliberate.sessions.ids import ROUND_1, ItemId, SeatId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.state import Session

from .commands import DiscussionCommand, OpenItem, SetAgenda
from .events import AgendaSet, DiscussionEvent, ItemClosed, ItemOpened, OrderDrawn

Decision = tuple[DiscussionEvent, ...] | Refusal


def decide(session: Session, command: DiscussionCommand, brought: Brought) -> Decision:
    if isinstance(command, SetAgenda):
        return _agenda(session, command, brought)
    item = session.talk.items.get(command.item)
    if item is None:
        return Refusal("unknown_item", "item")
    if isinstance(command, OpenItem):
        return (ItemOpened(item=item.id),)
    return (ItemClosed(item=item.id, outcome=command.outcome, note=command.note),)


def _agenda(session: Session, command: SetAgenda, brought: Brought) -> Decision:
    most = session.opened.parameters.max_items
    if not 1 <= len(command.items) <= most:
        return Refusal("agenda_length", "items", {"max": most})
    summary = session.rounds[ROUND_1].summary if ROUND_1 in session.rounds else None
    known = {item.question for item in summary.items} if summary else set()
    listed = tuple(item.questions for item in command.items)
    if any(not questions or not known.issuperset(questions) for questions in listed):
        return Refusal("unknown_question", "items")
    orders = (
        OrderDrawn(item=ItemId(str(n)), seats=_order(session, brought, n), seed=brought.draw)
        for n in range(1, len(listed) + 1)
    )
    return (AgendaSet(items=listed), *orders)


def _order(session: Session, brought: Brought, number: int) -> tuple[SeatId, ...]:
    """By lot; the presenter after the others and the moderator last."""
    raters = session.roster.present(Role.RATER)
    free = [s.id for s in raters if not s.roles & {Role.PRESENTER, Role.MODERATOR}]
    presenter = [s.id for s in session.roster.present(Role.PRESENTER)]
    moderator = [s.id for s in session.roster.present(Role.MODERATOR)]
    return (*shuffled(sorted(free), brought.draw, f"order/{number}"), *presenter, *moderator)
