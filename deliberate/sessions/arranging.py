"""What an arrangement must hold, and when the stable plan may be begun."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from .dates import dated, day_at, typed_date
from .entries.state import Entry
from .ids import EntryId, Millis
from .refusals import Refusal
from .state import Session
from .windows import (
    Arrangement,
    Content,
    Coordinator,
    FamilySummary,
    LearningPoint,
    Person,
    PlanMakers,
    Review,
)

Lacks = Literal["when_dated", "monitor", "check", "first_check", "first_check_dated", "factor"]
OTHER = "other"
"""What an arrangement works on when it is no factor of the catalogue."""
_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\+|\ben\b|\band\b|\bmet\b|\bwith\b)\s*", re.IGNORECASE)
_ARTICLES = re.compile(r"^(?:de|het|een|the|a|an|zijn|haar|hun|his|her|their)\s+", re.IGNORECASE)
ONLY_ONE: Mapping[type[Content], Refusal] = {
    Coordinator: Refusal("coordinator_named", "content"),
    PlanMakers: Refusal("plan_makers_written", "content"),
    LearningPoint: Refusal("learning_point_written", "content"),
    FamilySummary: Refusal("summary_written", "content"),
}
"""Kinds of which there is one; whoever wants another corrects it."""


def lacks(made: Arrangement) -> tuple[Lacks, ...]:
    """What an arrangement still misses before it is complete and dated."""
    return tuple(_lacks(made))


def _lacks(made: Arrangement) -> Iterator[Lacks]:
    if dated(made.when) is None:
        yield "when_dated"
    if not made.monitor.strip():
        yield "monitor"
    if not made.check.strip():
        yield "check"
    if not made.first_check.strip():
        yield "first_check"
    elif dated(made.first_check) is None:
        yield "first_check_dated"
    if not made.direct and not (made.factor and made.works):
        yield "factor"


def halves(session: Session, *, direct: bool) -> tuple[tuple[Entry, Arrangement], ...]:
    """The arrangements of one sort that still miss something."""
    found = session.entries.of(Arrangement)
    return tuple((entry, a) for entry, a in found if a.direct is direct and lacks(a))


def locked(session: Session, but: EntryId | None = None) -> bool:
    """Whether the stable plan waits: something for safety now is not complete and dated."""
    return any(entry.id != but for entry, _ in halves(session, direct=True))


def arranged(session: Session, made: Arrangement, entry: EntryId | None = None) -> Refusal | None:
    """Why an arrangement cannot stand like this."""
    if not made.direct and locked(session, entry):
        return Refusal("direct_first", "content.direct")
    if watches_oneself(made):
        return Refusal("monitor_does_it", "content.monitor")
    known = {person.id for person, _ in session.entries.of(Person)}
    if not known.issuperset(made.people):
        return Refusal("unknown_person", "content.people")
    factors = {"", OTHER, *(factor.id for factor in session.opened.catalogue.factors)}
    return None if made.factor in factors else Refusal("unknown_factor", "content.factor")


def watches_oneself(made: Arrangement) -> bool:
    """Nobody watches what they do themselves, alone or together with others."""
    watching = set(_people(made.monitor))
    return bool(watching & set(_people(made.who)))


def _people(typed: str) -> Iterator[str]:
    for part in _BETWEEN.split(typed.casefold()):
        if name := _ARTICLES.sub("", part.strip()):
            yield name


def reviewed(review: Review, at: Millis) -> Refusal | None:
    """A day to look again is a real day that is still to come."""
    meant = typed_date(review.date)
    if meant is None:
        return Refusal("not_a_date", "content.date")
    return Refusal("date_has_passed", "content.date") if meant.ordinal <= day_at(at) else None


def carries_or_spoke(session: Session, person: EntryId) -> bool:
    """Whether somebody carries something out, or has said something to the plan."""
    spoke = {*session.telling.consents, *(r.person for r in session.telling.reactions.values())}
    return person in spoke or any(person in a.people for _, a in session.entries.of(Arrangement))
