"""Team case consultation: judgement and decision about one child or sibling group."""

from collections.abc import Callable, Iterator, Mapping

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
    PROCESS,
    ROUND_1,
    ROUND_2,
    StageId,
)
from deliberate.sessions.parameters import Parameters
from deliberate.sessions.refusals import Need
from deliberate.sessions.roles import AT_THE_TABLE, Role
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.rounds.spec import Release, RoundSpec
from deliberate.sessions.stages import STAGES
from deliberate.sessions.state import Session
from deliberate.sessions.windows import ChildsWords, Condition, Fact

from ._base import Kind

RATERS = frozenset({Role.RATER})


def warnings(session: Session) -> tuple[Need, ...]:
    """What the case itself lacks; each gets one line of reason and the group goes on."""
    found = WARNED_OF.get(session.progress.stage, _nothing)(session)
    return tuple(Need("warning", {"warning": code}, code) for code in found)


def _nothing(_session: Session) -> Iterator[str]:
    return iter(())


def _without_family(session: Session) -> Iterator[str]:
    """The stage of the options begins with what the family itself proposes."""
    if not any(option.by_family for _, option in session.entries.options()):
        yield "family_option_missing"


def _too_many(session: Session) -> Iterator[str]:
    if len(session.entries.of(Condition)) > session.opened.parameters.max_conditions:
        yield "too_many_conditions"


def _silent_sides(session: Session) -> Iterator[str]:
    """Each perspective that nothing comes from yet asks why."""
    told: set[str] = {fact.perspective for _, fact in session.entries.of(Fact)}
    if children(session) and "youth" not in told and not session.entries.of(ChildsWords):
        yield "childs_voice_missing"
    if "parent" not in told:
        yield "parent_side_missing"
    if "network" not in told:
        yield "network_side_missing"
    if "professional" not in told:
        yield "professional_side_missing"


WARNED_OF: Mapping[StageId, Callable[[Session], Iterator[str]]] = {
    OPEN: _silent_sides,
    OPTIONS: _without_family,
    DECIDE: _too_many,
}

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
            waited_for=True,
        ),
        RoundSpec(
            id=PROCESS,
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
