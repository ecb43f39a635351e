"""The four windows as rows: what the group wrote down, numbered for this viewer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from deliberate.sessions.concreteness import Hit, vague
from deliberate.sessions.condition_rule import Finding, check, in_the_case
from deliberate.sessions.entries.kept import stays
from deliberate.sessions.entries.state import Entry, Reading
from deliberate.sessions.ids import EntryId
from deliberate.sessions.state import Session
from deliberate.sessions.timeline import when
from deliberate.sessions.windows import (
    Arrangement,
    CaseFactor,
    ChildsWords,
    Condition,
    Consequences,
    Content,
    Coordinator,
    DecidesRow,
    Dissent,
    Expertise,
    Fact,
    FamilySummary,
    FeltThreat,
    Goal,
    Informing,
    Instrument,
    LearningPoint,
    MissingFact,
    Option,
    OwnStrength,
    Person,
    PlanB,
    PlanMakers,
    Review,
    Statement,
    Strength,
    Term,
    TimelineEvent,
)

from .look import Look

C = TypeVar("C", bound=Content)


HINTED: Mapping[type[Content], tuple[str, ...]] = {
    Fact: ("text",),
    Option: ("title", "pro", "con", "harm"),
    Consequences: ("child_now", "child_later", "siblings", "contact_and_school", "trusted_worker"),
    Arrangement: ("what", "check"),
    PlanB: ("text",),
}
"""Where a vague word gets a hint; in core facts it has to be made concrete."""


@dataclass(frozen=True, slots=True)
class Row(Generic[C]):
    """One entry as a row, numbered within its kind for this viewer; an option has its letter.

    `whose` is the name of the person that it is about, `shielded_for` of those who do not read it.
    What `stays` is filled in and not made into something else.
    """

    id: EntryId
    number: int
    content: C
    mine: bool = False
    versions: int = 1
    contested: tuple[Reading, ...] = ()
    shielded: bool = False
    shielded_for: tuple[str, ...] = ()
    shield_reason: str = ""
    whose: str = ""
    core: int = 0
    hints: tuple[Hit, ...] = ()
    findings: tuple[Finding, ...] = ()
    author: str = ""
    letter: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class WindowsView:
    """Everything written down that this viewer may read."""

    people: tuple[Row[Person], ...] = ()
    goals: tuple[Row[Goal], ...] = ()
    said: tuple[Row[ChildsWords], ...] = ()
    threats: tuple[Row[FeltThreat], ...] = ()
    own_strengths: tuple[Row[OwnStrength], ...] = ()
    strengths: tuple[Row[Strength], ...] = ()
    timeline: tuple[Row[TimelineEvent], ...] = ()
    instruments: tuple[Row[Instrument], ...] = ()
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
    coordinator: tuple[Row[Coordinator], ...] = ()
    plan_makers: tuple[Row[PlanMakers], ...] = ()
    informing: tuple[Row[Informing], ...] = ()
    summary: tuple[Row[FamilySummary], ...] = ()


def windows(session: Session, look: Look) -> WindowsView:
    facts = rows(session, look, Fact)
    return WindowsView(
        people=rows(session, look, Person),
        goals=rows(session, look, Goal),
        said=rows(session, look, ChildsWords),
        threats=rows(session, look, FeltThreat),
        own_strengths=rows(session, look, OwnStrength),
        strengths=rows(session, look, Strength),
        timeline=timeline(session, look),
        instruments=rows(session, look, Instrument),
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
        coordinator=rows(session, look, Coordinator),
        plan_makers=rows(session, look, PlanMakers),
        informing=rows(session, look, Informing),
        summary=rows(session, look, FamilySummary),
    )


def rows(session: Session, look: Look, kind: type[C]) -> tuple[Row[C], ...]:
    """The live entries of one kind, numbered from 1 without a gap."""
    return tuple(
        _row(session, look, entry, content, number)
        for number, (entry, content) in enumerate(session.entries.of(kind), start=1)
    )


def timeline(session: Session, look: Look) -> tuple[Row[TimelineEvent], ...]:
    """What happened before, in its own order; what has no day that can be read comes last."""
    found = session.entries.of(TimelineEvent)
    return tuple(
        _row(session, look, entry, event, number)
        for number, (entry, event) in enumerate(
            sorted(found, key=lambda row: when(row[1].date)), start=1
        )
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
        shielded_for=_names(session, entry.shielded_from),
        shield_reason=entry.shield_reason if entry.shielded_from else "",
        whose=_whose(session, content),
        core=core.index(entry.id) + 1 if entry.id in core else 0,
        hints=_hints(session, content),
        findings=_findings(session, content),
        author=_author(session, entry),
        letter=session.entries.letter(entry.id),
        stays=stays(session, entry),
    )


def _hints(session: Session, content: Content) -> tuple[Hit, ...]:
    """Vague words, in what the group writes for all; nobody's own words are weighed."""
    said = (getattr(content, name) for name in HINTED.get(type(content), ()))
    return vague(said, session.opened.catalogue.concreteness)


def _findings(session: Session, content: Content) -> tuple[Finding, ...]:
    if not isinstance(content, Condition):
        return ()
    return check(content, session.opened.catalogue, in_the_case(session))


def _names(session: Session, parties: Collection[str]) -> tuple[str, ...]:
    return tuple(p.name for entry, p in session.entries.of(Person) if entry.id in parties)


def _whose(session: Session, content: Content) -> str:
    """By name whom it is about."""
    if not isinstance(content, ChildsWords | FeltThreat):
        return ""
    return next(iter(_names(session, (content.whose,))), "")


def _author(session: Session, entry: Entry) -> str:
    """Only dissent is named, by discipline; nobody's name is kept with what is anonymous."""
    seat = session.roster.seats.get(entry.by)
    if seat is None or not isinstance(entry.content, Dissent):
        return ""
    return seat.discipline or seat.name
