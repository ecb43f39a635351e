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
    """What was decided and what was said with it.

    `again` are the children for whom it is asked anew whether it is safe enough, since a decision
    went back; `before` is what was completed of another option than the one decided on now.
    """

    safe_enough: Mapping[EntryId, SafeEnoughAnswered] = field(default_factory=dict)
    decisions: tuple[DecisionRecorded, ...] = ()
    again: frozenset[EntryId] = frozenset()
    completed: DecisionCompleted | None = None
    before: DecisionCompleted | None = None
    dissent_answers: Mapping[EntryId, str] = field(default_factory=dict)

    @property
    def decision(self) -> DecisionRecorded | None:
        return self.decisions[-1] if self.decisions else None


def apply(verdict: Verdict, event: VerdictEvent) -> Verdict:
    match event:
        case SafeEnoughAnswered():
            answers = {**verdict.safe_enough, event.child: event}
            return replace(verdict, safe_enough=answers, again=verdict.again - {event.child})
        case DecisionRecorded():
            return _decided(verdict, event)
        case DecisionCompleted():
            return replace(verdict, completed=event, before=None)
        case DissentAnswered():
            said = {**verdict.dissent_answers, event.entry: event.text}
            return replace(verdict, dissent_answers=said)
        case _:
            assert_never(event)


def _decided(verdict: Verdict, event: DecisionRecorded) -> Verdict:
    """What was completed speaks of the option that it was written for."""
    decided = replace(verdict, decisions=(*verdict.decisions, event))
    if verdict.decision is None or verdict.decision.option == event.option:
        return decided
    return replace(decided, completed=None, before=verdict.completed or verdict.before)
