"""What was told and what came back, as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from deliberate.sessions.ids import EntryId

from .commands import Outcome
from .events import (
    Consented,
    CopyChecked,
    Explained,
    NextStepNamed,
    ReactionAnswered,
    ReactionRecorded,
    TellingEvent,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Explanations, reactions by id, consents by person, and the last look at the copy."""

    checked: CopyChecked | None = None
    explained: tuple[Explained, ...] = ()
    reactions: Mapping[EntryId, ReactionRecorded] = field(default_factory=dict)
    consents: Mapping[EntryId, Consented] = field(default_factory=dict)
    next_step: NextStepNamed | None = None

    def sent_back(self, decision: int) -> tuple[ReactionRecorded, ...]:
        """The answered reactions that send this decision back to the group."""
        back: Outcome = "back"
        return tuple(
            r
            for r in self.reactions.values()
            if r.outcome == back and r.answer.strip() and r.decision == decision
        )


def apply(telling: Telling, event: TellingEvent) -> Telling:
    match event:
        case CopyChecked():
            return replace(telling, checked=event)
        case Explained():
            return replace(telling, explained=(*telling.explained, event))
        case ReactionRecorded():
            return replace(telling, reactions={**telling.reactions, event.reaction: event})
        case ReactionAnswered():
            known = telling.reactions[event.reaction]
            answered = replace(known, answer=event.answer, outcome=event.outcome)
            return replace(telling, reactions={**telling.reactions, event.reaction: answered})
        case Consented():
            return replace(telling, consents={**telling.consents, event.person: event})
        case NextStepNamed():
            return replace(telling, next_step=event)
        case _:
            assert_never(event)
