"""Stage 11: who does what when, who watches how, plan B, and when we look again."""

from deliberate.sessions.gates import arrangements_complete, review_set
from deliberate.sessions.ids import AGREE
from deliberate.sessions.windows import Arrangement, DecidesRow, PlanB, Review

from ._after import AFTERWARDS, build_after
from ._base import EDITS, WRITES, Stage, grant, sight, writes

STAGE = Stage(
    id=AGREE,
    window="steps",
    accepts=grant(everyone=WRITES, moderator=EDITS),
    shows=sight(AFTERWARDS),
    build=build_after,
    gates=(arrangements_complete, review_set),
    writes=writes(frozenset({Arrangement, DecidesRow, PlanB, Review})),
)
