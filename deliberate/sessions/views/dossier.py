"""Everything the record needs, in one object, for the file alone."""

from dataclasses import dataclass

from deliberate.sessions.danger.state import Alarm
from deliberate.sessions.flow.state import Bypassed, Provisional
from deliberate.sessions.ids import ROUND_1, ROUND_2, Millis, StageId
from deliberate.sessions.refusals import Note
from deliberate.sessions.state import Session

from .challenge import AdvocateView, advocate_view
from .ideas import IdeasView, ideas_view
from .look import Look
from .picture import PictureView, picture
from .talk import ItemView, items
from .testing import TestingView, testing_view
from .verdict import VerdictView, verdict_view


@dataclass(frozen=True, slots=True)
class Dossier:
    """Course, pictures, discussion, challenge and verdict of a whole session."""

    entered: tuple[tuple[StageId, Millis], ...]
    meeting_closed: Millis | None
    provisional: Provisional | None
    bypassed: tuple[Bypassed, ...]
    warnings: tuple[tuple[str, str], ...]
    alarm: Alarm
    first: PictureView | None
    second: PictureView | None
    items: tuple[ItemView, ...]
    advocate: AdvocateView
    ideas: IdeasView
    verdict: VerdictView
    testing: TestingView
    guards: tuple[Note, ...]


def dossier(session: Session, look: Look) -> Dossier:
    progress = session.progress
    return Dossier(
        entered=tuple(progress.entered.items()),
        meeting_closed=progress.meeting_closed,
        provisional=progress.provisional,
        bypassed=progress.bypassed,
        warnings=tuple(progress.explained.items()),
        alarm=session.alarm,
        first=picture(session, look, ROUND_1),
        second=picture(session, look, ROUND_2),
        items=items(session, look),
        advocate=advocate_view(session, look),
        ideas=ideas_view(session, look),
        verdict=verdict_view(session, look),
        testing=testing_view(session),
        guards=look.notes,
    )
