"""The figures of a revealed round: they depend on the multiset of answers only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deliberate.sessions.ids import QuestionId


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One question over all counted raters. Numbers that are not counts are decimal strings.

    `counts` maps a value ("-3".."3" for factors, "1".. for levels, a pick for choices) to the
    number of raters; `unknown` counts "don't know", which is missing and never a zero. `shifts`
    counts the reasons of those who moved far since the first round.
    """

    question: QuestionId
    counts: Mapping[str, int]
    unknown: int
    n: int
    median: str | None = None
    low: str | None = None
    high: str | None = None
    deviation: str | None = None
    within_one: str | None = None
    risk: int = 0
    none: int = 0
    protective: int = 0
    conflict: bool = False
    split: bool = False
    opposing: str | None = None
    causes: Mapping[str, int] = field(default_factory=dict)
    benefits: Mapping[str, int] = field(default_factory=dict)
    acute: int = 0
    shifts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its interval, or the reason why there is none.

    `standing` is what may be made of it: "folded" behind a click, "wide" with that word, "shown",
    or "withheld".
    """

    name: str
    among: str
    method: str
    value: str | None
    low: str | None
    high: str | None
    reason: str | None
    n_units: int
    n_raters: int
    n_missing: int
    level: str = ""
    n_units_dropped: int = 0
    standing: str = "withheld"


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """All that the screen and the record may say of a round in figures.

    `raters` made up the figures; `left_out` sealed as well but do not count.
    """

    raters: int
    left_out: int = 0
    items: tuple[ItemSummary, ...] = ()
    coefficients: tuple[Coefficient, ...] = ()
    within_one: Mapping[str, str] = field(default_factory=dict)
    unknown: str | None = None
    unknown_direct: str | None = None
    case_factors: int = 0
    version: str = "1"

    def item(self, question: QuestionId) -> ItemSummary | None:
        return next((i for i in self.items if i.question == question), None)
