"""Independent first, together after: nobody is shown anything before everybody has judged."""

from collections.abc import Iterator

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.danger.commands import DangerCommand
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import FACTS, ROUND_1, SeatId, StageId
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.rounds.commands import RoundCommand
from deliberate.sessions.rounds.count import counted, late_round, waiting
from deliberate.sessions.rounds.spec import Release, RoundSpec
from deliberate.sessions.rounds.state import Round, Status
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Sees, Viewer

FIGURES = Sees.DISTRIBUTION | Sees.PREFERENCE | Sees.ADVOCATE | Sees.DOSSIER


def _rates_late(session: Session, seat: SeatId) -> bool:
    this = session.rounds.get(late_round(seat))
    return this is not None and this.open


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """Somebody who came late rates before taking part in anything else."""
    if isinstance(command, RoundCommand | DangerCommand):
        return None
    if _rates_late(session, actor.seat):
        return Refusal("rate_first")
    return None


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G2: everybody has sealed, abstained or been excused, and at least three count."""
    return tuple(_needs(session, stage))


def _needs(session: Session, stage: StageId) -> Iterator[Need]:
    if stage == FACTS:
        yield from _moderator_first(session)
    for this in session.rounds.values():
        spec = KINDS[session.opened.kind].spec(this.spec)
        asked = (spec.waited_for or not spec.called) and spec.release is not Release.NEVER
        if this.open and spec.closes_in == stage and asked:
            yield from _round_needs(session, this, spec)


def _round_needs(session: Session, this: Round, spec: RoundSpec) -> Iterator[Need]:
    for seat in waiting(session, this, spec):
        name = {"name": session.roster.seats[seat].name}
        if spec.called:
            yield Need("agreement_open", name, seat, gate="G2")
        else:
            yield Need("seat_not_sealed", name, seat, gate="G2")
    have = len(counted(session, this))
    if have < spec.min_sealed:
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
    """Per round: how many sealed, who was excused, absent, late or left out, in numbers."""
    shown = (r for r in session.rounds.values() if r.status is Status.REVEALED)
    return tuple(
        Note(
            "independence",
            {
                "round": r.id,
                "attempt": r.attempt,
                "sealed": len(r.sealed),
                "counted": len(counted(session, r)),
                "abstained": len(r.abstained),
                "excused": len(r.excused),
                "excluded": len(r.excluded),
                "late": sum(late_round(s) in session.rounds for s in session.roster.seats),
            },
        )
        for r in shown
    )


GUARD = Guard("independence", refuses, needs, withholds, reports)
