"""Decides what is asked of seats."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.ids import LATE, PREPARE, ROUND_1, SeatId
from deliberate.sessions.kinds._base import Kind
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import AFTER_MEETING, PEOPLE, Actor, Role
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.rounds.events import RoundEvent, RoundOpened
from deliberate.sessions.state import Session
from deliberate.sessions.texts import plain_name

from .commands import (
    AdmitSeat,
    EndSeat,
    EnterByLink,
    GiveRole,
    Invite,
    MarkAbsent,
    MoveSeat,
    RenewLink,
    SeatingCommand,
)
from .events import (
    Invited,
    LinkRenewed,
    LinkTaken,
    MarkedAbsent,
    RoleGiven,
    SeatAdmitted,
    SeatEnded,
    SeatingEvent,
    SeatMoved,
)
from .state import MEETING_CLOSED, Seat, Standing

Decision = tuple[SeatingEvent | RoundEvent, ...] | Refusal
LED = frozenset({Role.MODERATOR, Role.SCREEN})
"""Roles whose link admits at once: there is nobody else to admit them."""


def decide(
    session: Session, command: SeatingCommand, actor: Actor, kind: Kind, brought: Brought
) -> Decision:
    if isinstance(command, Invite):
        return _invite(session, command, brought)
    seat = session.roster.seats.get(command.seat)
    if seat is None:
        return Refusal("unknown_seat", "seat")
    return _on_seat(session, seat, command, kind, brought)


OnSeat = AdmitSeat | EnterByLink | RenewLink | GiveRole | MarkAbsent | MoveSeat | EndSeat


def _on_seat(
    session: Session, seat: Seat, command: OnSeat, kind: Kind, brought: Brought
) -> Decision:
    match command:
        case AdmitSeat():
            return _admit(session, seat, command, kind, brought)
        case EnterByLink():
            return _enter(seat, command, brought)
        case RenewLink():
            return (LinkRenewed(seat=seat.id, link=seat.link + 1),)
        case GiveRole():
            return _give_role(session, seat, command)
        case MarkAbsent():
            return _absent(seat, command)
        case MoveSeat():
            return _move(seat, command)
        case EndSeat():
            return _end(seat, command)


def _invite(session: Session, command: Invite, brought: Brought) -> Decision:
    if fault := _roles_fault(session, command.roles):
        return fault
    if SeatId(brought.key) in session.roster.seats:
        return Refusal("already_so")
    same = plain_name(command.name)
    if any(plain_name(s.name) == same for s in session.roster.seats.values()):
        return Refusal("name_already_seated", "name")
    invited = Invited(
        seat=SeatId(brought.key),
        name=command.name,
        discipline=command.discipline,
        organisation=command.organisation,
        roles=command.roles,
        sharing=command.sharing,
        ground=command.ground,
        often_differs=command.often_differs,
        person=command.person,
    )
    return (invited,)


ONE_PERSON = frozenset({Role.MODERATOR, Role.PRESENTER, Role.RECORDER, Role.DECISION_MAKER})


def _roles_fault(
    session: Session, roles: frozenset[Role], but: SeatId | None = None
) -> Refusal | None:
    if not roles or not roles <= PEOPLE:
        return Refusal("role_missing", "roles")
    for role in sorted(roles & ONE_PERSON):
        if any(s.id != but for s in session.roster.expected(role)):
            return Refusal("role_taken", "roles", {"role": role.value})
    return None


def _admit(
    session: Session, seat: Seat, command: AdmitSeat, kind: Kind, brought: Brought
) -> Decision:
    if session.progress.stage == PREPARE:
        return Refusal("lobby_not_open", "seat")
    if session.progress.meeting_closed and not seat.roles & AFTER_MEETING:
        return Refusal("meeting_is_over", "seat")
    if seat.present or seat.standing is Standing.ENDED:
        return Refusal("seat_taken", "seat", {"name": seat.name})
    if not command.device and not seat.seated:
        return Refusal("no_device", "device")
    admitted = SeatAdmitted(seat=seat.id, device=command.device, at=brought.at)
    return (admitted, *_late(session, seat, kind, brought))


def _late(session: Session, seat: Seat, kind: Kind, brought: Brought) -> tuple[RoundEvent, ...]:
    """A rater who comes after round 1 closed rates first, in a round of their own; not who judged
    in it, or did not want to."""
    first = session.rounds.get(ROUND_1)
    if first is None or first.open or not seat.has(Role.RATER):
        return ()
    if seat.id in first.sealed or seat.id in first.abstained:
        return ()
    if late_round(seat.id) in session.rounds or session.progress.meeting_closed:
        return ()
    opened = RoundOpened(
        round=late_round(seat.id),
        spec=kind.spec(LATE).id,
        attempt=1,
        seats=frozenset({seat.id}),
        seed=brought.draw,
        public_key=brought.public_key,
        at=brought.at,
    )
    return (opened,)


def _enter(seat: Seat, command: EnterByLink, brought: Brought) -> Decision:
    if command.link != seat.link or seat.link_taken:
        return Refusal("link_used")
    if seat.standing is Standing.ENDED:
        return Refusal("seat_ended")
    taken = LinkTaken(seat=seat.id, device=command.device, link=command.link)
    if seat.roles & LED and not seat.present:
        return (taken, SeatAdmitted(seat=seat.id, device="", at=brought.at))
    return (taken,)


def _give_role(session: Session, seat: Seat, command: GiveRole) -> Decision:
    """Leading and showing stay where they are, or nobody could go on."""
    if not seat.roles & LED <= command.roles:
        return Refusal("role_missing", "roles")
    fault = _roles_fault(session, command.roles, but=seat.id)
    return fault or (RoleGiven(seat=seat.id, roles=command.roles),)


def _absent(seat: Seat, command: MarkAbsent) -> Decision:
    if seat.standing in {Standing.ABSENT, Standing.ENDED} or seat.roles & LED:
        return Refusal("already_so", "seat")
    return (MarkedAbsent(seat=seat.id, reason=command.reason),)


def _move(seat: Seat, command: MoveSeat) -> Decision:
    if not seat.present:
        return Refusal("seat_not_taken", "seat")
    if not command.device:
        return Refusal("no_device", "device")
    return (SeatMoved(seat=seat.id, device=command.device),)


def _end(seat: Seat, command: EndSeat) -> Decision:
    if seat.standing is Standing.ENDED or Role.MODERATOR in seat.roles:
        return Refusal("already_so", "seat")
    if command.reason == MEETING_CLOSED:  # the program's own word, which would tell nobody
        return Refusal("text_missing", "reason")
    return (SeatEnded(seat=seat.id, reason=command.reason),)
