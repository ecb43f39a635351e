"""Stage 10: a behavioural scientist tests every condition and signs."""

from deliberate.sessions.gates import conditions_tested, dissent_answered
from deliberate.sessions.ids import TEST
from deliberate.sessions.verdict.commands import (
    AnswerDissent,
    SignTest,
    TestCondition,
)
from deliberate.sessions.windows import Arrangement, Condition, Dissent, PlanB

from ._after import AFTERWARDS, build_after
from ._base import EDITS, WRITES, Stage, grant, sight, writes

STAGE = Stage(
    id=TEST,
    window="weighing",
    accepts=grant(
        everyone=WRITES,
        moderator=EDITS | {AnswerDissent},
        decision_maker=frozenset({AnswerDissent}),
        recorder=frozenset({AnswerDissent}),
        reviewer=frozenset({TestCondition, SignTest}),
    ),
    shows=sight(AFTERWARDS),
    build=build_after,
    gates=(dissent_answered, conditions_tested),
    writes=writes(frozenset({Condition, Arrangement, Dissent, PlanB})),
)
