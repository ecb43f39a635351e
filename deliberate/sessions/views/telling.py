"""What was told and what came back, as this viewer may see it."""

from dataclasses import dataclass

from deliberate.sessions.arranging import Lacks, lacks, locked
from deliberate.sessions.forms import Direction
from deliberate.sessions.ids import EntryId, Millis
from deliberate.sessions.state import Session
from deliberate.sessions.telling.commands import Grasp, Outcome, Said
from deliberate.sessions.telling.decide import looked_at
from deliberate.sessions.telling.events import Consented, Explained
from deliberate.sessions.telling.plain import Line, draft, long_sentences
from deliberate.sessions.telling.plan import (
    PlanState,
    asked,
    consents,
    deciding,
    plan_state,
)
from deliberate.sessions.windows import Arrangement, FamilySummary, Person, Relation


@dataclass(frozen=True, slots=True)
class Reaction:
    """One reaction with its answer; `earlier` is about a decision that was made again since."""

    id: EntryId
    person: EntryId
    name: str
    text: str
    answer: str
    outcome: Outcome
    at: Millis
    earlier: bool


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One person of the family or network; `asked` for whom an answer is needed."""

    person: EntryId
    name: str
    relation: Relation
    asked: bool
    said: Said | None
    remark: str
    understood: Grasp
    say: int | None


@dataclass(frozen=True, slots=True)
class FactorChoice:
    """A factor that an arrangement for later can work on."""

    id: str
    label: str
    protects: bool


@dataclass(frozen=True, slots=True)
class TellingView:
    """Everything of agreeing and explaining that is no entry.

    `lacks` says per arrangement what it misses, `locked` that the stable plan waits for safety
    now; `draft` are the sentences of the summary, `long` those of the written one that are too
    long; `decision` counts the decisions, of which the last is explained; `checked` is the line
    on a copy in the wrong hands, while it holds for these words.
    """

    locked: bool
    lacks: tuple[tuple[EntryId, tuple[Lacks, ...]], ...]
    draft: tuple[Line, ...]
    long: tuple[str, ...]
    checked: str
    decision: int
    explained: tuple[Explained, ...]
    reactions: tuple[Reaction, ...]
    people: tuple[ConsentRow, ...]
    plan: PlanState
    factors: tuple[FactorChoice, ...]


def telling_view(session: Session, locale: str) -> TellingView:
    checked = session.telling.checked
    found = session.entries.of(Arrangement)
    return TellingView(
        locked=locked(session),
        lacks=tuple((entry.id, missing) for entry, a in found if (missing := lacks(a))),
        draft=draft(session),
        long=tuple(s for _, c in session.entries.of(FamilySummary) for s in long_sentences(c.text)),
        checked=checked.risk if checked and looked_at(session) else "",
        decision=deciding(session),
        explained=session.telling.explained,
        reactions=_reactions(session),
        people=_people(session),
        plan=plan_state(session),
        factors=tuple(
            FactorChoice(f.id, f.label.at(locale), f.default_direction == Direction.PROTECTIVE)
            for f in session.opened.catalogue.factors
        ),
    )


def _reactions(session: Session) -> tuple[Reaction, ...]:
    names = {entry.id: person.name for entry, person in session.entries.of(Person)}
    now = deciding(session)
    return tuple(
        Reaction(
            id=r.reaction,
            person=r.person,
            name=names.get(r.person, ""),
            text=r.text,
            answer=r.answer,
            outcome=r.outcome,
            at=r.at,
            earlier=r.decision != now,
        )
        for r in session.telling.reactions.values()
    )


def _people(session: Session) -> tuple[ConsentRow, ...]:
    """Who must be asked first; of the others only the family and its network."""
    must, said = {who for who, _ in asked(session)}, consents(session)
    rows = [
        _row(entry.id, person, entry.id in must, said.get(entry.id))
        for entry, person in session.entries.of(Person)
        if person.relation is not Relation.PROFESSIONAL
    ]
    return tuple(sorted(rows, key=lambda row: not row.asked))


def _row(who: EntryId, person: Person, must: bool, given: Consented | None) -> ConsentRow:
    return ConsentRow(
        person=who,
        name=person.name,
        relation=person.relation,
        asked=must,
        said=given.said if given else None,
        remark=given.remark if given else "",
        understood=given.understood if given else "",
        say=given.say if given else None,
    )
