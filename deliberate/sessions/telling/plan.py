"""Whether the plan is complete: a decision may stand with dissent, a plan needs everybody's yes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Arrangement, Person, Relation

from .commands import Said
from .events import Consented

CONSENT_MISSING = "consent_missing"
ASKED_FROM = 12
"""The age from which a young person is asked for consent."""
_YEARS = re.compile(r"\d+")
_NOT_YEARS = ("maand", "week", "weken", "month", "dag", "day")


@dataclass(frozen=True, slots=True)
class PlanState:
    """`silent` were not asked, `against` have seen it and do not agree, by name.

    Who was passed over with a reason has not agreed either: then it is no complete plan.
    """

    state: Literal["open", "complete", "without_agreement"]
    silent: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    next_step: str = ""


def deciding(session: Session) -> int:
    """Which decision is being explained: the first is 1."""
    return len(session.verdict.decisions)


def asked(session: Session) -> tuple[tuple[EntryId, Person], ...]:
    """Who must be asked: parents, the young from twelve, and the network that carries it out."""
    carrying = {who for _, a in session.entries.of(Arrangement) for who in a.people}
    return tuple(
        (entry.id, person)
        for entry, person in session.entries.of(Person)
        if person.relation is Relation.PARENT
        or (person.relation is Relation.CHILD and years(person.age) >= ASKED_FROM)
        or (person.relation is Relation.NETWORK and (person.carries_out or entry.id in carrying))
    )


def years(age: str) -> int:
    """An age as it was typed, "15" or "15 jaar"; months and unknown ages are nought."""
    found = _YEARS.search(age)
    if found is None or any(unit in age.casefold() for unit in _NOT_YEARS):
        return 0
    return int(found[0])


def consents(session: Session) -> dict[EntryId, Consented]:
    """What people say to this decision; what they said to an earlier one is not taken for it."""
    now = deciding(session)
    return {who: said for who, said in session.telling.consents.items() if said.decision == now}


def plan_state(session: Session) -> PlanState:
    """Complete once everybody who must be asked agrees and nobody is against."""
    said = consents(session)
    missing = [(who, person.name) for who, person in asked(session) if who not in said]
    silent, against = tuple(name for _, name in missing), tuple(_names(session, said))
    passed = {about for need, about in session.progress.passed if need == CONSENT_MISSING}
    if against or (missing and passed.issuperset(who for who, _ in missing)):
        return PlanState("without_agreement", silent, against, _next_step(session))
    return PlanState("open" if missing or not said else "complete", silent)


def _names(session: Session, said: dict[EntryId, Consented]) -> Iterator[str]:
    for entry, person in session.entries.of(Person):
        if entry.id in said and said[entry.id].said is Said.SEEN_NOT_AGREED:
            yield person.name


def _next_step(session: Session) -> str:
    named = session.telling.next_step
    return named.text if named and named.decision == deciding(session) else ""
