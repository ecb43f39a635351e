"""Somebody whose task it is to keep the group from being done too soon."""

from collections.abc import Iterator

from deliberate.sessions.brought import Brought
from deliberate.sessions.challenge.commands import (
    CallGuest,
    LayDownRole,
    OverrideAdvocate,
    PassTurn,
    PointKind,
    Reply,
)
from deliberate.sessions.challenge.draw import begun, excludes, fit, has_passed
from deliberate.sessions.challenge.owed import (
    OPPOSITE,
    has_the_role,
    in_full,
    owed,
    points,
    unanswered,
    wanted,
)
from deliberate.sessions.commands import Command
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import CHALLENGE, REVEAL, ROUND_1, ROUND_2, EntryId, StageId
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.safety import safety_now
from deliberate.sessions.scope import heavy, weighty
from deliberate.sessions.seating.commands import GiveRole
from deliberate.sessions.state import Session
from deliberate.sessions.texts import plain_name
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import Option, Weight

CHALLENGED = frozenset({"G4", "G5"})


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """The turn goes by the rotation and not round it, the role ends when it is done, and nothing
    weighty is decided unchallenged."""
    match command:
        case PassTurn():
            return _pass_refused(session, actor, brought)
        case OverrideAdvocate():
            return _override_refused(session, command)
        case CallGuest():
            return _guest_refused(session, command)
        case GiveRole():
            return _role_refused(session, command)
        case LayDownRole():
            return _too_soon(session, actor)
        case RecordDecision():
            return _unchallenged(session, command.option)
        case _:
            return None


def _pass_refused(session: Session, actor: Actor, brought: Brought) -> Refusal | None:
    """Once a quarter, and not after having begun."""
    if session.challenge.advocate != actor.seat:
        return None
    if begun(session):
        return Refusal("turn_begun")
    return Refusal("pass_used") if has_passed(session, actor.seat, brought) else None


def _override_refused(session: Session, command: OverrideAdvocate) -> Refusal | None:
    """The lot chooses: whoever might not have been drawn is not appointed either, and nobody is
    put aside for what they brought."""
    seat = session.roster.seats.get(command.seat)
    if seat is None or session.challenge.laid_down or seat.id == session.challenge.advocate:
        return None
    if not fit(session, seat):
        return Refusal("cannot_be_advocate", "seat", {"name": seat.name})
    return _put_aside(session, "seat")


def _put_aside(session: Session, field: str) -> Refusal | None:
    """Who has begun finishes it, at the table or by phone."""
    now, guest = session.challenge.advocate, session.challenge.guest
    if not begun(session) or not (now or guest):
        return None
    name = session.roster.seats[now].name if now else guest.name if guest else ""
    return Refusal("advocate_has_begun", field, {"name": name})


def _role_refused(session: Session, command: GiveRole) -> Refusal | None:
    """A role that excludes it would put aside who has begun, as an appointment would."""
    challenge = session.challenge
    if command.seat != challenge.advocate or challenge.laid_down or not owed(session):
        return None
    return _put_aside(session, "roles") if excludes(command.roles) else None


def _guest_refused(session: Session, command: CallGuest) -> Refusal | None:
    """Only when nobody at the table could be drawn, nobody who sits at it, and one guest."""
    if session.challenge.advocate is not None or not session.challenge.draws:
        return Refusal("advocate_is_here")
    if refusal := _put_aside(session, "name"):
        return refusal
    if any(fit(session, seat) for seat in session.roster.seats.values()):
        return Refusal("advocate_is_here")
    name = plain_name(command.name)
    if any(plain_name(seat.name) == name for seat in session.roster.seats.values()):
        return Refusal("cannot_be_advocate", "name", {"name": command.name})
    return None


def _too_soon(session: Session, actor: Actor) -> Refusal | None:
    """While something is owed, nobody else could bring it."""
    if session.challenge.laid_down or not has_the_role(session, actor):
        return None
    passed_over = any(b.gate == "G4" for b in session.progress.bypassed)
    if owed(session) and not passed_over:
        return Refusal("still_owed", "", {"open": len(owed(session))})
    return None


def _unchallenged(session: Session, option: EntryId) -> Refusal | None:
    """A weighty option needs somebody who was advocate, here or by phone, and nothing of the
    challenge passed over; half an hour has a refusal of its own for it."""
    if session.opened.parameters.short or not heavy(session, option):
        return None
    passed_over = any(bypassed.gate in CHALLENGED for bypassed in session.progress.bypassed)
    if session.challenge.spoken and not passed_over:
        return None
    return Refusal("weighty_needs_advocate", "option")


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
            if kind not in OPPOSITE:
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
        "replaced": sum(draw.because == "replaced" for draw in challenge.draws),
        "put_aside": sum(draw.because == "role" for draw in challenge.draws),
        "overridden": len(challenge.overrides),
        "appointed": int(challenge.overridden is not None),
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


GUARD = Guard("devils_advocate", refuses, needs, reports=reports, works_from=REVEAL)
