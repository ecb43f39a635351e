"""What happened to the verdict."""

from dataclasses import dataclass

from deliberate.sessions.framework import Framework
from deliberate.sessions.ids import EntryId, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeEnoughAnswered:
    child: EntryId
    safe_enough: bool
    reason: str
    stays: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """`misfit` is the fact that did not fit the picture when this was decided; `framework` is
    the one that holds from then on."""

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
    framework: Framework = ""
    why_framework: str = ""


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
