"""Direction conflict: one sees protection where another sees risk."""

from dataclasses import dataclass

from ._types import Statistic


@dataclass(frozen=True, slots=True)
class DirectionConflict:
    """How the answers about one factor point; whoever does not know is not among them.

    `flagged` is one against one or more, `split` two against two or more. `opposing_pair_share`
    is None below two answers.
    """

    protective: int
    none: int
    risk: int
    n: int
    flagged: bool
    split: bool
    opposing_pair_share: float | None


def direction_conflict(protective: int, none: int, risk: int) -> DirectionConflict:
    """Relate the pairs that point in opposite directions to the most that so many can form.

    Four against four is the largest conflict eight people can have, where r_wg says .71:

    >>> direction_conflict(protective=4, none=0, risk=4).opposing_pair_share
    1.0
    >>> direction_conflict(protective=1, none=6, risk=1).opposing_pair_share
    0.0625
    """
    if min(protective, none, risk) < 0:
        raise ValueError(
            f"counts ({protective}, {none}, {risk}) hold a negative one; count the answers anew"
        )
    n = protective + none + risk
    most = (n // 2) * ((n + 1) // 2)
    return DirectionConflict(
        protective=protective,
        none=none,
        risk=risk,
        n=n,
        flagged=min(protective, risk) >= 1,
        split=min(protective, risk) >= 2,
        opposing_pair_share=protective * risk / most if most else None,
    )


STATISTIC = Statistic(
    name="direction_conflict",
    label="Direction conflict",
    reads_as="Opposing-pair share 0: nobody contradicts anybody; 1: half against half.",
    source="Own definition: p * r / (floor(n / 2) * ceil(n / 2))",
    compute=direction_conflict,
)
