"""What the devil's advocate must still bring, and what the group must still answer."""

from collections.abc import Mapping

from deliberate.sessions.ids import ROUND_1, question
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.state import Session

from .commands import DELIVERABLES, PointKind
from .state import Point

OPPOSITE = frozenset({PointKind.FACT, PointKind.PRE_MORTEM})
"""What is held against the group's own picture, and asked for by a guard of its own."""


def asked(session: Session) -> tuple[PointKind, ...]:
    """Three things; a fourth, looking back from failure, where everybody judged alike.

    A session that makes do with fewer points has no minutes for the fourth.
    """
    if in_full(session) and near_unanimous(session):
        return (*DELIVERABLES, PointKind.PRE_MORTEM)
    return DELIVERABLES


def has_the_role(session: Session, actor: Actor) -> bool:
    """Without one at the table the moderator types: for a guest by phone, or for the group."""
    if session.challenge.advocate is None:
        return Role.MODERATOR in actor.roles
    return session.challenge.advocate == actor.seat


def in_full(session: Session) -> bool:
    return session.opened.parameters.advocate_points >= len(DELIVERABLES)


def near_unanimous(session: Session) -> bool:
    """Whether all who judged direct safety in round 1 did so within one level, for each child."""
    first = session.rounds.get(ROUND_1)
    if first is None or first.summary is None:
        return False
    of = [
        first.summary.item(question(judgement.id, child))
        for judgement in session.opened.catalogue.judgements
        if judgement.acute_level is not None
        for child in (children(session) if judgement.per_child else (None,))
    ]
    return bool(of) and all(item is not None and _within_one(item.counts) for item in of)


def _within_one(counts: Mapping[str, int]) -> bool:
    levels = [int(level) for level, n in counts.items() if n]
    return sum(counts.values()) > 1 and max(levels) - min(levels) <= 1


def owed(session: Session) -> tuple[PointKind, ...]:
    """What is still to be brought, in order; nothing once as much was brought as is asked."""
    brought = {point.kind for point in session.challenge.points.values()}
    if not in_full(session) and len(brought & set(DELIVERABLES)) >= wanted(session):
        return ()
    return tuple(kind for kind in asked(session) if kind not in brought)


def wanted(session: Session) -> int:
    return session.opened.parameters.advocate_points


def unanswered(session: Session) -> tuple[Point, ...]:
    """Points without the group's answer; a counter-sentence is answered by talking."""
    return tuple(p for p in points(session) if p.reply is None)


def points(session: Session) -> tuple[Point, ...]:
    """What was brought in the challenge itself, in the order in which it came."""
    every = session.challenge.points.values()
    return tuple(p for p in every if p.kind is not PointKind.COUNTER_SENTENCE)
