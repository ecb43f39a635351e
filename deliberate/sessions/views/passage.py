"""Through which gates a session went, how much was passed over at each, and what was decided."""

from dataclasses import dataclass

from deliberate.sessions.ids import (
    AGREE,
    BLIND_1,
    BLIND_2,
    CHALLENGE,
    DECIDE,
    EXPLAIN,
    FACTS,
    OPTIONS,
    PREPARE,
    TEST,
    Millis,
    StageId,
)
from deliberate.sessions.state import Session

GATES: tuple[tuple[StageId, tuple[str, ...]], ...] = (
    (PREPARE, ("G0",)),
    (FACTS, ("G1",)),
    (BLIND_1, ("G2",)),
    (OPTIONS, ("G3",)),
    (CHALLENGE, ("G4", "G5")),
    (BLIND_2, ("G2",)),
    (DECIDE, ("G6", "G7", "G8")),
    (TEST, ("G9",)),
    (AGREE, ("G10",)),
    (EXPLAIN, ("G11",)),
)
"""Which gates stand at the end of which stage."""


@dataclass(frozen=True, slots=True)
class GateView:
    """One gate: when it let the session through, and how many needs were passed over."""

    gate: str
    stage: StageId
    at: Millis
    passed_over: int


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """One version of the decision; the last one holds."""

    number: int
    at: Millis
    text: str
    reason: str


def gates(session: Session) -> tuple[GateView, ...]:
    """Those that have let the session through, in their order."""
    progress = session.progress
    return tuple(
        GateView(gate, stage, progress.left[stage], _passed(session, stage, gate))
        for stage, found in GATES
        if stage in progress.left
        for gate in found
    )


def _passed(session: Session, stage: StageId, gate: str) -> int:
    return sum(b.gate == gate and b.stage == stage for b in session.progress.bypassed)


def decisions(session: Session) -> tuple[DecisionMade, ...]:
    made = enumerate(session.verdict.decisions, start=1)
    return tuple(DecisionMade(number, d.at, d.text, d.reason) for number, d in made)
