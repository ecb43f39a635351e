"""Somebody whose task it is to keep the group from being done too soon."""

from collections.abc import Iterator

from deliberate.sessions.challenge.commands import PointKind, Reply
from deliberate.sessions.challenge.owed import in_full, owed, points, unanswered, wanted
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import CHALLENGE, ROUND_1, ROUND_2, EntryId, StageId
from deliberate.sessions.refusals import Need, Note
from deliberate.sessions.safety import safety_now
from deliberate.sessions.scope import weighty
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Option, Weight


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G4: what must be brought; G5: the group's answer to each point."""
    return tuple(_needs(session)) if stage == CHALLENGE else ()


def _needs(session: Session) -> Iterator[Need]:
    may = not weighty(session)
    if not (session.challenge.spoken or may):
        yield Need("advocate_missing", gate="G4")
    missing = owed(session)
    if missing and not in_full(session):
        have = {"have": len(points(session)), "want": wanted(session)}
        yield Need("points_too_few", have, missing[0], bypassable=may, gate="G4")
    elif missing:
        for kind in missing:
            yield Need("point_missing", {"kind": kind.value}, kind, bypassable=may, gate="G4")
    for point in unanswered(session):
        yield Need("point_unanswered", {"kind": point.kind}, point.id, may, "G5")


def reports(session: Session) -> tuple[Note, ...]:
    """How the role was given, what was put forward, what was done with it and what changed."""
    challenge, brought = session.challenge, points(session)
    replies = {f"{r.value}": sum(p.reply is r for p in brought) for r in Reply}
    params = {
        "drawn": len(challenge.draws),
        "passed": len(challenge.passed),
        "overridden": int(challenge.overridden is not None),
        "guest": int(challenge.guest is not None),
        "without": int(not challenge.spoken),
        "points": len(brought),
        **replies,
        "lighter": _options(session, Weight.LIGHTER) + _options(session, Weight.NOTHING_CHANGES),
        "heavier": _options(session, Weight.HEAVIER),
        "chosen": int(_chosen(session)),
        "shifted": _shifted(session),
    }
    return (Note("devils_advocate", params),)


def _options(session: Session, weight: Weight) -> int:
    """The direction of the challenge: how many of the advocate's options reach that way."""
    brought = {str(p.id) for p in session.challenge.delivered(PointKind.OPTION)}
    listed = session.entries.of(Option)
    return sum(option.weight is weight for entry, option in listed if entry.id in brought)


def _chosen(session: Session) -> bool:
    """Whether the decision is an option that the advocate brought."""
    decision = session.verdict.decision
    brought = {EntryId(p.id) for p in session.challenge.delivered(PointKind.OPTION)}
    return decision is not None and decision.option in brought


def _shifted(session: Session) -> int:
    """For how many children the middle of the judgements on direct safety has moved since.

    Talking came in between as well, so this is no measure of the advocate alone.
    """
    first, second = (session.rounds.get(r) for r in (ROUND_1, ROUND_2))
    if not (first and first.summary and second and second.summary):
        return 0
    return sum(
        (after := second.summary.item(before.question)) is not None
        and after.median != before.median
        for before in first.summary.items
        if safety_now(session, before.question)
    )


GUARD = Guard("devils_advocate", needs=needs, reports=reports)
