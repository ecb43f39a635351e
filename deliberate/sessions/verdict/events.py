"""What happened to the verdict."""

from dataclasses import dataclass

from deliberate.sessions.ids import EntryId, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeEnoughAnswered:
    child: EntryId
    safe_enough: bool
    reason: str
    stays: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """`misfit` is the fact that did not fit the picture when this was decided."""

    option: EntryId
    decider: str
    competence: str
    advice: bool
    text: str
    reason: str
    lightest: EntryId
    why_not_lighter: str
    misfit: str
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCompleted:
    if_nothing_changes: str
    why_not_heavier: str
    not_chosen: str
    good_enough: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentAnswered:
    entry: EntryId
    text: str


VerdictEvent = SafeEnoughAnswered | DecisionRecorded | DecisionCompleted | DissentAnswered
