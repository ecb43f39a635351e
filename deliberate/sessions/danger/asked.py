"""The question about acute danger: when it is asked, and what still keeps its answer open."""

from collections.abc import Mapping

from deliberate.sessions.ids import DECIDE, PREPARE, REVEAL, ROUND_1, ROUND_2, RoundId, StageId
from deliberate.sessions.refusals import Need
from deliberate.sessions.state import Session

from .state import Alarm

JUST_SHOWN: Mapping[StageId, RoundId] = {REVEAL: ROUND_1, DECIDE: ROUND_2}
"""The stages that begin with what a blind round gave."""


def answer_needed(alarm: Alarm, stage: StageId) -> tuple[Need, ...]:
    """An answer that is open, or a yes that is to be acted on first."""
    answer = alarm.answered_in(stage)
    if answer is None:
        return (Need("acute_question_open", gate="G0" if stage == PREPARE else ""),)
    return (Need("acute_answer_is_yes"),) if answer.acute else ()


def answered_blind(session: Session, stage: StageId) -> bool:
    """Whether anybody answered "acute danger" in the round that this stage begins with."""
    this = session.rounds.get(JUST_SHOWN[stage]) if stage in JUST_SHOWN else None
    summary = this.summary if this else None
    return summary is not None and any(item.acute for item in summary.items)


def asked_again(session: Session, stage: StageId) -> tuple[Need, ...]:
    """Where somebody answered so, the whole group answers before anything else."""
    return answer_needed(session.alarm, stage) if answered_blind(session, stage) else ()
