"""Everything the record needs, in one object, for the file alone."""

from dataclasses import dataclass

from deliberate.sessions.copies import recipients
from deliberate.sessions.danger.state import Alarm
from deliberate.sessions.flow.events import DecisionReopened
from deliberate.sessions.flow.state import Bypassed, Provisional
from deliberate.sessions.ids import ROUND_1, ROUND_2, Millis, StageId
from deliberate.sessions.refusals import Note
from deliberate.sessions.roles import Role
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Made, Recipient

from .challenge import AdvocateView, advocate_view
from .ideas import IdeasView, ideas_view
from .look import Look
from .passage import DecisionMade, GateView, decisions, gates
from .picture import PictureView, picture
from .process_check import ProcessCheck, process_check
from .talk import ItemView, items
from .telling import TellingView, telling_view
from .testing import TestingView, testing_view
from .verdict import VerdictView, verdict_view


@dataclass(frozen=True, slots=True)
class Dossier:
    """Course, pictures, discussion, challenge and verdict of a whole session."""

    entered: tuple[tuple[StageId, Millis], ...]
    meeting_closed: Millis | None
    provisional: Provisional | None
    reopened: tuple[DecisionReopened, ...]
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
    telling: TellingView
    process_check: ProcessCheck
    guards: tuple[Note, ...]
    recipient: Recipient
    readers: tuple[Recipient, ...]
    shared: tuple[tuple[str, bool, str], ...]
    gates: tuple[GateView, ...]
    decisions: tuple[DecisionMade, ...]


def dossier(session: Session, look: Look) -> Dossier:
    progress = session.progress
    return Dossier(
        entered=tuple(progress.entered.items()),
        meeting_closed=progress.meeting_closed,
        provisional=progress.provisional,
        reopened=progress.reopened,
        bypassed=progress.bypassed,
        warnings=tuple(progress.explained.items()),
        alarm=session.alarm,
        first=picture(session, look, ROUND_1),
        second=picture(session, look, ROUND_2),
        items=items(session, look),
        advocate=advocate_view(session, look),
        ideas=ideas_view(session, look),
        verdict=verdict_view(session, look),
        testing=testing_view(session, look),
        telling=telling_view(session, look.locale),
        process_check=process_check(session, look),
        guards=look.notes,
        recipient=look.viewer.recipient,
        readers=() if Role.FILE in look.viewer.roles else recipients(session),
        shared=_shared(session, look),
        gates=gates(session) if look.viewer.recipient.made is not Made.FAMILY else (),
        decisions=decisions(session),
    )


def _shared(session: Session, look: Look) -> tuple[tuple[str, bool, str], ...]:
    """Organisations, whether by name, and on which ground; a family hears who knows their name."""
    if Role.FILE not in look.viewer.roles:
        return ()
    family = look.viewer.recipient.made is Made.FAMILY
    seats = (seat for seat in session.roster.seats.values() if seat.ground)
    rows = dict.fromkeys((s.organisation, s.sharing == "by_name", s.ground) for s in seats)
    return tuple(row for row in rows if row[1] or not family)
