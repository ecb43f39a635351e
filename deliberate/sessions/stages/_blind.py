"""What both blind rounds share."""

from dataclasses import dataclass

from deliberate.sessions.ids import RoundId
from deliberate.sessions.state import Session
from deliberate.sessions.views.blind import FormView, form_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.visibility import Sees


@dataclass(frozen=True, slots=True)
class BlindView:
    """This rater's own form and nothing of anybody else's."""

    round: RoundId
    form: FormView | None


def build_round(session: Session, look: Look, round_id: RoundId) -> BlindView:
    this = session.rounds.get(round_id)
    if this is None or not look.may(Sees.OWN):
        return BlindView(round_id, None)
    return BlindView(round_id, form_view(session, look, this))
