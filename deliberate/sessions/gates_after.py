"""What agreeing and explaining still need before a session may be closed."""

from collections.abc import Iterator

from .arranging import lacks
from .dates import day_at, typed_date
from .ids import Day
from .refusals import Need
from .state import Session
from .telling.decide import looked_at
from .telling.plain import shows_shielded
from .telling.plan import asked, consents, deciding, plan_state
from .windows import (
    Arrangement,
    Content,
    Coordinator,
    DecidesRow,
    FamilySummary,
    LearningPoint,
    Person,
    PlanB,
    PlanMakers,
    Review,
)

DAYS_PER_WEEK = 7
ONE_OF_EACH: tuple[tuple[type[Content], Need], ...] = (
    (Coordinator, Need("coordinator_missing", bypassable=True, gate="G10")),
    (PlanMakers, Need("plan_makers_missing", bypassable=True, gate="G10")),
    (PlanB, Need("plan_b_missing", bypassable=True, gate="G10")),
)


def arrangements_complete(session: Session) -> tuple[Need, ...]:
    """G10: who, when, monitor, way of checking and first check; what is for safety now first."""
    found = session.entries.of(Arrangement)
    if not found:
        return (Need("arrangement_missing", bypassable=True, gate="G10"),)
    ordered = sorted(found, key=lambda row: not row[1].direct)
    return tuple(
        Need(
            "arrangement_incomplete",
            {"what": a.what, "lacks": " ".join(missing)},
            entry.id,
            bypassable=True,
            gate="G10",
        )
        for entry, a in ordered
        if (missing := lacks(a))
    )


def plan_complete(session: Session) -> tuple[Need, ...]:
    """G10: one coordinator, who made the plan, what the family decides, plan B."""
    found = [need for kind, need in ONE_OF_EACH if not session.entries.of(kind)]
    if not any(row.who == "family" for _, row in session.entries.of(DecidesRow)):
        found.append(Need("family_decides_missing", bypassable=True, gate="G10"))
    return tuple(found)


def review_set(session: Session) -> tuple[Need, ...]:
    """G10: a day to look again, and within six weeks where a child was judged unsafe."""
    days = [date.ordinal for _, r in session.entries.of(Review) if (date := typed_date(r.date))]
    if not days:
        return (Need("review_date_missing", bypassable=True, gate="G10"),)
    last = _last_day(session)
    if last is not None and min(days) > last:
        weeks = session.opened.parameters.review_weeks_unsafe
        return (Need("review_too_late", {"weeks": weeks}, bypassable=True, gate="G10"),)
    return ()


def _last_day(session: Session) -> Day | None:
    closed = session.progress.meeting_closed
    unsafe = any(not answer.safe_enough for answer in session.verdict.safe_enough.values())
    if closed is None or not unsafe:
        return None
    return Day(day_at(closed) + session.opened.parameters.review_weeks_unsafe * DAYS_PER_WEEK)


def explained(session: Session) -> tuple[Need, ...]:
    """G11: the summary, looked at and handed over, and how it was explained."""
    found, written = [], session.entries.of(FamilySummary)
    if not written:
        found.append(Need("summary_missing", bypassable=True, gate="G11"))
    elif any(shows_shielded(session, summary.text) for _, summary in written):
        found.append(Need("summary_shows_shielded", gate="G11"))
    elif not looked_at(session):
        found.append(Need("copy_unchecked", bypassable=True, gate="G11"))
    now = deciding(session)
    if not any(told.decision == now for told in session.telling.explained):
        found.append(Need("explanation_missing", bypassable=True, gate="G11"))
    return tuple(found)


def heard(session: Session) -> tuple[Need, ...]:
    """G11: reactions with their answers, and what each person says to the plan."""
    return (*_reactions(session), *_silent(session), *_agreement(session))


def _reactions(session: Session) -> Iterator[Need]:
    now = deciding(session)
    reactions = [r for r in session.telling.reactions.values() if r.decision == now]
    if not reactions:
        yield Need("reaction_missing", bypassable=True, gate="G11")
    names = {entry.id: person.name for entry, person in session.entries.of(Person)}
    for reaction in reactions:
        name = {"name": names.get(reaction.person, "")}
        if not reaction.answer.strip():
            yield Need("reaction_unanswered", name, reaction.reaction, bypassable=True, gate="G11")
    for reaction in session.telling.sent_back(now):
        name = {"name": names.get(reaction.person, "")}
        yield Need("reaction_sent_back", name, reaction.reaction, gate="G11")


def _silent(session: Session) -> Iterator[Need]:
    said = consents(session)
    for who, person in asked(session):
        if who not in said:
            name = {"name": person.name}
            yield Need("consent_missing", name, who, bypassable=True, gate="G11")
        elif not said[who].understood:
            name = {"name": person.name}
            yield Need("understanding_open", name, who, bypassable=True, gate="G11")


def _agreement(session: Session) -> Iterator[Need]:
    state = plan_state(session)
    if state.state == "without_agreement" and not state.next_step:
        yield Need("next_step_missing", bypassable=True, gate="G11")


def learned(session: Session) -> tuple[Need, ...]:
    """One learning point of the group."""
    if session.entries.of(LearningPoint):
        return ()
    return (Need("learning_point_missing", bypassable=True, gate="G11"),)
