"""What stands around a decision: whose consequences, why answers shifted, and who agrees."""

from collections import Counter
from dataclasses import dataclass

from deliberate.sessions.forms import CANNOT, DISAGREES, Shift
from deliberate.sessions.ids import AGREEMENT, ROUND_2, EntryId, QuestionId, question
from deliberate.sessions.roles import AT_THE_TABLE
from deliberate.sessions.rounds.forms import AGREE, SUPPORT
from deliberate.sessions.rounds.state import Status
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.weighing import leading
from deliberate.sessions.visibility import Sees
from deliberate.sessions.windows import Dissent, Option

from .look import Look

Reasons = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Leading:
    """One of the two options of which the full consequences are written down."""

    option: EntryId
    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class ShiftReasons:
    """What made the difference to those who moved far, over all questions and for each.

    `by_question` is empty as soon as one count stands alone: the picture of that question shows
    what moved, and in a small group that points at somebody.
    """

    total: Reasons
    by_question: tuple[tuple[QuestionId, Reasons], ...]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The private question whether one agrees: the own answer, and a count once it is closed.

    `write` says that this viewer disagrees, or could not stand behind the option; only they see it.
    `few` says that too few answered for a count without names.
    """

    asked: bool
    open: bool
    closed: bool
    question: QuestionId
    own: str
    write: bool
    disagree: int
    of: int
    wrote: int
    few: bool


def leading_options(session: Session, look: Look) -> tuple[Leading, ...]:
    if not look.may(Sees.PREFERENCE):
        return ()
    titles = {e.id: o.title for e, o in session.entries.of(Option)}
    entries = session.entries
    return tuple(
        Leading(option, entries.letter(option), titles[option]) for option in leading(session)
    )


def shift_reasons(session: Session, look: Look) -> ShiftReasons:
    this = session.rounds.get(ROUND_2)
    if this is None or this.summary is None or not look.may(Sees.DISTRIBUTION):
        return ShiftReasons((), ())
    said = {item.question: item.shifts for item in this.summary.items if item.shifts}
    total: Counter[str] = Counter()
    for counts in said.values():
        total.update(counts)
    alone = any(n == 1 for counts in said.values() for n in counts.values())
    each = () if alone else tuple((q, _ordered(Counter(counts))) for q, counts in said.items())
    return ShiftReasons(_ordered(total), each)


def _ordered(counts: Counter[str]) -> Reasons:
    return tuple((reason.value, counts[reason]) for reason in Shift if counts[reason])


def agreement_view(session: Session, look: Look) -> AgreementView:
    this = session.rounds.get(AGREEMENT)
    asked = question(AGREE)
    mine = look.viewer.own.get((AGREEMENT, asked)) if this else None
    own = mine.pick or "" if mine else ""
    closed = this is not None and this.status is Status.REVEALED
    found = this.summary.item(asked) if this and this.summary else None
    return AgreementView(
        asked=bool(look.viewer.roles & AT_THE_TABLE),
        open=this is not None and this.open,
        closed=closed,
        question=asked,
        own=own,
        write=own == DISAGREES or _cannot(session, look),
        disagree=found.counts.get(DISAGREES, 0) if found else 0,
        of=found.n if found else 0,
        wrote=len(session.entries.of(Dissent)) if closed else 0,
        few=bool(closed and this and this.summary) and found is None,
    )


def _cannot(session: Session, look: Look) -> bool:
    """Whether this viewer said in the second round not to stand behind what was then decided."""
    decision = session.verdict.decision
    if decision is None:
        return False
    said = look.viewer.own.get((ROUND_2, question(SUPPORT, decision.option)))
    return said is not None and said.pick == CANNOT
