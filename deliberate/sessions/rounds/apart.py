"""Judgements that lie further apart after the talk than before it, or in two camps."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from deliberate.sessions.forms import DIRECTED
from deliberate.sessions.ids import ROUND_1, ROUND_2, QuestionId, item_of
from deliberate.sessions.state import Session

from .forms import factors
from .summary import ItemSummary

CAMP = 2
"""So many at least make a camp: one person alone is somebody who differs, and is not pointed at."""
GAP = 2
"""Levels between two camps: nobody is left in between."""
ALIKE = 6
"""An average deviation above a sixth of the scale is more than agreement leaves room for: the
limit of Burke and Dunlap (2002)."""


class Apart(StrEnum):
    """How far judgements went apart."""

    POLES = "poles"
    WIDER = "wider"


def polarised(session: Session) -> Iterator[tuple[QuestionId, Apart]]:
    """What was asked in both rounds and lies in two camps, or wider, since the group talked."""
    first, second = (session.rounds.get(r) for r in (ROUND_1, ROUND_2))
    if not (first and first.summary and second and second.summary):
        return
    for after in second.summary.items:
        before, levels = first.summary.item(after.question), _levels(session, after.question)
        if before is not None and levels and (how := apart(before, after, levels)):
            yield after.question, how


def apart(before: ItemSummary, after: ItemSummary, levels: int) -> Apart | None:
    """Two camps, or an average deviation that grew beyond what agreement leaves room for."""
    if _camps(after):
        return Apart.POLES
    was, became = Decimal(before.deviation or 0), Decimal(after.deviation or 0)
    return Apart.WIDER if became > was and became > Decimal(levels) / ALIKE else None


def _camps(item: ItemSummary) -> bool:
    """Whether all stand on one of two sides, with at least two on each and nobody in between."""
    given = sorted(int(value) for value, n in item.counts.items() for _ in range(n))
    gaps = [n for n, (low, high) in enumerate(pairwise(given), 1) if high - low >= GAP]
    return len(gaps) == 1 and CAMP <= gaps[0] <= len(given) - CAMP


def _levels(session: Session, asked: QuestionId) -> int:
    """How many places the scale has; none where there is no scale."""
    judgement = session.opened.catalogue.judgement(item_of(asked))
    if judgement is not None:
        return len(judgement.levels)
    factor = next((f for f in factors(session) if f.id == item_of(asked)), None)
    if factor is None:
        return 0
    return 1 + 3 * len(DIRECTED & set(factor.directions))
