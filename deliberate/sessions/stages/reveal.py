"""Stage 4: everything at once and without names; acute answers first, then conflicts."""

from dataclasses import dataclass

from deliberate.sessions.challenge.commands import OverrideAdvocate, PassTurn
from deliberate.sessions.discussion.commands import SetAgenda
from deliberate.sessions.gates import acute_after_reveal, agenda_set
from deliberate.sessions.ids import REVEAL, ROUND_1, QuestionId
from deliberate.sessions.state import Session
from deliberate.sessions.views.challenge import AdvocateView, advocate_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.views.picture import PictureView, picture
from deliberate.sessions.views.talk import ItemView, items, proposed
from deliberate.sessions.visibility import Sees

from ._base import LOOKS, Stage, grant, sight


@dataclass(frozen=True, slots=True)
class RevealView:
    """The picture of round 1, what it puts forward, and who is devil's advocate."""

    picture: PictureView | None
    acute_open: bool
    proposed: tuple[QuestionId, ...]
    items: tuple[ItemView, ...]
    advocate: AdvocateView


def build(session: Session, look: Look) -> RevealView:
    shown = picture(session, look, ROUND_1)
    return RevealView(
        picture=shown,
        acute_open=bool(acute_after_reveal(session)),
        proposed=proposed(session, shown) if shown else (),
        items=items(session, look),
        advocate=advocate_view(session, look),
    )


SHOWN = LOOKS | Sees.DISTRIBUTION | Sees.ADVOCATE
STAGE = Stage(
    id=REVEAL,
    window="weighing",
    accepts=grant(moderator=frozenset({SetAgenda, OverrideAdvocate}), rater=frozenset({PassTurn})),
    shows=sight(SHOWN),
    build=build,
    gates=(acute_after_reveal, agenda_set),
)
