"""The verdict as this viewer may see it: choices, decision, test, explanation."""

from dataclasses import dataclass
from string import ascii_uppercase

from deliberate.sessions.forms import CANNOT
from deliberate.sessions.ids import ROUND_1, ROUND_2, EntryId, question
from deliberate.sessions.rounds.forms import FIRST_CHOICE, SUPPORT, children
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.events import (
    ConditionTested,
    Consented,
    DecisionRecorded,
    Explained,
    ReactionRecorded,
    TestSigned,
)
from deliberate.sessions.visibility import Sees
from deliberate.sessions.windows import Condition, Option

from .blind import child_name
from .look import Look
from .picture import ItemPicture, PictureView, picture


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


@dataclass(frozen=True, slots=True)
class ChildVerdict:
    """The decider's answer for one child."""

    child: EntryId
    name: str
    answered: bool
    safe_enough: bool
    reason: str


@dataclass(frozen=True, slots=True)
class TestRow:
    """A condition with its tests; `current` says the last one was on the present wording."""

    entry: EntryId
    number: int
    tests: tuple[ConditionTested, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class VerdictView:
    """Everything from round 2 on."""

    choices: tuple[ChoiceRow, ...]
    shifts: tuple[Shift, ...]
    children: tuple[ChildVerdict, ...]
    decision: DecisionRecorded | None
    decision_title: str
    dissent_answers: tuple[tuple[EntryId, str], ...]
    tests: tuple[TestRow, ...]
    signed: TestSigned | None
    explained: tuple[Explained, ...]
    reactions: tuple[ReactionRecorded, ...]
    consents: tuple[Consented, ...]


def verdict_view(session: Session, look: Look) -> VerdictView:
    verdict = session.verdict
    option = session.entries.by_id.get(verdict.decision.option) if verdict.decision else None
    content = option.content if option else None
    return VerdictView(
        choices=_choices(session, look),
        shifts=_shifts(session, look),
        children=tuple(_child(session, child) for child in children(session)),
        decision=verdict.decision,
        decision_title=content.title if isinstance(content, Option) else "",
        dissent_answers=tuple(verdict.dissent_answers.items()),
        tests=_tests(session),
        signed=verdict.signed,
        explained=verdict.explained,
        reactions=verdict.reactions,
        consents=tuple(verdict.consents.values()),
    )


def _choices(session: Session, look: Look) -> tuple[ChoiceRow, ...]:
    """In the order of the list; by the time the preference is known nobody re-ranks it."""
    this = session.rounds.get(ROUND_2)
    if this is None or this.summary is None or not look.may(Sees.PREFERENCE):
        return ()
    first = this.summary.item(question(FIRST_CHOICE))
    rows = []
    for place, (entry, option) in enumerate(session.entries.of(Option)):
        cannot = this.summary.item(question(SUPPORT, entry.id))
        rows.append(
            ChoiceRow(
                entry.id,
                ascii_uppercase[place % len(ascii_uppercase)],
                option.title,
                option.weight,
                first.counts.get(entry.id, 0) if first else 0,
                cannot.counts.get(CANNOT, 0) if cannot else 0,
            )
        )
    return tuple(rows)


def _shifts(session: Session, look: Look) -> tuple[Shift, ...]:
    before, after = picture(session, look, ROUND_1), picture(session, look, ROUND_2)
    if before is None or after is None:
        return ()
    known = {item.q: item for item in before.items()}
    return tuple(Shift(known[i.q], i) for i in _talked(after) if i.q in known)


def _talked(after: PictureView) -> tuple[ItemPicture, ...]:
    return (*after.judgements, *after.conflicts, *after.spread)


def _child(session: Session, child: EntryId) -> ChildVerdict:
    answer = session.verdict.safe_enough.get(child)
    name = child_name(session, question("", child))
    if answer is None:
        return ChildVerdict(child, name, answered=False, safe_enough=False, reason="")
    return ChildVerdict(child, name, True, answer.safe_enough, answer.reason)


def _tests(session: Session) -> tuple[TestRow, ...]:
    rows = []
    for number, (entry, _) in enumerate(session.entries.of(Condition), start=1):
        tests = session.verdict.tests.get(entry.id, ())
        current = bool(tests) and tests[-1].version == len(entry.versions)
        rows.append(TestRow(entry.id, number, tests, current))
    return tuple(rows)
