"""Stage 1: who is here, in which role; what is missing; the acute question again."""

from dataclasses import dataclass

from deliberate.sessions.gates import acute_in_open, everyone_placed, prework_in
from deliberate.sessions.ids import OPEN, ROUND_1
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.table import expertise_answered, here_to_judge
from deliberate.sessions.state import Session
from deliberate.sessions.views.blind import FormView, form_view
from deliberate.sessions.views.look import Knock, Look
from deliberate.sessions.visibility import Sees
from deliberate.sessions.windows import Expertise, Fact, MissingFact

from ._base import EDITS, WRITES, Stage, grant, sight, writes


@dataclass(frozen=True, slots=True)
class OpenView:
    """Who knocks, how many raters are in and wanted, and prework that half an hour waits for."""

    knocks: tuple[Knock, ...]
    raters: int
    quorum: int
    expertise_answered: bool
    form: FormView | None


def build(session: Session, look: Look) -> OpenView:
    leads = Role.MODERATOR in look.viewer.roles
    parameters, this = session.opened.parameters, session.rounds.get(ROUND_1)
    asks = this is not None and parameters.short and look.may(Sees.OWN)
    return OpenView(
        knocks=look.presence.knocks if leads else (),
        raters=here_to_judge(session),
        quorum=parameters.min_raters,
        expertise_answered=expertise_answered(session),
        form=form_view(session, look, this) if this is not None and asks else None,
    )


STAGE = Stage(
    id=OPEN,
    window="people",
    accepts=grant(moderator=EDITS, recorder=WRITES),
    shows=sight(),
    build=build,
    gates=(everyone_placed, acute_in_open, prework_in),
    writes=writes(frozenset({Expertise, Fact, MissingFact})),
)
