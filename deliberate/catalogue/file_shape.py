"""The shape of a catalogue file, checked part by part so that every fault is named."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from deliberate.sessions.forms import Direction, Tap, Text

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Count = Annotated[int, Field(ge=0)]
DIRECTED_LEVELS = 3


class Part(BaseModel):
    """One table of the file; an unknown key is a fault, not a surprise later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(Part):
    nl: Words
    en: Words

    def text(self) -> Text:
        return Text(self.nl, self.en)


class BothLists(Part):
    nl: tuple[Words, ...]
    en: tuple[Words, ...]

    @model_validator(mode="after")
    def as_many_in_both(self) -> Self:
        if len(self.nl) != len(self.en):
            raise ValueError(f"{len(self.nl)} in Dutch, {len(self.en)} in English")
        return self

    def texts(self) -> tuple[Text, ...]:
        return tuple(Text(nl, en) for nl, en in zip(self.nl, self.en, strict=True))


def _expect(texts: BothLists, number: int, what: str) -> None:
    if len(texts.nl) != number:
        raise ValueError(f"{what}: {number} expected, {len(texts.nl)} given")


class Head(Part):
    id: Words
    version: Words
    title: Both
    status: Literal["validated", "not-validated"]
    licence: Words
    languages: tuple[Words, ...]
    min_age: Count
    max_age: Count
    disclaimer: Both


class Directions(Part):
    values: tuple[Direction, ...]
    risk: Both
    protective: Both
    none: Both
    unknown: Both


class Levels(Part):
    min: Literal[0]
    max: Literal[3]
    metric: Literal["ordinal"]
    labels: BothLists
    labels_protective: BothLists
    signed_range: tuple[int, int]

    @model_validator(mode="after")
    def all_levels_labelled(self) -> Self:
        _expect(self.labels, DIRECTED_LEVELS + 1, "labels")
        _expect(self.labels_protective, DIRECTED_LEVELS + 1, "labels_protective")
        return self


class Choice(Part):
    question: Both
    values: tuple[Words, ...]
    labels: BothLists

    @model_validator(mode="after")
    def every_value_labelled(self) -> Self:
        _expect(self.labels, len(self.values), "labels")
        return self

    def tap(self) -> Tap:
        return Tap(self.question.text(), self.values, self.labels.texts())


class Benefit(Choice):
    counts_as_protective: tuple[Words, ...]
    rule: Both
    discussed_only: BothLists


class Scale(Part):
    direction: Directions
    level: Levels
    benefit: Benefit


class JudgementPart(Part):
    id: Words
    round: tuple[Literal[1, 2], ...]
    per_child: bool
    metric: Literal["ordinal"]
    label: Both
    levels: BothLists
    horizon: Both | None = None
    good_enough_from: int | None = None
    acute_level: int | None = None
    acute_message: Both | None = None


class DecidingFact(Part):
    round: tuple[Literal[1, 2], ...]
    source: Literal["core_facts"]
    question: Both
    none_of_these: Both


class FactorPart(Part):
    id: Words
    default_direction: Literal["risk", "protective"]
    directions: tuple[Direction, ...]
    domain: Words
    timeframe: Literal["direct", "stable", "both"]
    label: Both
    definition: Both
    levels: BothLists
    prompts: BothLists
    watch: Both | None = None
    evidence: tuple[Words, ...]
    eigen_kracht: Literal["competence", "network", "motivation"] | None = None
    cause: Choice | None = None

    @model_validator(mode="after")
    def anchored_and_consistent(self) -> Self:
        _expect(self.levels, DIRECTED_LEVELS + 1, "levels")
        if self.default_direction not in self.directions:
            raise ValueError(f"{self.default_direction} is not among its directions")
        return self


class CaseSpecific(Part):
    allowed: bool
    max: Count
    default_direction: Literal["open"]
    directions: tuple[Direction, ...]
    required: tuple[Words, ...]
    label: Both
    hint: Both


class TriggerPart(Part):
    word: Words
    ask: Words
    forms: tuple[Words, ...] = ()
    split: tuple[tuple[Words, Words], ...] = ()
    endings: tuple[Words, ...] = ()


class Matching(Part):
    whole_words: Literal[True]
    max_gap: Count
    blocks: tuple[Words, ...]
    elsewhere: Literal["hint"]
    exempt_quotations: Literal[True]
    exempt_phrases: dict[Literal["nl", "en"], tuple[Words, ...]]


class ConcretenessPart(Part):
    generic: dict[Literal["nl", "en"], tuple[Words, ...]]
    matching: Matching
    trigger: dict[Literal["nl", "en"], tuple[TriggerPart, ...]]


class ConditionPart(Part):
    nobody: tuple[Words, ...]
    services: tuple[Words, ...]
    attitudes: tuple[Words, ...]
    states: tuple[Words, ...]
    for_another: tuple[Words, ...]
    joins: tuple[Words, ...]
    verbs: tuple[Words, ...]
    infinitive: tuple[Words, ...]
    reactions: tuple[Words, ...]
    then: tuple[Words, ...]
    times: tuple[Words, ...]
    months: tuple[Words, ...]


class ProposalPart(Part):
    phrases: tuple[Words, ...]


class CatalogueFile(Part):
    catalogue: Head
    scale: Scale
    judgement: tuple[JudgementPart, ...]
    deciding_fact: DecidingFact
    factor: tuple[FactorPart, ...]
    case_specific: CaseSpecific
    concreteness: ConcretenessPart
    condition_rule: dict[Literal["nl", "en"], ConditionPart]
    proposal: dict[Literal["nl", "en"], ProposalPart] = Field(default_factory=dict)
    references: dict[str, Words]
