"""Stage 10: a behavioural scientist tests every condition and signs."""

from deliberate.sessions.gates import decision_complete, dissent_answered, done_at_once
from deliberate.sessions.ids import TEST
from deliberate.sessions.testing.commands import SignTest, TestCondition
from deliberate.sessions.testing.gate import conditions_tested
from deliberate.sessions.verdict.commands import AnswerDissent, CompleteDecision
from deliberate.sessions.windows import Arrangement, Condition, Dissent, PlanB

from ._after import AFTERWARDS, build_after
from ._base import EDITS, WRITES, Contents, Stage, grant, writes

COMPLETES = frozenset({CompleteDecision, AnswerDissent})
REWRITES: Contents = frozenset({Condition})
"""Whoever tests a condition does not also write it."""
STAGE = Stage(
    id=TEST,
    window="weighing",
    accepts=grant(
        everyone=WRITES,
        moderator=EDITS | COMPLETES,
        decision_maker=COMPLETES,
        recorder=COMPLETES,
        reviewer=frozenset({TestCondition, SignTest}),
    ),
    shows=AFTERWARDS,
    build=build_after,
    gates=(done_at_once, decision_complete, dissent_answered, conditions_tested),
    writes=writes(
        frozenset({Arrangement, Dissent, PlanB}),
        moderator=REWRITES,
        decision_maker=REWRITES,
        recorder=REWRITES,
    ),
)
