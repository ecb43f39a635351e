"""What a vignette's group decides, agrees and hears back."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.forms import Text


@dataclass(frozen=True, slots=True)
class Acute:
    """How an answer "acute danger" of round 1 was dealt with, and what was said to that of
    round 2."""

    question_answered: Literal["yes", "no"]
    done: Text
    time: str
    again: Text | None = None


@dataclass(frozen=True, slots=True)
class DirectAction:
    """What is done at once for a child that is not safe enough."""

    who: Text
    what: Text
    day: int
    time: str = ""


@dataclass(frozen=True, slots=True)
class SafeEnough:
    """The decider's answer for one child: safe enough now, and will it stay so?"""

    child: str
    now: bool
    reason: Text
    later: Text
    action: DirectAction | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The option chosen and why, neither lighter nor heavier."""

    option: str
    text: Text
    reason: Text
    why_not_lighter: Text
    why_not_heavier: Text
    not_chosen: Text
    future_concern: Text
    good_enough: Text
    does_not_fit: Text
    second_opinion: Text | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The behavioural scientist's test of one condition; `weakest` is one of the seven points.

    A condition that was sent back first has the earlier words of one of its lines.
    """

    verdict: Literal["agreed", "agreed_after_change", "back"]
    weakest: Literal[1, 2, 3, 4, 5, 6, 7]
    weakness: Text
    good_enough: Text
    change: Text | None = None
    was: Text | None = None
    was_in: Literal["what", "seen_by"] = "seen_by"


@dataclass(frozen=True, slots=True)
class Condition:
    """One behaviour that is needed at least, with its agreed reaction; `until` is a day."""

    number: int
    who: Text
    what: Text
    when: Text
    seen_by: Text
    watched_by: Text
    until: int
    otherwise: Text
    reason: Text
    facts: tuple[int, ...]
    timeframe: Literal["direct", "stable"]
    test: Verdict


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A condition that the test sent back and that was then taken off the list."""

    who: Text
    what: Text
    until: int
    reason: Text
    facts: tuple[int, ...]
    weakest: Literal[1, 2, 3, 4, 5, 6, 7]
    change: Text
    instead: Text
    shielded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dissent:
    """A rater's own words against the outcome, with the decider's answer."""

    letter: str
    about: Literal["facts", "weighing", "decision", "process"]
    text: Text
    deciding_fact: int
    would_change: Text
    wish: Literal["record", "second_opinion", "step_up"]
    answer: Text
    shielded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who does what and when, who watches it and how, first on day `first_check`.

    `people` are those of the family and network who carry it out; what is for later works on a
    `factor`.
    """

    who: Text
    what: Text
    day: int
    monitor: Text
    how: Text
    first_check: int
    timeframe: Literal["direct", "stable"]
    time: str = ""
    people: tuple[str, ...] = ()
    support: Text | None = None
    suggested: bool = False
    factor: str = ""
    works: Literal["", "weakens", "strengthens"] = ""


@dataclass(frozen=True, slots=True)
class Informed:
    """What is told to whom, and by whom."""

    whom: Text
    what: Text
    by: Text


@dataclass(frozen=True, slots=True)
class DecidesRow:
    """What one party decides, or all together."""

    who: Literal["family", "together", "worker", "authority"]
    label: Text
    what: Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """When, where and how the outcome was explained, and to whom."""

    day: int
    time: str
    to: Text
    how: Text
    language: Text


@dataclass(frozen=True, slots=True)
class Reaction:
    """What one of the family says of it, and the decider's answer."""

    who: str
    text: Text
    answer: Text
    shielded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether one person agrees with the plan and understands it, and how much say they felt."""

    who: str
    verdict: Literal["agreed", "agreed_with_remark", "seen_not_agreed"]
    remark: Text | None = None
    understood: Literal["yes", "partly", "no"] = "yes"
    say: int | None = None
