"""Stage 7: the devil's advocate delivers and the group answers every point."""

from dataclasses import dataclass

from deliberate.sessions.challenge.commands import (
    AnswerPoint,
    CallGuest,
    DeliverPoint,
    LayDownRole,
    OverrideAdvocate,
)
from deliberate.sessions.ids import CHALLENGE
from deliberate.sessions.state import Session
from deliberate.sessions.views.challenge import AdvocateView, advocate_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.windows import Fact, MissingFact, Option

from ._base import EDITS, WRITES, Stage, grant, sight, writes
from .reveal import SHOWN


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """The advocate's card, points and answers."""

    advocate: AdvocateView


def build(session: Session, look: Look) -> ChallengeView:
    return ChallengeView(advocate_view(session, look))


DELIVERS = frozenset({DeliverPoint, LayDownRole})
STAGE = Stage(
    id=CHALLENGE,
    window="weighing",
    accepts=grant(
        everyone=WRITES,
        moderator=EDITS | DELIVERS | {AnswerPoint, OverrideAdvocate, CallGuest},
        recorder=frozenset({AnswerPoint}),
        rater=DELIVERS,
    ),
    shows=sight(SHOWN),
    build=build,
    writes=writes(frozenset({Option, Fact, MissingFact})),
)
