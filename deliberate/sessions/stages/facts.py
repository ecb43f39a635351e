"""Stage 2: facts only, one thing that others may not know, and the numbered core facts."""

from dataclasses import dataclass

from deliberate.sessions.entries.commands import MarkCore, NothingToAdd
from deliberate.sessions.gates import core_facts, unique_information
from deliberate.sessions.ids import FACTS
from deliberate.sessions.state import Session
from deliberate.sessions.views.look import Look
from deliberate.sessions.windows import CaseFactor, Fact, MissingFact

from ._base import BACKGROUND, EDITS, Stage, grant, sight, writes


@dataclass(frozen=True, slots=True)
class FactsView:
    """Who has not spoken yet in the unique-information round, and how much room is left."""

    unique_waiting: tuple[str, ...]
    my_turn: bool
    max_core_facts: int
    max_case_factors: int


def build(session: Session, look: Look) -> FactsView:
    waiting = [need.about for need in unique_information(session)]
    names = (seat.name for seat in session.roster.seats.values() if seat.id in waiting)
    return FactsView(
        unique_waiting=tuple(names),
        my_turn=look.viewer.seat in waiting,
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
        reviewer=SPEAKS,
    ),
    shows=sight(),
    build=build,
    gates=(core_facts, unique_information),
    writes=writes(
        frozenset({Fact, MissingFact}),
        moderator=BACKGROUND | {CaseFactor},
        recorder=BACKGROUND | {CaseFactor},
        presenter=BACKGROUND,
    ),
)
