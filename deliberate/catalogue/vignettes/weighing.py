"""What a vignette's group knows, discusses, weighs and contradicts."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.forms import Text
from deliberate.sessions.windows import Touch
from deliberate.sessions.windows.voices import Dimension

from .people import Perspective


@dataclass(frozen=True, slots=True)
class Fact:
    """A numbered core fact; `day` counts from the session, 0 being its own day."""

    number: int
    text: Text
    source: Text
    day: int
    first_hand: bool
    perspective: Perspective


@dataclass(frozen=True, slots=True)
class MissingFact:
    """What is not known yet, and who finds it out before which day."""

    text: Text
    who: Text
    before: int


@dataclass(frozen=True, slots=True)
class Said:
    """How one source tells it."""

    source: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Contested:
    """One matter that people tell differently: who says what beside a core fact, or beside the
    card of a rater."""

    about: Text
    says: tuple[Said, ...]
    fact: int | None = None
    card: str = ""


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that goes well; `makes_safer` when it makes a child safer from this danger."""

    text: Text
    makes_safer: bool
    source: Text


@dataclass(frozen=True, slots=True)
class OwnStrength:
    """What is seen of one side of the family's own strength."""

    dimension: Dimension
    text: Text
    shielded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened before, so many days ago."""

    day: int
    text: Text
    sort: Literal["event", "help", "measure"]
    source: Text


@dataclass(frozen=True, slots=True)
class Instrument:
    """What an instrument said, filled in beforehand by one of them."""

    name: Text
    version: str
    day: int
    by: Text
    says: Text


@dataclass(frozen=True, slots=True)
class CaseFactor:
    """A factor of this case alone, resting on these core facts."""

    id: str
    label: Text
    definition: Text
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DiscussionItem:
    """One point on the discussion list, with how it ended and the advocate's counter-sentence;
    `fact` is the number of the core fact that decided it, if it was one single fact."""

    title: Text
    factors: tuple[str, ...]
    outcome: Literal["cleared_up", "other_fact", "other_weight", "term_understood_differently"]
    closing: Text
    counter: Text
    fact: int | None = None
    mechanism: Text | None = None
    example: Text | None = None


@dataclass(frozen=True, slots=True)
class Consequences:
    """The full consequences of one option."""

    child_now: Text
    child_later: Text
    siblings: Text
    contact_and_school: Text
    trusted_worker: Text


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go on; `weight` is how far it goes beside the others, `touches` what with."""

    letter: str
    title: Text
    weight: Literal["nothing_changes", "lighter", "same", "heavier"]
    pro: Text
    con: Text
    harm: Text
    waiting: Text
    bridging: Text
    from_family: bool = False
    by_advocate: bool = False
    no_wait: bool = False
    touches: tuple[Touch, ...] = ()
    goal: Text | None = None
    consequences: Consequences | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing the advocate says, with the group's answer; who and before go with find_out."""

    text: Text
    answer: Literal["adopted", "find_out", "rejected"]
    why: Text
    who: Text | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """All that the advocate delivers; `option` is the letter of the option brought in."""

    explanation: Point
    fact: Point
    fact_kind: Literal["missing", "does_not_fit"]
    option: str
    lighter_if: Point
    heavier_if: Point
