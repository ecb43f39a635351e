"""Judgements that lie further apart after the talk than before it, or in two camps."""

from collections.abc import Iterator, Mapping
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
LEVELS = 3
"""In each direction of a factor; besides, it may be not in play."""
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
    levels, known = _levels(session), {item.question: item for item in first.summary.items}
    for after in second.summary.items:
        before, places = known.get(after.question), levels.get(item_of(after.question))
        if before and places and (how := apart(before, after, places)):
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


def _levels(session: Session) -> Mapping[str, int]:
    """How many places the scale of each factor and judgement has."""
    judged = {j.id: len(j.levels) for j in session.opened.catalogue.judgements}
    return judged | {
        factor.id: 1 + LEVELS * len(DIRECTED & set(factor.directions))
        for factor in factors(session)
    }
