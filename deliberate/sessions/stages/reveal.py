"""Stage 4: everything at once and without names; acute answers first, then conflicts."""

from dataclasses import dataclass

from deliberate.sessions.challenge.commands import CallGuest, OverrideAdvocate, PassTurn
from deliberate.sessions.danger.asked import asked_again
from deliberate.sessions.discussion.commands import SetAgenda
from deliberate.sessions.gates import agenda_set
from deliberate.sessions.ids import REVEAL, ROUND_1
from deliberate.sessions.roles import Role
from deliberate.sessions.state import Session
from deliberate.sessions.views.agenda import AgendaView, agenda_view
from deliberate.sessions.views.challenge import AdvocateView, advocate_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.views.picture import PictureView, picture
from deliberate.sessions.views.talk import ItemView, items
from deliberate.sessions.visibility import Sees

from ._base import LOOKS, Stage, grant, sight


@dataclass(frozen=True, slots=True)
class RevealView:
    """The picture of round 1, the list to talk about, and who is devil's advocate.

    Only who leads makes the list, once the question about acute danger is answered; everybody
    else sees it when it stands.
    """

    picture: PictureView | None
    acute_open: bool
    agenda: AgendaView | None
    items: tuple[ItemView, ...]
    advocate: AdvocateView


def build(session: Session, look: Look) -> RevealView:
    shown = picture(session, look, ROUND_1)
    leads = Role.MODERATOR in look.viewer.roles
    acute = bool(asked_again(session, REVEAL))
    return RevealView(
        picture=shown,
        acute_open=acute,
        agenda=agenda_view(session, shown) if shown and leads and not acute else None,
        items=items(session, look),
        advocate=advocate_view(session, look),
    )


SHOWN = LOOKS | Sees.DISTRIBUTION | Sees.ADVOCATE
STAGE = Stage(
    id=REVEAL,
    window="weighing",
    accepts=grant(
        moderator=frozenset({SetAgenda, OverrideAdvocate, CallGuest}),
        rater=frozenset({PassTurn}),
    ),
    shows=sight(SHOWN),
    build=build,
    gates=(agenda_set,),
)
