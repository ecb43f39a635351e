"""What the latest round shown says of safety now."""

from .forms import Judgement
from .ids import QuestionId, item_of
from .rounds.summary import ItemSummary
from .state import Session


def _judged_unsafe(session: Session) -> bool:
    """Whether anybody, in the latest round shown, judged a child not safe enough now."""
    shown = [r.summary for r in session.rounds.values() if r.summary and r.summary.items]
    for summary in reversed(shown):
        judged = [
            (judgement, item)
            for item in summary.items
            if (judgement := safety_now(session, item.question))
        ]
        if judged:
            return any(_below(judgement, item) for judgement, item in judged)
    return False


def safety_now(session: Session, asked: QuestionId) -> Judgement | None:
    """The judgement on direct safety, if that is what was asked: its lowest level is danger."""
    judgement = session.opened.catalogue.judgement(item_of(asked))
    return judgement if judgement and judgement.acute_level is not None else None


def _below(judgement: Judgement, item: ItemSummary) -> bool:
    enough = judgement.good_enough_from or 0
    return any(n and int(level) < enough for level, n in item.counts.items())
