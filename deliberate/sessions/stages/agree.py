"""Stage 11: who does what when, who watches how, plan B, and when we look again."""

from deliberate.sessions.gates import done_at_once
from deliberate.sessions.gates_after import arrangements_complete, plan_complete, review_set
from deliberate.sessions.ids import AGREE
from deliberate.sessions.windows import (
    Arrangement,
    Coordinator,
    DecidesRow,
    Informing,
    PlanB,
    PlanMakers,
    Review,
)

from ._after import AFTERWARDS, build_after
from ._base import EDITS, WRITES, Stage, grant, writes

STAGE = Stage(
    id=AGREE,
    window="steps",
    accepts=grant(everyone=WRITES, moderator=EDITS),
    shows=AFTERWARDS,
    build=build_after,
    gates=(done_at_once, arrangements_complete, plan_complete, review_set),
    writes=writes(
        frozenset({Arrangement, Coordinator, DecidesRow, Informing, PlanB, PlanMakers, Review})
    ),
)
