"""The roster of a meeting's first case, carried over to its next: people, but nothing that
belongs to one case, such as who presents it and on which ground it is shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from deliberate.sessions import texts
from deliberate.sessions.flow.decide import MODERATOR
from deliberate.sessions.ids import CommandKey, SeatId, SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import Invite
from deliberate.sessions.seating.decide import LED
from deliberate.sessions.seating.state import MEETING_CLOSED, Seat, Standing
from deliberate.sessions.state import Session

from . import roster
from .house import House

OF_ONE_CASE = frozenset({Role.PRESENTER, Role.DECISION_MAKER})
"""Who brings a case in and who may decide on it is said anew for each case."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """People with whom a case is shared on one ground; `n` names its fields in a form."""

    n: int
    name: str
    people: tuple[Seat, ...]


def organisations(first: Session) -> tuple[Organisation, ...]:
    """Who can be carried over, by organisation in the order of the roster."""
    found: dict[str, list[Seat]] = {}
    for seat in first.roster.seats.values():
        if _comes_along(seat):
            found.setdefault(seat.organisation, []).append(seat)
    return tuple(Organisation(n, name, tuple(of)) for n, (name, of) in enumerate(found.items()))


def invitations(
    first: Session, who: Sequence[str], typed: Mapping[str, str]
) -> Mapping[SeatId, Invite] | Refusal:
    """An invitation for everybody chosen; a ground has to be given again, for all or for one."""
    made: dict[SeatId, Invite] = {}
    for organisation in organisations(first):
        for seat in organisation.people:
            if seat.id not in who:
                continue
            invite = _invite(seat, organisation.n, typed)
            if isinstance(invite, Refusal):
                return invite
            made[seat.id] = invite
    return made


def invite_all(house: House, session: SessionId, made: Mapping[SeatId, Invite]) -> Refusal | None:
    """Lay the seats under the ids that they have in the first case."""
    for seat, invite in made.items():
        known = roster.known(house, session, MODERATOR, invite)
        outcome = house.runner.run(session, known, MODERATOR, CommandKey(seat))
        if isinstance(outcome, Refusal):
            return outcome
    return None


def _comes_along(seat: Seat) -> bool:
    sent_away = seat.standing is Standing.ENDED and seat.reason != MEETING_CLOSED
    return not sent_away and not seat.roles & LED and bool(seat.roles - OF_ONE_CASE)


def _invite(seat: Seat, n: int, typed: Mapping[str, str]) -> Invite | Refusal:
    own = f"-{n}"
    of_all, of_one = typed.get("sharing", ""), typed.get(f"sharing{own}", "")
    if (of_one or of_all) not in {"by_name", "anonymous"}:
        return Refusal("field_missing", "sharing")
    ground = typed.get(f"ground{own}", "").strip()
    invite = Invite(
        name=seat.name,
        discipline=seat.discipline,
        organisation=seat.organisation,
        roles=seat.roles - OF_ONE_CASE,
        sharing="by_name" if (of_one or of_all) == "by_name" else "anonymous",
        ground=ground or typed.get("ground", "").strip(),
        often_differs=seat.often_differs,
        person=seat.person,
    )
    fault = texts.fault(invite)
    return replace(fault, field=f"{fault.field}{own if ground else ''}") if fault else invite
