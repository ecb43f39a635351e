"""What can be asked blind and how it is answered: catalogue, questions, answers, forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .ids import EntryId, QuestionId
from .refusals import Refusal


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the catalogue in both languages."""

    nl: str
    en: str

    def at(self, locale: str) -> str:
        return self.en if locale == "en" else self.nl


class Direction(StrEnum):
    RISK = "risk"
    PROTECTIVE = "protective"
    NONE = "none"
    UNKNOWN = "unknown"


DIRECTED = frozenset({Direction.RISK, Direction.PROTECTIVE})


@dataclass(frozen=True, slots=True)
class Tap:
    """One extra tap that goes with an answer: its question, values and labels."""

    question: Text
    values: tuple[str, ...]
    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """A risk or protective factor of the catalogue, or one of this case alone."""

    id: str
    label: Text
    definition: Text
    directions: tuple[Direction, ...]
    default_direction: str
    timeframe: str
    domain: str = ""
    levels: tuple[Text, ...] = ()
    prompts: tuple[Text, ...] = ()
    watch: Text | None = None
    cause: Tap | None = None
    case_factor: bool = False

    @property
    def direct(self) -> bool:
        """Whether it bears on safety now, and so belongs in the first half of the order."""
        return self.timeframe == "direct"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An overall judgement, on an ordered scale whose first level is 1."""

    id: str
    label: Text
    levels: tuple[Text, ...]
    rounds: frozenset[int]
    per_child: bool = False
    horizon: Text | None = None
    good_enough_from: int | None = None
    acute_level: int | None = None
    acute_message: Text | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word too vague for a core fact or a condition, and the question it calls for."""

    word: str
    ask: str
    forms: tuple[str, ...] = ()
    split: tuple[tuple[str, str], ...] = ()
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concreteness:
    """How vague words are found in one language."""

    triggers: tuple[Trigger, ...]
    exempt_phrases: tuple[str, ...]
    max_gap: int


Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """What shows, in one language, that a sentence is no condition yet; "..." leaves room for a
    few words. The lists say what they are for in the catalogue file."""

    nobody: Phrases = ()
    services: Phrases = ()
    attitudes: Phrases = ()
    states: Phrases = ()
    for_another: Phrases = ()
    joins: Phrases = ()
    verbs: Phrases = ()
    infinitive: Phrases = ()
    reactions: Phrases = ()
    then: Phrases = ()
    times: Phrases = ()
    months: Phrases = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The instrument of a session, frozen at its opening."""

    id: str
    version: str
    title: Text
    disclaimer: Text
    factors: tuple[Factor, ...]
    judgements: tuple[Judgement, ...]
    directions: Mapping[Direction, Text]
    risk_levels: tuple[Text, ...]
    protective_levels: tuple[Text, ...]
    benefit: Tap
    counts_as_protective: frozenset[str]
    deciding_fact: Text
    none_of_these: Text
    case_factor_directions: tuple[Direction, ...]
    concreteness: Mapping[str, Concreteness] = field(default_factory=dict)
    condition_words: Mapping[str, ConditionWords] = field(default_factory=dict)
    proposals: Mapping[str, Phrases] = field(default_factory=dict)
    """Words that propose something, by language; in a fact they get a hint."""

    def factor(self, factor_id: str) -> Factor | None:
        return next((f for f in self.factors if f.id == factor_id), None)

    def judgement(self, judgement_id: str) -> Judgement | None:
        return next((j for j in self.judgements if j.id == judgement_id), None)


class Asks(StrEnum):
    """The kinds of question a blind form can hold."""

    FACTOR = "factor"
    LEVEL = "level"
    CORE_FACT = "core_fact"
    OPTION = "option"
    SUPPORT = "support"
    IDEA = "idea"
    """A possibility, written in silence: its words in `reason`, with what is for and against."""
    AGREE = "agree"
    TAP = "tap"
    """How the meeting went: yes, partly or no."""


UNKNOWN = "unknown"
NONE_OF_THESE = "none"
CANNOT = "cannot"
CAN = "can"
AGREES = "agrees"
DISAGREES = "disagrees"
TAPS = ("yes", "partly", "no")


class Shift(StrEnum):
    """What made the difference, where an answer moved far since the first round."""

    NEW_FACT = "new_fact"
    OTHER_ARGUMENT = "other_argument"
    MISREAD = "misread"
    WENT_ALONG = "went_along"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form, with the answers it takes.

    `picks` are the values that an answer's `pick` may have; `levels` is the highest level;
    `first` marks what has to be answered before the rest unlocks.
    """

    id: QuestionId
    asks: Asks
    levels: int = 0
    directions: tuple[Direction, ...] = ()
    picks: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    first: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One blind answer. A factor has a direction and, where directed, a level; a judgement has
    a level or the pick "unknown"; a choice has a pick; an idea has `reason`, and perhaps `pro`
    and `con`. `shift` says why a factor or judgement moved far since the first round. All free
    text of one answer together is at most 400 characters."""

    direction: Direction | None = None
    level: int | None = None
    benefit: str | None = None
    cause: str | None = None
    pick: str | None = None
    reason: str = ""
    pro: str = ""
    con: str = ""
    shift: Shift | None = None

    @property
    def length(self) -> int:
        """Characters of free text."""
        return len(self.reason) + len(self.pro) + len(self.con)


@dataclass(frozen=True, slots=True)
class Form:
    """The questions of one round, in catalogue order."""

    questions: tuple[Question, ...]

    def get(self, question_id: QuestionId) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)


MAX_REASON = 400
MAX_IDEA = 300
"""As long as the title of an option, which an idea may become."""


def fault(question: Question, answer: Answer) -> Refusal | None:
    """Why an answer does not fit its question, if it does not."""
    if answer.length > MAX_REASON:
        return Refusal("text_too_long", question.id, {"max": MAX_REASON})
    if (answer.pro or answer.con) and question.asks is not Asks.IDEA:
        return Refusal("answer_does_not_fit", question.id)
    if answer.shift and question.asks not in {Asks.FACTOR, Asks.LEVEL}:
        return Refusal("answer_does_not_fit", question.id)
    if question.asks is Asks.FACTOR:
        return _factor_fault(question, answer)
    if answer.direction or answer.benefit or answer.cause:
        return Refusal("answer_does_not_fit", question.id)
    if question.asks is Asks.IDEA:
        return _idea_fault(question, answer)
    if question.asks is Asks.LEVEL and answer.pick is None:
        in_range = answer.level is not None and 1 <= answer.level <= question.levels
        return None if in_range else Refusal("level_out_of_range", question.id)
    if answer.level is not None or answer.pick not in question.picks:
        return Refusal("answer_does_not_fit", question.id)
    return None


def _idea_fault(question: Question, answer: Answer) -> Refusal | None:
    """An idea taken back is empty; what is for or against needs words to be about."""
    if answer.level is not None or answer.pick is not None:
        return Refusal("answer_does_not_fit", question.id)
    if len(answer.reason) > MAX_IDEA:
        return Refusal("text_too_long", question.id, {"max": MAX_IDEA})
    bare = not answer.reason.strip()
    return Refusal("text_missing", question.id) if bare and (answer.pro or answer.con) else None


def _factor_fault(question: Question, answer: Answer) -> Refusal | None:
    if answer.pick is not None or answer.direction not in question.directions:
        return Refusal("answer_does_not_fit", question.id)
    if answer.level is not None and not 1 <= answer.level <= question.levels:
        return Refusal("level_out_of_range", question.id)
    if answer.level is not None and answer.direction not in DIRECTED:
        return Refusal("level_without_direction", question.id)
    if answer.benefit and (
        answer.direction is not Direction.PROTECTIVE or answer.benefit not in question.benefits
    ):
        return Refusal("answer_does_not_fit", question.id)
    if answer.cause and (
        answer.direction is not Direction.RISK or answer.cause not in question.causes
    ):
        return Refusal("answer_does_not_fit", question.id)
    return None


def complete(question: Question, answer: Answer | None) -> bool:
    """Whether nothing more is asked of this question: what was picked has to be there still."""
    if answer is None:
        return question.optional
    if answer.pick is not None and answer.pick not in question.picks:
        return False
    if question.asks is not Asks.FACTOR:
        return True
    if answer.direction not in DIRECTED:
        return True
    if answer.level is None:
        return False
    if answer.direction is Direction.PROTECTIVE:
        return not question.benefits or answer.benefit is not None
    return not question.causes or answer.cause is not None


def place(answer: Answer | None) -> int | None:
    """Where an answer stands on its scale, as it was tapped; None where it stands nowhere yet."""
    if answer is None or answer.pick is not None:
        return None
    if answer.direction is None or answer.direction is Direction.NONE:
        return answer.level if answer.direction is None else 0
    if answer.level is None or answer.direction is Direction.UNKNOWN:
        return None
    return -answer.level if answer.direction is Direction.RISK else answer.level


def moved(answer: Answer, before: Answer | None, levels: int) -> bool:
    """Whether an answer lies at least so many levels from the one given before."""
    now, then = place(answer), place(before)
    return now is not None and then is not None and abs(now - then) >= levels


def signed(answer: Answer, counts_as_protective: frozenset[str]) -> int | None:
    """Risk is minus its level, protective plus its level, not in play 0, unknown missing.

    A protective answer whose benefit is not the child's safety counts as not in play.
    """
    if answer.direction is Direction.UNKNOWN or answer.direction is None:
        return None
    if answer.direction is Direction.NONE:
        return 0
    level = answer.level or 0
    if answer.direction is Direction.RISK:
        return -level
    beside_the_child = answer.benefit is not None and answer.benefit not in counts_as_protective
    return 0 if beside_the_child else level


ChildQuestion = tuple[Judgement, EntryId | None]
