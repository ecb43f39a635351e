"""What the stages after the meeting share."""

from dataclasses import dataclass

from deliberate.sessions.refusals import Note
from deliberate.sessions.state import Session
from deliberate.sessions.views.challenge import AdvocateView, advocate_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.views.process_check import ProcessCheck, process_check
from deliberate.sessions.views.telling import TellingView, telling_view
from deliberate.sessions.views.testing import TestingView, testing_view
from deliberate.sessions.views.verdict import VerdictView, verdict_view
from deliberate.sessions.visibility import Sees

from .decide import SETTLED

AFTERWARDS = SETTLED | Sees.TEST | Sees.DOSSIER


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
