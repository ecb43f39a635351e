"""The verdict as this viewer may see it: choices, decision, test, explanation."""

from dataclasses import dataclass

from deliberate.sessions.challenge.misfit import misfit
from deliberate.sessions.concreteness import Hit, vague
from deliberate.sessions.forms import CANNOT
from deliberate.sessions.ids import ROUND_1, ROUND_2, EntryId, Millis, question
from deliberate.sessions.rounds.forms import FIRST_CHOICE, SUPPORT, children
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.events import (
    DecisionCompleted,
    DecisionRecorded,
)
from deliberate.sessions.verdict.weighing import reason_due
from deliberate.sessions.visibility import Sees
from deliberate.sessions.windows import Option
from deliberate.sessions.workdays import workdays_after

from .blind import child_name
from .look import Look
from .picture import ItemPicture, PictureView, picture
from .weighing import (
    AgreementView,
    Leading,
    Reasons,
    ShiftReasons,
    agreement_view,
    leading_options,
    shift_reasons,
)

NONE = EntryId("")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """How often an option was a first choice, and how many cannot stand behind it."""

    option: EntryId
    letter: str
    title: str
    weight: str
    first: int
    cannot: int


@dataclass(frozen=True, slots=True)
class Shift:
    """One question before and after, as distributions; never a line for one rater."""

    before: ItemPicture
    after: ItemPicture
    reasons: Reasons = ()


@dataclass(frozen=True, slots=True)
class ChildVerdict:
    """The decider's answer for one child; `yes_asks` and `no_asks` say which of the two would
    go against a rating of the second round, and so needs a reason."""

    child: EntryId
    name: str
    answered: bool
    safe_enough: bool
    reason: str
    stays: str
    yes_asks: bool
    no_asks: bool


@dataclass(frozen=True, slots=True)
class VerdictView:
    """Everything from round 2 on."""

    choices: tuple[ChoiceRow, ...]
    shifts: tuple[Shift, ...]
    why_shifted: ShiftReasons
    leading: tuple[Leading, ...]
    agreement: AgreementView
    children: tuple[ChildVerdict, ...]
    decision: DecisionRecorded | None
    decision_title: str
    decision_letter: str
    lightest_title: str
    lightest_letter: str
    completed: DecisionCompleted | None
    before: DecisionCompleted | None
    due: Millis | None
    misfit: str
    hints: tuple[Hit, ...]
    dissent_answers: tuple[tuple[EntryId, str], ...]


def verdict_view(session: Session, look: Look) -> VerdictView:
    verdict, decision = session.verdict, session.verdict.decision
    option, lightest = (decision.option, decision.lightest) if decision else (NONE, NONE)
    reasons = shift_reasons(session, look)
    return VerdictView(
        choices=_choices(session, look),
        shifts=_shifts(session, look, reasons),
        why_shifted=reasons,
        leading=leading_options(session, look),
        agreement=agreement_view(session, look),
        children=tuple(_child(session, child) for child in children(session)),
        decision=decision,
        decision_title=_title(session, option),
        decision_letter=session.entries.letter(option),
        lightest_title=_title(session, lightest),
        lightest_letter=session.entries.letter(lightest),
        completed=verdict.completed,
        before=verdict.before,
        due=_due(session),
        misfit=misfit(session) if look.may(Sees.PREFERENCE) else "",
        hints=_hints(session),
        dissent_answers=tuple(verdict.dissent_answers.items()),
    )


def _title(session: Session, option: EntryId) -> str:
    entry = session.entries.by_id.get(option)
    return entry.content.title if entry and isinstance(entry.content, Option) else ""


def _hints(session: Session) -> tuple[Hit, ...]:
    """Vague words in the decision: a hint for who may change it."""
    made = session.verdict.decision
    said = (made.text, made.reason, made.why_not_lighter) if made else ()
    return vague(said, session.opened.catalogue.concreteness)


def _due(session: Session) -> Millis | None:
    """When the column "within one working day" has to be complete."""
    closed = session.progress.meeting_closed
    days = session.opened.parameters.workdays_to_complete
    return workdays_after(closed, days) if closed else None


def _choices(session: Session, look: Look) -> tuple[ChoiceRow, ...]:
    """In the order of the list; by the time the preference is known nobody re-ranks it."""
    this = session.rounds.get(ROUND_2)
    if this is None or this.summary is None or not look.may(Sees.PREFERENCE):
        return ()
    first = this.summary.item(question(FIRST_CHOICE))
    rows = []
    for entry, option in session.entries.options():
        cannot = this.summary.item(question(SUPPORT, entry.id))
        rows.append(
            ChoiceRow(
                entry.id,
                session.entries.letter(entry.id),
                option.title,
                option.weight,
                first.counts.get(entry.id, 0) if first else 0,
                cannot.counts.get(CANNOT, 0) if cannot else 0,
            )
        )
    return tuple(rows)


def _shifts(session: Session, look: Look, reasons: ShiftReasons) -> tuple[Shift, ...]:
    before, after = picture(session, look, ROUND_1), picture(session, look, ROUND_2)
    if before is None or after is None:
        return ()
    known, said = {item.q: item for item in before.items()}, dict(reasons.by_question)
    return tuple(Shift(known[i.q], i, said.get(i.q, ())) for i in _talked(after) if i.q in known)


def _talked(after: PictureView) -> tuple[ItemPicture, ...]:
    return (*after.judgements, *after.conflicts, *after.spread)


def _child(session: Session, child: EntryId) -> ChildVerdict:
    answer = session.verdict.safe_enough.get(child)
    answered = answer is not None and child not in session.verdict.again
    name = child_name(session, question("", child))
    return ChildVerdict(
        child,
        name,
        answered=answered,
        safe_enough=answered and answer is not None and answer.safe_enough,
        reason=answer.reason if answer else "",
        stays=answer.stays if answer else "",
        yes_asks=reason_due(session, child, True),
        no_asks=reason_due(session, child, False),
    )
