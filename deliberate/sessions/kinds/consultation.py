"""Team case consultation: judgement and decision about one child or sibling group."""

from collections.abc import Iterator

from deliberate.sessions.ids import (
    AGREEMENT,
    BLIND_1,
    BLIND_2,
    DECIDE,
    IDEAS,
    LATE,
    OPEN,
    OPTIONS,
    PREPARE,
    ROUND_1,
    ROUND_2,
)
from deliberate.sessions.parameters import Parameters
from deliberate.sessions.refusals import Need
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.rounds.spec import Release, RoundSpec
from deliberate.sessions.stages import STAGES
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Fact

from ._base import Kind

RATERS = frozenset({Role.RATER})
AT_THE_TABLE = RATERS | {Role.PRESENTER, Role.RECORDER, Role.DECISION_MAKER}


def warnings(session: Session) -> tuple[Need, ...]:
    """What makes a composition weak; each gets one line of reason and the group goes on."""
    if session.progress.stage != OPEN:
        return ()
    return tuple(Need("warning", {"warning": code}, code) for code in _weak(session))


def _weak(session: Session) -> Iterator[str]:
    raters = session.roster.expected(Role.RATER)
    if raters and len({seat.organisation for seat in raters}) < 2:
        yield "one_organisation"
    if raters and len({seat.discipline for seat in raters}) < 2:
        yield "one_discipline"
    if not any(seat.often_differs for seat in session.roster.seats.values()):
        yield "nobody_who_often_differs"
    if not session.roster.expected(Role.RECORDER):
        yield "no_recorder"
    perspectives = {fact.perspective for _, fact in session.entries.of(Fact)}
    if children(session) and "youth" not in perspectives:
        yield "childs_voice_missing"
    if not {"parent", "network"} <= perspectives:
        yield "perspective_missing"


KIND = Kind(
    id="consultation",
    stages=STAGES,
    rounds=(
        RoundSpec(id=ROUND_1, raters=RATERS, opens_in=BLIND_1, closes_in=BLIND_1, prework=PREPARE),
        RoundSpec(id=ROUND_2, raters=RATERS, opens_in=BLIND_2, closes_in=BLIND_2),
        RoundSpec(
            id=LATE,
            raters=RATERS,
            opens_in=BLIND_1,
            closes_in=BLIND_2,
            release=Release.NEVER,
            min_sealed=1,
        ),
        RoundSpec(
            id=IDEAS,
            raters=AT_THE_TABLE,
            opens_in=OPTIONS,
            closes_in=OPTIONS,
            min_sealed=0,
            called=True,
        ),
        RoundSpec(
            id=AGREEMENT,
            raters=AT_THE_TABLE,
            opens_in=DECIDE,
            closes_in=DECIDE,
            min_sealed=0,
            called=True,
        ),
    ),
    warnings=warnings,
    parameters=Parameters(),
)
