"""Shift: what became of the answers of the same people between two rounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from ._reading import read_number
from ._types import Statistic

FAR = 2
"""Who moved so many levels or more moved far."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How `n` people who answered in both rounds moved; `n_unknown` lack one of their answers.

    `towards` and `away` are seen from the median of the first round; who jumped over it to the
    same distance did neither. Without a middle of the scale nobody changes direction. The group is
    `polarised` where its mean moved on in its first direction while it drew together: a reason to
    ask what was new, not a sign that somebody is wrong.
    """

    n: int
    n_unknown: int
    moved: int
    moved_far: int
    towards: int
    away: int
    changed_direction: int | None
    median_before: float | None
    median_after: float | None
    mean_before: float | None
    mean_after: float | None
    deviation_before: float | None
    deviation_after: float | None
    polarised: bool | None


def shift(
    before: Iterable[object], after: Iterable[object], *, middle: float | None = None
) -> Shift:
    """Compare the answers of the same people, in the same order, about one factor or judgement.

    Levels are numbers on a scale with steps of 1, None if unknown. `middle` is the value without a
    direction: 0 for risk against protection, 3 on a scale from 1 to 5.

    Moscovici & Zavalloni (1969), J Pers Soc Psychol 12:125-135: a group that leans one way leans
    further that way after it talked.

    >>> found = shift([1, 1, 2, 0, None], [2, 2, 2, 2, 1], middle=0)
    >>> found.n, found.n_unknown, found.moved, found.moved_far, found.polarised
    (4, 1, 3, 1, True)
    >>> found.deviation_before, found.deviation_after
    (0.5, 0.0)
    """
    first = [read_number(value, at) for at, value in enumerate(before, start=1)]
    second = [read_number(value, at) for at, value in enumerate(after, start=1)]
    if len(first) != len(second):
        raise ValueError(
            f"there are {len(first)} answers before and {len(second)} after; give both for the "
            "same people in the same order, None where one is unknown"
        )
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    was, became = [a for a, _ in pairs], [b for _, b in pairs]
    middle_before = median(was) if was else None
    sides = [] if middle_before is None else [_side(a, b, middle_before) for a, b in pairs]
    changed = None if middle is None else sum((a - middle) * (b - middle) < 0 for a, b in pairs)
    return Shift(
        n=len(pairs),
        n_unknown=len(first) - len(pairs),
        moved=sum(a != b for a, b in pairs),
        moved_far=sum(abs(a - b) >= FAR for a, b in pairs),
        towards=sides.count(-1),
        away=sides.count(1),
        changed_direction=changed,
        median_before=middle_before,
        median_after=median(became) if became else None,
        mean_before=fmean(was) if was else None,
        mean_after=fmean(became) if became else None,
        deviation_before=_deviation(was),
        deviation_after=_deviation(became),
        polarised=None if middle is None or not pairs else _polarised(was, became, middle),
    )


def _side(before: float, after: float, centre: float) -> int:
    was, became = abs(before - centre), abs(after - centre)
    return (became > was) - (became < was)


def _deviation(values: Sequence[float]) -> float | None:
    if not values:
        return None
    centre = median(values)
    return fmean(abs(value - centre) for value in values)


def _polarised(before: Sequence[float], after: Sequence[float], middle: float) -> bool:
    lean, step = fmean(before) - middle, fmean(after) - fmean(before)
    was, became = _deviation(before) or 0.0, _deviation(after) or 0.0
    return lean * step > 0 and became < was


STATISTIC = Statistic(
    name="shift",
    label="Shift",
    reads_as="How many moved, towards the middle of the group or away from it, and how far apart.",
    source="Moscovici S, Zavalloni M (1969) J Pers Soc Psychol 12:125-135",
    compute=shift,
)
