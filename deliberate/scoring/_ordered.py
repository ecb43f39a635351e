"""Two published readings of how answers lie on an ordered scale: polarised, or in disagreement."""

from collections.abc import Sequence
from itertools import combinations


def agreement_a(counts: Sequence[float]) -> float | None:
    """Van der Eijk's A of the counts of all values in order; None where nobody answered.

    1 where all give the same answer, 0 where all answers are equally frequent, -1 where half
    stands at each end. The counts are cut into layers that are flat where they are not empty; A is
    their mean, weighted with their sizes.

    Van der Eijk C (2001), Quality & Quantity 35:325-341: a layer's agreement counts the triples of
    values of which the middle one is empty against those of which an end is.

    >>> round(agreement_a([30, 40, 210, 130, 530, 50, 10]), 7)
    0.6113333
    """
    total = sum(counts)
    if total <= 0:
        return None
    left, found = list(counts), 0.0
    while any(n > 0 for n in left):
        height = min(n for n in left if n > 0)
        layer = [n > 0 for n in left]
        found += height * sum(layer) / total * _layer(layer)
        left = [n - height if n > 0 else 0 for n in left]
    return found


def disagreement(values: Sequence[float], lowest: float, highest: float) -> bool | None:
    """Flag disagreement as RAND/UCLA does; None below three answers.

    The spread of the middle 40% exceeds 2.35 plus 1.5 times how far its centre lies from the middle
    of the scale, all on a scale from 1 to 9, to which other scales are stretched.

    Fitch K and others (2001), The RAND/UCLA Appropriateness Method User's Manual, chapter 8.
    """
    if len(values) < 3 or highest <= lowest:
        return None
    known = sorted(1 + 8 * (value - lowest) / (highest - lowest) for value in values)
    low, high = _percentile(known, 0.3), _percentile(known, 0.7)
    return high - low > allowed_range(low, high)


def allowed_range(low: float, high: float) -> float:
    """How wide the middle 40% may be where it lies: wider towards the ends of the scale.

    BMJ Open (2012) 2:e001431, table 1 prints 6.1 for percentiles 7 and 8:

    >>> round(allowed_range(7, 8), 1)
    6.1
    """
    return 2.35 + 1.5 * abs(5 - (low + high) / 2)


def _layer(layer: Sequence[bool]) -> float:
    filled, values = sum(layer), len(layer)
    if filled == 1:
        return 1.0
    triples = list(combinations(layer, 3))
    apart = triples.count((True, False, True))
    together = triples.count((True, True, False)) + triples.count((False, True, True))
    if apart + together == 0:
        unimodal = 1.0
    else:
        unimodal = ((values - 2) * together - (values - 1) * apart) / (
            (values - 2) * (together + apart)
        )
    return unimodal * (1 - (filled - 1) / (values - 1))


def _percentile(ascending: Sequence[float], share: float) -> float:
    at = share * (len(ascending) - 1)
    below = int(at)
    above = min(below + 1, len(ascending) - 1)
    return ascending[below] + (at - below) * (ascending[above] - ascending[below])
