"""What happened when the decision was explained.

`decision` counts the decisions so far: what was said of an earlier one is kept and does not count.
"""

from dataclasses import dataclass

from deliberate.sessions.ids import EntryId, Millis, SeatId

from .commands import Grasp, Outcome, Said


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyChecked:
    """`version` is the wording of the summary that was looked at; 0 is none."""

    risk: str
    version: int
    by: SeatId
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    when: str
    how: str
    to: str
    language: str = ""
    decision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionRecorded:
    reaction: EntryId
    person: EntryId
    text: str
    answer: str
    outcome: Outcome
    decision: int
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionAnswered:
    reaction: EntryId
    answer: str
    outcome: Outcome
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Consented:
    person: EntryId
    said: Said
    remark: str
    understood: Grasp
    say: int | None
    decision: int
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepNamed:
    text: str
    decision: int


TellingEvent = (
    CopyChecked | Explained | ReactionRecorded | ReactionAnswered | Consented | NextStepNamed
)
