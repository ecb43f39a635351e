"""What makes up a kind of session."""

from collections.abc import Callable
from dataclasses import dataclass

from deliberate.sessions.ids import RoundId, StageId
from deliberate.sessions.parameters import Parameters
from deliberate.sessions.refusals import Need
from deliberate.sessions.rounds.spec import RoundSpec
from deliberate.sessions.stages._base import Stage
from deliberate.sessions.state import Session


@dataclass(frozen=True, slots=True)
class Kind:
    """Its stages in order, its rounds, what it warns of, and its numbers."""

    id: str
    stages: tuple[Stage, ...]
    rounds: tuple[RoundSpec, ...]
    warnings: Callable[[Session], tuple[Need, ...]]
    parameters: Parameters

    def stage(self, stage_id: StageId) -> Stage:
        return next(s for s in self.stages if s.id == stage_id)

    def position(self, stage_id: StageId) -> int:
        return next(n for n, s in enumerate(self.stages) if s.id == stage_id)

    def after(self, stage_id: StageId) -> Stage | None:
        place = self.position(stage_id) + 1
        return self.stages[place] if place < len(self.stages) else None

    def spec(self, spec_id: RoundId) -> RoundSpec:
        return next(r for r in self.rounds if r.id == spec_id)
