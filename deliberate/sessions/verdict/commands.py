"""What may be asked of the verdict."""

from dataclasses import dataclass

from deliberate.sessions.framework import Framework
from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line, paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSafeEnough:
    """The decider's own answer for one child: safe enough now, and will it stay so?

    A reason is required where a rating of the second round says otherwise.
    """

    child: EntryId
    safe_enough: bool
    reason: str = line(400, required=False)
    stays: str = line(400, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """Before we leave: what was decided, by whom, by which right, on which grounds.

    `lightest` is the lightest option that was thought of, with why it is not enough unless it is
    the one chosen. `framework` is the one from now on, left open where it stays as it is; where it
    becomes heavier, `why_framework` says why a lighter one is not enough. `advice` says that
    nobody who may decide was present or reachable.
    """

    option: EntryId
    decider: str = line(120)
    competence: str = line(300)
    advice: bool = False
    text: str = paragraph(800)
    reason: str = paragraph(800)
    lightest: EntryId
    why_not_lighter: str = paragraph(600, required=False)
    framework: Framework = ""
    why_framework: str = paragraph(600, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteDecision:
    """Within one working day: what belongs to a decision and need not keep people at the table.

    `good_enough` says when it is safe enough to stop, and by what one sees that.
    """

    good_enough: str = paragraph(600, required=False)
    if_nothing_changes: str = paragraph(600, required=False)
    why_not_heavier: str = paragraph(600, required=False)
    not_chosen: str = paragraph(800, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDissent:
    """The decider's one or two sentences to a dissent."""

    entry: EntryId
    text: str = line(400)


VerdictCommand = AnswerSafeEnough | RecordDecision | CompleteDecision | AnswerDissent
