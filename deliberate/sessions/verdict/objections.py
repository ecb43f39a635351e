"""Whether anybody objects to what was decided, and what to make of it when nobody does."""

from deliberate.sessions.challenge.owed import near_unanimous
from deliberate.sessions.forms import CANNOT, DISAGREES
from deliberate.sessions.ids import AGREEMENT, ROUND_1, ROUND_2, question
from deliberate.sessions.rounds.forms import AGREE, SUPPORT
from deliberate.sessions.rounds.summary import ItemSummary
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Dissent


def wide_at_first(session: Session) -> bool:
    """Whether the first judgements of safety now lay further apart than one level for a child."""
    first = session.rounds.get(ROUND_1)
    return first is not None and first.summary is not None and not near_unanimous(session)


def agreed(session: Session) -> ItemSummary | None:
    """The counts of the private question; nothing where so few answered that it would tell whose
    answer was which."""
    this = session.rounds.get(AGREEMENT)
    found = this.summary.item(question(AGREE)) if this and this.summary else None
    return found if found and found.n >= session.opened.parameters.min_raters else None


def nobody_objects(session: Session) -> bool:
    """No dissent written, nobody against when asked in private, nobody who could not stand behind
    it in the second round."""
    decision, asked = session.verdict.decision, agreed(session)
    if decision is None or asked is None or session.entries.of(Dissent):
        return False
    if len(session.verdict.decisions) <= session.progress.undone:
        return False
    second = session.rounds.get(ROUND_2)
    said = question(SUPPORT, decision.option)
    support = second.summary.item(said) if second and second.summary else None
    cannot = support.counts.get(CANNOT, 0) if support else 0
    return not asked.counts.get(DISAGREES, 0) and not cannot


def silence(session: Session) -> bool:
    """Nobody objects any more where the group began far apart: that may be the talk, or may be
    going along."""
    return wide_at_first(session) and nobody_objects(session)
