"""Independent first, together after: nobody is shown anything before everybody has judged."""

from collections.abc import Iterator

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.danger.commands import DangerCommand
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import BLIND_1, FACTS, ROUND_1, SeatId, StageId
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Need, Note, Params, Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.rounds.commands import Abstain, GiveAnswers, SealRound
from deliberate.sessions.rounds.count import counted, late_round, waiting
from deliberate.sessions.rounds.spec import Release, RoundSpec
from deliberate.sessions.rounds.state import Round, Status
from deliberate.sessions.seating.commands import GiveRole
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Sees, Viewer

FIGURES = Sees.DISTRIBUTION | Sees.PREFERENCE | Sees.ADVOCATE | Sees.DOSSIER


def _rates_late(session: Session, seat: SeatId) -> bool:
    """Somebody who rates no more has nothing to rate first."""
    this, place = session.rounds.get(late_round(seat)), session.roster.seats.get(seat)
    return this is not None and this.open and place is not None and place.has(Role.RATER)


def _rated_late(session: Session, seat: SeatId) -> bool:
    """Not somebody who came late and left again, or abstained."""
    this = session.rounds.get(late_round(seat))
    return this is not None and seat in this.sealed


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """Somebody who came late rates before taking part in anything else, another round included;
    and nobody becomes a rater who could not judge first any more."""
    if isinstance(command, DangerCommand):
        return None
    if _rates_late(session, actor.seat) and not _own_late_rating(command, actor.seat):
        return Refusal("rate_first")
    return _becomes_rater(session, command) if isinstance(command, GiveRole) else None


def _own_late_rating(command: Command, seat: SeatId) -> bool:
    if isinstance(command, GiveAnswers | SealRound | Abstain):
        return command.round == late_round(seat)
    return False


def _becomes_rater(session: Session, command: GiveRole) -> Refusal | None:
    """Who leads rates before the others or not at all; who has seen the picture, not at all."""
    seat = session.roster.seats.get(command.seat)
    if seat is None or Role.RATER not in command.roles - seat.roles:
        return None
    kind, first = KINDS[session.opened.kind], session.rounds.get(ROUND_1)
    begun = kind.position(session.progress.stage) >= kind.position(BLIND_1)
    if seat.has(Role.MODERATOR) and begun:
        return Refusal("moderator_rates_first", "roles")
    if first is None or first.open or not seat.let_in or seat.id in first.sealed:
        return None
    late = session.rounds.get(late_round(seat.id))
    if late is not None and not late.open:
        return None
    return Refusal("saw_the_picture", "roles", {"name": seat.name})


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G2: everybody has sealed, abstained or been excused, and at least three count."""
    return tuple(_needs(session, stage))


def _needs(session: Session, stage: StageId) -> Iterator[Need]:
    if stage == FACTS:
        yield from _moderator_first(session)
    for this in session.rounds.values():
        spec = KINDS[session.opened.kind].spec(this.spec)
        asked = not spec.called and spec.release is not Release.NEVER
        if this.open and spec.closes_in == stage and asked:
            yield from _round_needs(session, this, spec)


def _round_needs(session: Session, this: Round, spec: RoundSpec) -> Iterator[Need]:
    """How many ratings count is said when nobody is waited for any more: before, the number would
    tell of who is done whether they sealed or abstained."""
    left = waiting(session, this, spec)
    for seat in left:
        name = {"name": session.roster.seats[seat].name}
        yield Need("seat_not_sealed", name, seat, gate="G2")
    have = len(counted(session, this))
    if have < spec.min_sealed and not left:
        yield Need("too_few_sealed", {"have": have, "want": spec.min_sealed}, gate="G2")


def _moderator_first(session: Session) -> Iterator[Need]:
    """A moderator who rates does so in prework, before everybody else, so as not to steer."""
    first = session.rounds.get(ROUND_1)
    for seat in session.roster.present(Role.MODERATOR):
        if seat.has(Role.RATER) and not (first and first.done(seat.id)):
            yield Need("moderator_rates_first", {"name": seat.name}, seat.id, gate="G2")


def withholds(session: Session, viewer: Viewer) -> Sees:
    """A late rater sees no figures before having rated."""
    if _rates_late(session, viewer.seat):
        return FIGURES
    return Sees.NOTHING


def reports(session: Session) -> tuple[Note, ...]:
    """Per round: how many sealed, who of them beforehand, was excused, late or left out, and how
    often the table changed since; in numbers."""
    shown = (r for r in session.rounds.values() if r.status is Status.REVEALED)
    return tuple(Note("independence", _numbers(session, this)) for this in shown)


def _numbers(session: Session, this: Round) -> Params:
    seats = session.roster.seats
    led = [s for s in this.sealed if s in seats and seats[s].has(Role.MODERATOR)]
    first = this.id == ROUND_1
    return {
        "round": this.id,
        "attempt": this.attempt,
        "sealed": len(this.sealed),
        "counted": len(counted(session, this)),
        "beforehand": len(this.beforehand & this.sealed),
        "abstained": len(this.abstained),
        "excused": len(this.excused),
        "excluded": len(this.excluded.keys() & this.sealed),
        "led": len(led),
        "late": sum(_rated_late(session, s) for s in seats) if first else 0,
        "changes": len(session.roster.changes) if first else 0,
    }


GUARD = Guard("independence", refuses, needs, withholds, reports)
