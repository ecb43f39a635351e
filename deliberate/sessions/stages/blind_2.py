"""Stage 8: what was talked about, safety for each child, and one first choice; blind again."""

from deliberate.sessions.ids import BLIND_2, ROUND_2
from deliberate.sessions.state import Session
from deliberate.sessions.views.look import Look
from deliberate.sessions.visibility import Sees

from ._base import KEEPS, LOOKS, Stage, grant, sight
from ._blind import BlindView, build_round


def build(session: Session, look: Look) -> BlindView:
    return build_round(session, look, ROUND_2)


STAGE = Stage(
    id=BLIND_2,
    window="weighing",
    accepts=grant(moderator=KEEPS),
    shows=sight(LOOKS | Sees.ADVOCATE),
    build=build,
)
