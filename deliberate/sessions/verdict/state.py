"""The verdict as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from deliberate.sessions.ids import EntryId

from .events import (
    DecisionCompleted,
    DecisionRecorded,
    DissentAnswered,
    SafeEnoughAnswered,
    VerdictEvent,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Decision, explanation, reactions and consents."""

    safe_enough: Mapping[EntryId, SafeEnoughAnswered] = field(default_factory=dict)
    decisions: tuple[DecisionRecorded, ...] = ()
    completed: DecisionCompleted | None = None
    dissent_answers: Mapping[EntryId, str] = field(default_factory=dict)

    @property
    def decision(self) -> DecisionRecorded | None:
        return self.decisions[-1] if self.decisions else None


def apply(verdict: Verdict, event: VerdictEvent) -> Verdict:
    match event:
        case SafeEnoughAnswered():
            return replace(verdict, safe_enough={**verdict.safe_enough, event.child: event})
        case DecisionRecorded():
            return replace(verdict, decisions=(*verdict.decisions, event))
        case DecisionCompleted():
            return replace(verdict, completed=event)
        case DissentAnswered():
            answers = {**verdict.dissent_answers, event.entry: event.text}
            return replace(verdict, dissent_answers=answers)
        case _:
            assert_never(event)
