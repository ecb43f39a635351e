"""Stage 5: the deviating answer is invited, never a person; each item gets an outcome."""

from dataclasses import dataclass

from deliberate.sessions.challenge.commands import DeliverPoint, OverrideAdvocate, PassTurn
from deliberate.sessions.discussion.commands import CloseItem, OpenItem
from deliberate.sessions.gates import items_closed
from deliberate.sessions.ids import DISCUSS
from deliberate.sessions.state import Session
from deliberate.sessions.views.challenge import AdvocateView, advocate_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.views.talk import ItemView, items
from deliberate.sessions.windows import Fact, MissingFact

from ._base import EDITS, WRITES, Stage, grant, sight, writes
from .reveal import SHOWN


@dataclass(frozen=True, slots=True)
class DiscussView:
    """The discussion list and the advocate."""

    items: tuple[ItemView, ...]
    advocate: AdvocateView


def build(session: Session, look: Look) -> DiscussView:
    return DiscussView(items(session, look), advocate_view(session, look))


TALKS = frozenset({OpenItem, CloseItem})
STAGE = Stage(
    id=DISCUSS,
    window="weighing",
    accepts=grant(
        everyone=WRITES,
        moderator=EDITS | TALKS | {OverrideAdvocate, DeliverPoint},
        recorder=frozenset({CloseItem}),
        rater=frozenset({DeliverPoint, PassTurn}),
    ),
    shows=sight(SHOWN),
    build=build,
    gates=(items_closed,),
    writes=writes(frozenset({Fact, MissingFact})),
)
