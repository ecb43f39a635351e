"""What the stages after the meeting share."""

from collections.abc import Mapping
from dataclasses import dataclass

from deliberate.sessions.refusals import Note
from deliberate.sessions.roles import AFTER_MEETING, Role
from deliberate.sessions.state import Session
from deliberate.sessions.views.challenge import AdvocateView, advocate_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.views.process_check import ProcessCheck, process_check
from deliberate.sessions.views.telling import TellingView, telling_view
from deliberate.sessions.views.testing import TestingView, testing_view
from deliberate.sessions.views.verdict import VerdictView, verdict_view
from deliberate.sessions.visibility import Sees

from ._base import sight
from .decide import SETTLED

COPIES = AFTER_MEETING | {Role.FILE}
AFTERWARDS: Mapping[Role, Sees] = {
    role: sees | Sees.DOSSIER if role in COPIES else sees
    for role, sees in sight(SETTLED | Sees.TEST, reviewer=Sees.PROTECTION).items()
}
"""Only who has a task after the meeting sees the whole record, and so makes copies of it."""


@dataclass(frozen=True, slots=True)
class AfterView:
    """The verdict with its test, and what the guards report of the process."""

    verdict: VerdictView
    testing: TestingView
    telling: TellingView
    process_check: ProcessCheck
    advocate: AdvocateView
    process: tuple[Note, ...]
    sealed: str


def build_after(session: Session, look: Look) -> AfterView:
    record = session.progress.sealed
    return AfterView(
        verdict_view(session, look),
        testing_view(session, look),
        telling_view(session, look.locale),
        process_check(session, look),
        advocate_view(session, look),
        look.notes,
        record.sha256 if record else "",
    )
