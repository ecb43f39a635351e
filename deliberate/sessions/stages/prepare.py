"""Stage 0: the question, the people, the facts and who is invited on which ground."""

from dataclasses import dataclass

from deliberate.sessions.entries.commands import MarkCore
from deliberate.sessions.flow.commands import DescribeCase
from deliberate.sessions.gates import (
    acute_in_prepare,
    case_described,
    enough_facts,
    people_heard,
    prework_opened,
)
from deliberate.sessions.ids import PREPARE, ROUND_1
from deliberate.sessions.rounds.commands import OpenPrework
from deliberate.sessions.state import Session
from deliberate.sessions.views.blind import FormView, form_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.visibility import Sees
from deliberate.sessions.windows import CaseFactor, Expertise, Fact, MissingFact

from ._base import BACKGROUND, EDITS, LOOKS, Stage, grant, sight, writes


@dataclass(frozen=True, slots=True)
class PrepareView:
    """Whether prework is open, and this rater's own form if so."""

    prework_open: bool
    form: FormView | None


def build(session: Session, look: Look) -> PrepareView:
    this = session.rounds.get(ROUND_1)
    form = form_view(session, look, this) if this and look.may(Sees.OWN) else None
    return PrepareView(this is not None, form)


STAGE = Stage(
    id=PREPARE,
    window="",
    accepts=grant(
        moderator=EDITS | {DescribeCase, MarkCore, OpenPrework},
        presenter=EDITS | {DescribeCase},
        recorder=EDITS | {MarkCore},
    ),
    shows=sight(LOOKS, screen=Sees.NOTHING),
    build=build,
    gates=(case_described, people_heard, enough_facts, acute_in_prepare, prework_opened),
    writes=writes(
        BACKGROUND | {Fact, MissingFact},
        moderator=frozenset({Expertise, CaseFactor}),
    ),
    before_admission=True,
)
