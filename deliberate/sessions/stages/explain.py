"""Stage 12: the decision is explained; everybody agrees, or has seen it and does not."""

from deliberate.sessions.commands import Command
from deliberate.sessions.gates import explained
from deliberate.sessions.ids import EXPLAIN
from deliberate.sessions.verdict.commands import Consent, RecordExplanation, RecordReaction
from deliberate.sessions.windows import LearningPoint, Statement

from ._after import AFTERWARDS, build_after
from ._base import EDITS, WRITES, Stage, grant, sight, writes

TELLING: tuple[type[Command], ...] = (RecordExplanation, RecordReaction, Consent)
TELLS = frozenset(TELLING)
STAGE = Stage(
    id=EXPLAIN,
    window="steps",
    accepts=grant(
        everyone=WRITES,
        moderator=EDITS | TELLS,
        decision_maker=TELLS,
        recorder=TELLS,
    ),
    shows=sight(AFTERWARDS),
    build=build_after,
    gates=(explained,),
    writes=writes(frozenset({Statement, LearningPoint})),
)
