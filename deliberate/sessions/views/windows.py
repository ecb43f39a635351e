"""The four windows as rows: what the group wrote down, numbered for this viewer."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from deliberate.sessions.concreteness import Hit, hits
from deliberate.sessions.entries.state import Entry
from deliberate.sessions.ids import EntryId
from deliberate.sessions.state import Session
from deliberate.sessions.windows import (
    Arrangement,
    CaseFactor,
    Condition,
    Consequences,
    Content,
    DecidesRow,
    Dissent,
    Expertise,
    Fact,
    Goal,
    LearningPoint,
    MissingFact,
    Option,
    Person,
    PlanB,
    Review,
    Statement,
    Term,
)

from .look import Look

C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True)
class Row(Generic[C]):
    """One entry as a row, numbered within its kind for this viewer; an option has its letter."""

    id: EntryId
    number: int
    content: C
    mine: bool = False
    versions: int = 1
    contested: tuple[str, ...] = ()
    shielded: bool = False
    core: int = 0
    hints: tuple[Hit, ...] = ()
    author: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class WindowsView:
    """Everything written down that this viewer may read."""

    people: tuple[Row[Person], ...] = ()
    goals: tuple[Row[Goal], ...] = ()
    facts: tuple[Row[Fact], ...] = ()
    core: tuple[Row[Fact], ...] = ()
    missing: tuple[Row[MissingFact], ...] = ()
    expertise: tuple[Row[Expertise], ...] = ()
    case_factors: tuple[Row[CaseFactor], ...] = ()
    terms: tuple[Row[Term], ...] = ()
    options: tuple[Row[Option], ...] = ()
    consequences: tuple[Row[Consequences], ...] = ()
    conditions: tuple[Row[Condition], ...] = ()
    arrangements: tuple[Row[Arrangement], ...] = ()
    decides: tuple[Row[DecidesRow], ...] = ()
    plan_b: tuple[Row[PlanB], ...] = ()
    reviews: tuple[Row[Review], ...] = ()
    dissent: tuple[Row[Dissent], ...] = ()
    statements: tuple[Row[Statement], ...] = ()
    learning: tuple[Row[LearningPoint], ...] = ()


def windows(session: Session, look: Look) -> WindowsView:
    facts = rows(session, look, Fact)
    return WindowsView(
        people=rows(session, look, Person),
        goals=rows(session, look, Goal),
        facts=facts,
        core=tuple(sorted((f for f in facts if f.core), key=lambda f: f.core)),
        missing=rows(session, look, MissingFact),
        expertise=rows(session, look, Expertise),
        case_factors=rows(session, look, CaseFactor),
        terms=rows(session, look, Term),
        options=options(session, look),
        consequences=rows(session, look, Consequences),
        conditions=rows(session, look, Condition),
        arrangements=rows(session, look, Arrangement),
        decides=rows(session, look, DecidesRow),
        plan_b=rows(session, look, PlanB),
        reviews=rows(session, look, Review),
        dissent=rows(session, look, Dissent),
        statements=rows(session, look, Statement),
        learning=rows(session, look, LearningPoint),
    )


def rows(session: Session, look: Look, kind: type[C]) -> tuple[Row[C], ...]:
    """The live entries of one kind, numbered from 1 without a gap."""
    return tuple(
        _row(session, look, entry, content, number)
        for number, (entry, content) in enumerate(session.entries.of(kind), start=1)
    )


def options(session: Session, look: Look) -> tuple[Row[Option], ...]:
    """The possibilities, the family's own first."""
    return tuple(
        _row(session, look, entry, option, number)
        for number, (entry, option) in enumerate(session.entries.options(), start=1)
    )


def _row(session: Session, look: Look, entry: Entry, content: C, number: int) -> Row[C]:
    core = session.entries.core
    return Row(
        id=entry.id,
        number=number,
        content=content,
        mine=entry.by == look.viewer.seat,
        versions=len(entry.versions),
        contested=entry.contested,
        shielded=bool(entry.shielded_from),
        core=core.index(entry.id) + 1 if entry.id in core else 0,
        hints=_hints(session, look, content),
        author=_author(session, entry),
        letter=session.entries.letter(entry.id),
    )


def _hints(session: Session, look: Look, content: Content) -> tuple[Hit, ...]:
    rules = session.opened.catalogue.concreteness.get(look.locale)
    if rules is None or not isinstance(content, Fact | Condition):
        return ()
    return hits(content.text if isinstance(content, Fact) else content.what, rules)


def _author(session: Session, entry: Entry) -> str:
    """Only dissent is named, by discipline; nobody's name is kept with what is anonymous."""
    seat = session.roster.seats.get(entry.by)
    if seat is None or not isinstance(entry.content, Dissent):
        return ""
    return seat.discipline or seat.name
