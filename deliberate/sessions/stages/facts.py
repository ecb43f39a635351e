"""Stage 2: facts only, one thing that others may not know, and the numbered core facts."""

from dataclasses import dataclass

from deliberate.sessions.entries.commands import MarkCore, NothingToAdd
from deliberate.sessions.entries.unique import told, unasked, waiting
from deliberate.sessions.gates import child_there
from deliberate.sessions.ids import FACTS, EntryId
from deliberate.sessions.state import Session
from deliberate.sessions.views.look import Look
from deliberate.sessions.windows import CaseFactor, Fact, MissingFact

from ._base import BACKGROUND, EDITS, Stage, grant, sight, writes


@dataclass(frozen=True, slots=True)
class FactsView:
    """Who has not spoken yet in the unique-information round, what was told in it, and how much
    room is left; core facts are chosen when everybody has had their turn."""

    unique: tuple[EntryId, ...]
    unique_waiting: tuple[str, ...]
    my_turn: bool
    max_core_facts: int
    max_case_factors: int


def build(session: Session, look: Look) -> FactsView:
    return FactsView(
        unique=told(session),
        unique_waiting=tuple(seat.name for seat in unasked(session)),
        my_turn=any(seat.id == look.viewer.seat for seat in waiting(session)),
        max_core_facts=session.opened.parameters.max_core_facts,
        max_case_factors=session.opened.parameters.max_case_factors,
    )


SPEAKS = EDITS | {NothingToAdd}
STAGE = Stage(
    id=FACTS,
    window="facts",
    accepts=grant(
        moderator=EDITS | {MarkCore},
        recorder=SPEAKS | {MarkCore},
        rater=SPEAKS,
        presenter=SPEAKS,
        decision_maker=SPEAKS,
        board=SPEAKS,
        reviewer=SPEAKS,
    ),
    shows=sight(),
    build=build,
    gates=(child_there,),
    writes=writes(
        frozenset({Fact, MissingFact}),
        moderator=BACKGROUND | {CaseFactor},
        recorder=BACKGROUND | {CaseFactor},
        presenter=BACKGROUND,
    ),
)
