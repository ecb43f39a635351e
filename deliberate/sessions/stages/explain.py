"""Stage 12: the decision is explained; everybody agrees, or has seen it and does not."""

from deliberate.sessions.commands import Command
from deliberate.sessions.flow.commands import ReopenDecision
from deliberate.sessions.gates_after import explained, heard, learned
from deliberate.sessions.ids import EXPLAIN
from deliberate.sessions.telling.commands import (
    AnswerReaction,
    CheckCopy,
    Consent,
    NameNextStep,
    RecordExplanation,
    RecordReaction,
)
from deliberate.sessions.windows import FamilySummary, LearningPoint, Statement

from ._after import AFTERWARDS, build_after
from ._base import EDITS, WRITES, Stage, grant, writes

TELLING: tuple[type[Command], ...] = (
    CheckCopy,
    RecordExplanation,
    RecordReaction,
    AnswerReaction,
    Consent,
    NameNextStep,
)
TELLS = frozenset(TELLING)
REOPENS: frozenset[type[Command]] = frozenset({ReopenDecision})
SUMMARISES = frozenset({FamilySummary})
STAGE = Stage(
    id=EXPLAIN,
    window="steps",
    accepts=grant(
        everyone=WRITES,
        moderator=EDITS | TELLS | REOPENS,
        decision_maker=TELLS | REOPENS,
        recorder=TELLS,
    ),
    shows=AFTERWARDS,
    build=build_after,
    gates=(explained, heard, learned),
    writes=writes(
        frozenset({Statement, LearningPoint}),
        moderator=SUMMARISES,
        decision_maker=SUMMARISES,
        recorder=SUMMARISES,
    ),
)
