"""Stage 5: the deviating answer is invited, never a person; each item gets an outcome."""

from dataclasses import dataclass
from typing import TypeVar

from deliberate.sessions.challenge.commands import (
    CallGuest,
    DeliverPoint,
    OverrideAdvocate,
    PassTurn,
)
from deliberate.sessions.discussion.commands import CloseItem, OpenItem
from deliberate.sessions.gates import items_closed
from deliberate.sessions.ids import DISCUSS
from deliberate.sessions.state import Session
from deliberate.sessions.views.challenge import AdvocateView, advocate_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.views.talk import ItemView, items
from deliberate.sessions.views.windows import Row, rows
from deliberate.sessions.windows import Content, Fact, MissingFact, Term

from ._base import EDITS, WRITES, Stage, grant, sight, writes
from .reveal import SHOWN

C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True)
class DiscussView:
    """The discussion list, what was added since the talking began, and the advocate."""

    items: tuple[ItemView, ...]
    new_facts: tuple[Row[Fact], ...]
    new_missing: tuple[Row[MissingFact], ...]
    advocate: AdvocateView


def build(session: Session, look: Look) -> DiscussView:
    return DiscussView(
        items=items(session, look),
        new_facts=_new(session, rows(session, look, Fact)),
        new_missing=_new(session, rows(session, look, MissingFact)),
        advocate=advocate_view(session, look),
    )


def _new(session: Session, written: tuple[Row[C], ...]) -> tuple[Row[C], ...]:
    return tuple(row for row in written if session.entries.by_id[row.id].stage == DISCUSS)


TALKS = frozenset({OpenItem, CloseItem})
STAGE = Stage(
    id=DISCUSS,
    window="weighing",
    accepts=grant(
        everyone=WRITES,
        moderator=EDITS | TALKS | {OverrideAdvocate, CallGuest, DeliverPoint},
        recorder=frozenset({CloseItem}),
        rater=frozenset({DeliverPoint, PassTurn}),
    ),
    shows=sight(SHOWN),
    build=build,
    gates=(items_closed,),
    writes=writes(frozenset({Fact, MissingFact, Term})),
)
