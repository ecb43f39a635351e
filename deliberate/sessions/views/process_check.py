"""The process check as this viewer may see it: own taps while it is open, then only counts."""

from dataclasses import dataclass

from deliberate.sessions.forms import TAPS
from deliberate.sessions.ids import PROCESS, QuestionId, question
from deliberate.sessions.roles import AT_THE_TABLE
from deliberate.sessions.rounds.forms import PROCESS_ITEMS
from deliberate.sessions.rounds.state import Status
from deliberate.sessions.state import Session

from .look import Look


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One question; `counts` by tap, and none where fewer than three answered it."""

    question: QuestionId
    own: str
    counts: tuple[tuple[str, int], ...]
    n: int


@dataclass(frozen=True, slots=True)
class ProcessCheck:
    """`callable` says that it can be held now: something was decided and nothing else is asked."""

    asked: bool
    callable: bool
    open: bool
    closed: bool
    rows: tuple[ProcessRow, ...]


def process_check(session: Session, look: Look) -> ProcessCheck:
    this = session.rounds.get(PROCESS)
    busy = any(r.open and not r.seats for r in session.rounds.values())
    decided = session.verdict.decision is not None
    return ProcessCheck(
        asked=bool(look.viewer.roles & AT_THE_TABLE),
        callable=this is None and decided and not busy,
        open=this is not None and this.open,
        closed=this is not None and this.status is Status.REVEALED,
        rows=tuple(_row(session, look, item) for item in PROCESS_ITEMS) if this else (),
    )


def _row(session: Session, look: Look, item: str) -> ProcessRow:
    asked, summary = question(item), session.rounds[PROCESS].summary
    own = look.viewer.own.get((PROCESS, asked))
    found = summary.item(asked) if summary else None
    counts = tuple((tap, found.counts.get(tap, 0)) for tap in TAPS) if found else ()
    return ProcessRow(asked, own.pick or "" if own else "", counts, found.n if found else 0)
