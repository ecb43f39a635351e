"""Stage 3: everybody judges alone; nobody sees an answer but their own."""

from deliberate.sessions.ids import BLIND_1, ROUND_1
from deliberate.sessions.state import Session
from deliberate.sessions.views.look import Look

from ._base import KEEPS, Stage, grant, sight
from ._blind import BlindView, build_round


def build(session: Session, look: Look) -> BlindView:
    return build_round(session, look, ROUND_1)


STAGE = Stage(
    id=BLIND_1,
    window="weighing",
    accepts=grant(moderator=KEEPS),
    shows=sight(),
    build=build,
)
