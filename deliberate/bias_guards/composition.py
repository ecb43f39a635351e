"""Enough people who differ at the table, each in one role, and somebody who may decide."""

from collections.abc import Callable, Iterator, Mapping

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import FACTS, OPEN, SeatId, StageId
from deliberate.sessions.needs import WARNING
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.seating.commands import AdmitSeat, GiveRole, Invite
from deliberate.sessions.seating.state import Seat, Standing
from deliberate.sessions.seating.table import (
    EXPERTISE,
    expertise_answered,
    here_to_judge,
    judged,
    judging,
    may_decide,
    professionals,
)
from deliberate.sessions.state import Session
from deliberate.sessions.texts import plain_name
from deliberate.sessions.verdict.commands import RecordDecision

ASIDE = frozenset({Role.OBSERVER})
"""Who only listens has no other role, or what everybody in the room reads would shut them out."""


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """Conflicts of role, more raters than a conversation bears, and a decision by nobody."""
    match command:
        case Invite():
            fault = _person_fault(session, command) or _conflict(command.roles)
            return fault or _crowd(session, command.roles)
        case GiveRole():
            return _conflict(command.roles) or _crowd(session, command.roles, command.seat)
        case AdmitSeat():
            return _back_fault(session, command)
        case RecordDecision():
            alone = not command.advice and not may_decide(session)
            return Refusal("advice_only", "advice") if alone else None
        case _:
            return None


def _person_fault(session: Session, command: Invite) -> Refusal | None:
    """Nobody judges twice, from two seats."""
    if command.person is None:
        return None
    seated = any(seat.person == command.person for seat in session.roster.seats.values())
    return Refusal("name_already_seated", "name") if seated else None


def _conflict(roles: frozenset[Role]) -> Refusal | None:
    """Who leads does not present, and who listens does nothing else."""
    if {Role.MODERATOR, Role.PRESENTER} <= roles:
        return Refusal("moderator_is_not_presenter", "roles")
    if roles & ASIDE and roles - ASIDE:
        return Refusal("observer_only_listens", "roles")
    return None


def _crowd(session: Session, roles: frozenset[Role], but: SeatId | None = None) -> Refusal | None:
    if Role.RATER not in roles or Role.MODERATOR in roles:
        return None
    most = session.opened.parameters.max_raters
    others = sum(seat.id != but for seat in judging(session))
    return Refusal("too_many_raters", "roles", {"max": most}) if others >= most else None


def _back_fault(session: Session, command: AdmitSeat) -> Refusal | None:
    """Somebody who was marked absent, and whose chair was given to another meanwhile."""
    seat = session.roster.seats.get(command.seat)
    if seat is None or seat.standing is not Standing.ABSENT:
        return None
    return _crowd(session, seat.roles, seat.id)


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """Three raters and missing expertise at the opening; what is weak until it is judged on."""
    return tuple(_needs(session, stage))


def _needs(session: Session, stage: StageId) -> Iterator[Need]:
    if stage == OPEN:
        have, want = here_to_judge(session), session.opened.parameters.min_raters
        if have < want:
            yield Need("quorum", {"have": have, "want": want}, gate="quorum")
        if not expertise_answered(session):
            yield Need("expertise_question_open", about=EXPERTISE)
    if stage in {OPEN, FACTS}:
        for code in _weak(session):
            yield Need(WARNING, {"warning": code}, code)


WEAK: Mapping[str, Callable[[Session], bool]] = {
    "one_organisation": lambda session: _same(session, lambda seat: seat.organisation),
    "one_discipline": lambda session: _same(session, lambda seat: seat.discipline),
    "nobody_who_often_differs": lambda session: (
        not any(seat.often_differs for seat in judging(session))
    ),
    "too_many_professionals": lambda session: (
        len(professionals(session)) > session.opened.parameters.max_raters
    ),
    "no_recorder": lambda session: not session.roster.expected(Role.RECORDER),
    "nobody_decides": lambda session: not may_decide(session),
}
"""What makes a table weak; each asks for one line, and the group goes on."""


def _weak(session: Session) -> Iterator[str]:
    for code, weak in WEAK.items():
        if weak(session):
            yield code


def _same(session: Session, of: Callable[[Seat], str]) -> bool:
    """Whether all who judge have this in common, however it is written."""
    found = _several(judging(session), of)
    return found == 1


def _several(seats: tuple[Seat, ...], of: Callable[[Seat], str]) -> int:
    return len({plain_name(of(seat)) for seat in seats})


def reports(session: Session) -> tuple[Note, ...]:
    """How many judged, from how many organisations and disciplines, and who was missing."""
    seats = judged(session)
    decision = session.verdict.decision
    params = {
        "raters": len(seats),
        "organisations": _several(seats, lambda seat: seat.organisation),
        "disciplines": _several(seats, lambda seat: seat.discipline),
        "differ": sum(seat.often_differs for seat in seats),
        "recorder": int(any(seat.stayed for seat in session.roster.with_role(Role.RECORDER))),
        "explained": sum(warned.warning in WEAK for warned in session.progress.warned),
        "advice": int(decision is not None and decision.advice),
    }
    return (Note("composition", params),)


GUARD = Guard("composition", refuses, needs, reports=reports)
