"""A whole vignette: a fictional case with all that its group said, in Dutch and English."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from deliberate.sessions.forms import Answer, Text

from .outcome import (
    Acute,
    Arrangement,
    Condition,
    Consent,
    DecidesRow,
    Decision,
    Dissent,
    Explanation,
    Informed,
    Reaction,
    SafeEnough,
    TakenBack,
)
from .people import Absent, Child, Player, Professional, Rater, Relative, Sharing
from .weighing import (
    CaseFactor,
    Challenge,
    Contested,
    DiscussionItem,
    Fact,
    Instrument,
    MissingFact,
    Option,
    OwnStrength,
    Strength,
    TimelineEvent,
)


@dataclass(frozen=True, slots=True)
class Vignette:
    """Everyone in it is fictional. It has no answer key; it shows how people differ."""

    id: str
    licence: str
    title: Text
    story: Text
    question: Text
    framework: Literal["voluntary", "assertive", "compulsory"]
    framework_note: Text
    who_may_decide: Text
    decider: str
    coordinator: Text
    expertise_missing: Text
    expertise_caller: Text
    children: tuple[Child, ...]
    people: tuple[Relative, ...]
    sharing: tuple[Sharing, ...]
    moderator: Player
    recorder: Player
    raters: tuple[Rater, ...]
    facts: tuple[Fact, ...]
    missing: tuple[MissingFact, ...]
    contested: tuple[Contested, ...]
    strengths: tuple[Strength, ...]
    own_strengths: tuple[OwnStrength, ...]
    timeline: tuple[TimelineEvent, ...]
    professionals: tuple[Professional, ...]
    factor_ids: tuple[str, ...]
    case_factors: tuple[CaseFactor, ...]
    discussion: tuple[DiscussionItem, ...]
    options: tuple[Option, ...]
    challenge: Challenge
    safe_enough: tuple[SafeEnough, ...]
    decision: Decision
    conditions: tuple[Condition, ...]
    dissents: tuple[Dissent, ...]
    arrangements: tuple[Arrangement, ...]
    who_decides_what: tuple[DecidesRow, ...]
    plan_b: Text
    review_on: int
    explanation: Explanation
    reactions: tuple[Reaction, ...]
    consents: tuple[Consent, ...]
    learning_point: Text
    family_summary: Text
    copy_risk: Text
    plan_support: Text
    informed: tuple[Informed, ...]
    instruments: tuple[Instrument, ...] = ()
    absent: tuple[Absent, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    acute: Acute | None = None
    next_step: Text | None = None
    given: Mapping[tuple[int, str], Mapping[str, Answer]] = field(default_factory=dict)
    expected: Mapping[str, Any] = field(default_factory=dict)

    def rater(self, letter: str) -> Rater:
        """The rater with this letter."""
        return next(rater for rater in self.raters if rater.letter == letter)

    def option(self, letter: str) -> Option:
        """The option with this letter."""
        return next(option for option in self.options if option.letter == letter)

    def answers(self, round_number: int, letter: str) -> Mapping[str, Answer]:
        """What a rater answers blind, by question: "adult_violence", "direct_safety@Lina"."""
        return self.given[round_number, letter]
