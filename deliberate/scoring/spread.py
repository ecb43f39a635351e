"""How the answers about one factor lie: counts, middle, reach and average deviation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

from ._ordered import agreement_a, disagreement
from ._reading import read_number
from ._types import Statistic

FAR = 2
"""Who lies so many levels or more from the median is an outlier."""


@dataclass(frozen=True, slots=True)
class FactorSpread:
    """What `n` people answered, in ascending values, and how many did not know.

    The median, limits and average deviation are None without a known answer, the percentage is
    None below two, and the unknown share is None where nobody answered at all. `outliers` are the
    answers two levels or more from the median. `disagreement` is the flag of RAND/UCLA and
    `agreement_a` van der Eijk's A (1: one answer, -1: half at each end); both need the scale.
    """

    counts: tuple[tuple[float, int], ...]
    n: int
    n_unknown: int
    unknown_share: float | None
    median: float | None
    minimum: float | None
    maximum: float | None
    average_deviation: float | None
    n_within: int
    n_pairs: int
    percent_within: float | None
    outliers: tuple[float, ...] = ()
    disagreement: bool | None = None
    agreement_a: float | None = None


def factor_spread(values: Iterable[object], scale: Sequence[float] | None = None) -> FactorSpread:
    """Describe the answers about one factor, numbers on a scale with steps of 1, None if unknown.

    `scale` lists the possible answers in their order.

    The average deviation is the mean distance to the median, in levels (Burke & Dunlap 2002);
    r_wg and the interquartile range hide what this shows. `percent_within` is over all pairs.

    >>> found = factor_spread([1, 2, 2, 3, 3, 3, 3, 4, None])
    >>> found.counts, found.median, found.average_deviation
    (((1.0, 1), (2.0, 2), (3.0, 4), (4.0, 1)), 3.0, 0.625)
    >>> found.n_within, found.n_pairs, found.unknown_share
    (21, 28, 0.1111111111111111)

    Half against half is a polarised group (van der Eijk 2001), whatever r_wg says:

    >>> found = factor_spread([-1, -1, -1, -1, 1, 1, 1, 1], scale=[-1, 0, 1])
    >>> found.agreement_a, found.average_deviation
    (-1.0, 1.0)
    """
    answers = [read_number(value, at) for at, value in enumerate(values, start=1)]
    known = sorted(answer for answer in answers if answer is not None)
    counts = tuple(sorted(Counter(known).items()))
    n, n_pairs, n_within = len(known), len(known) * (len(known) - 1) // 2, _within(counts)
    middle = median(known) if known else None
    return FactorSpread(
        counts=counts,
        n=n,
        n_unknown=len(answers) - n,
        unknown_share=(len(answers) - n) / len(answers) if answers else None,
        median=middle,
        minimum=known[0] if known else None,
        maximum=known[-1] if known else None,
        average_deviation=None if middle is None else fmean(abs(x - middle) for x in known),
        n_within=n_within,
        n_pairs=n_pairs,
        percent_within=100 * n_within / n_pairs if n_pairs else None,
        outliers=() if middle is None else tuple(x for x in known if abs(x - middle) >= FAR),
        disagreement=disagreement(known, min(scale), max(scale)) if scale else None,
        agreement_a=agreement_a(_on_scale(counts, scale)) if scale else None,
    )


def _on_scale(counts: Iterable[tuple[float, int]], scale: Sequence[float]) -> list[int]:
    given = dict(counts)
    off = [value for value in given if value not in scale]
    if off:
        raise ValueError(f"{off[0]!r} is not on the scale {list(scale)}; correct it or add it")
    return [given.get(level, 0) for level in scale]


def _within(counts: Iterable[tuple[float, int]]) -> int:
    pairs = combinations(counts, 2)
    alike = sum(n * (n - 1) // 2 for _, n in counts)
    return alike + sum(n * m for (low, n), (high, m) in pairs if high - low <= 1)


STATISTIC = Statistic(
    name="factor_spread",
    label="Spread",
    reads_as="Average deviation: how many levels an answer lies from the median, on average.",
    source="Burke MJ, Dunlap WP (2002) Organ Res Methods 5:159-172",
    compute=factor_spread,
)
