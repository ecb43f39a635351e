"""Stage 9: weigh and decide; the competent person answers and decides, dissent is written."""

from dataclasses import dataclass

from deliberate.sessions.danger.asked import asked_again
from deliberate.sessions.flow.commands import CloseMeeting
from deliberate.sessions.gates import decision_recorded, safe_enough_answered
from deliberate.sessions.ids import DECIDE, ROUND_2
from deliberate.sessions.rounds.commands import CloseRound, OpenRound
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.commands import (
    AnswerDissent,
    AnswerSafeEnough,
    CompleteDecision,
    RecordDecision,
)
from deliberate.sessions.views.challenge import AdvocateView, advocate_view
from deliberate.sessions.views.conformity import ConformityView, conformity_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.views.picture import PictureView, picture
from deliberate.sessions.views.process_check import ProcessCheck, process_check
from deliberate.sessions.views.verdict import VerdictView, verdict_view
from deliberate.sessions.visibility import Sees
from deliberate.sessions.windows import (
    Arrangement,
    Condition,
    Consequences,
    Dissent,
    LearningPoint,
    MissingFact,
    PlanB,
)

from ._base import EDITS, KEEPS, RATES, WRITES, Stage, grant, sight, writes
from .reveal import SHOWN


@dataclass(frozen=True, slots=True)
class DecideView:
    """The picture of round 2 and everything that has been decided so far; before anything else
    whether somebody must act now, where an answer of round 2 says so."""

    acute_open: bool
    picture: PictureView | None
    verdict: VerdictView
    advocate: AdvocateView
    process_check: ProcessCheck
    conformity: ConformityView


def build(session: Session, look: Look) -> DecideView:
    shown = picture(session, look, ROUND_2)
    return DecideView(
        bool(asked_again(session, DECIDE)),
        shown,
        verdict_view(session, look),
        advocate_view(session, look),
        process_check(session, look),
        conformity_view(session, look, shown),
    )


SETTLED = SHOWN | Sees.PREFERENCE
DECIDES = frozenset({AnswerSafeEnough, RecordDecision, CompleteDecision, AnswerDissent})
WEIGHS = frozenset({Consequences})
STAGE = Stage(
    id=DECIDE,
    window="weighing",
    accepts=grant(
        everyone=WRITES | RATES,
        moderator=EDITS | DECIDES | KEEPS | {OpenRound, CloseRound, CloseMeeting},
        decision_maker=DECIDES,
        recorder=DECIDES,
    ),
    shows=sight(SETTLED),
    build=build,
    gates=(safe_enough_answered, decision_recorded),
    writes=writes(
        frozenset({Condition, Arrangement, Dissent, MissingFact, LearningPoint, PlanB}),
        moderator=WEIGHS,
        decision_maker=WEIGHS,
        recorder=WEIGHS,
    ),
)
