"""Somebody whose task it is to keep the group from being done too soon."""

from collections.abc import Iterator

from deliberate.sessions.challenge.commands import DELIVERABLES, Reply
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import CHALLENGE, StageId
from deliberate.sessions.refusals import Need, Note
from deliberate.sessions.state import Session


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G4: three deliverables; G5: the group's answer to each point."""
    return tuple(_needs(session)) if stage == CHALLENGE else ()


def _needs(session: Session) -> Iterator[Need]:
    challenge, may = session.challenge, not session.progress.weighty
    if challenge.advocate is None and session.progress.weighty:
        yield Need("advocate_missing", gate="G4")
    for kind in DELIVERABLES:
        if not challenge.delivered(kind):
            yield Need("point_missing", {"kind": kind.value}, kind, bypassable=may, gate="G4")
    for point in challenge.points.values():
        if point.kind in DELIVERABLES and point.reply is None:
            yield Need("point_unanswered", {"kind": point.kind}, point.id, may, "G5")


def reports(session: Session) -> tuple[Note, ...]:
    """How the advocate came to the role, what was put forward and what was done with it."""
    challenge = session.challenge
    points = [p for p in challenge.points.values() if p.kind in DELIVERABLES]
    replies = {f"{r.value}": sum(p.reply is r for p in points) for r in Reply}
    params = {
        "drawn": len(challenge.draws),
        "passed": len(challenge.passed),
        "overridden": int(bool(challenge.overridden)),
        "without": int(challenge.advocate is None),
        "points": len(points),
        **replies,
    }
    return (Note("devils_advocate", params),)


GUARD = Guard("devils_advocate", needs=needs, reports=reports)
