"""Window 2: what are the facts?"""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line, paragraph

Perspective = Literal["", "youth", "parent", "network", "professional"]
Hand = Literal["", "first", "second"]
Status = Literal["", "confirmed", "contradicted", "unknown", "new"]
Topic = Literal["", "past_help", "concern", "impeding", "positive"]
"""What a fact is about: help and measures before, concerns now, what impedes, what does good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is known, with its source and date; opinions have their place elsewhere."""

    kind: Literal["fact"] = "fact"
    text: str = paragraph(600)
    source: str = line(120)
    date: str = line(60)
    perspective: Perspective = ""
    hand: Hand = ""
    unique: bool = False
    status: Status = ""
    topic: Topic = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFact:
    """What is not known yet, and who finds it out before when."""

    kind: Literal["missing_fact"] = "missing_fact"
    text: str = line(400)
    who: str = line(120)
    before: str = line(60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """Something that makes a child safer from this danger, or that goes well without doing so."""

    kind: Literal["strength"] = "strength"
    effect: Literal["safer", "goes_well"]
    text: str = line(400)
    source: str = line(120, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """What happened before: an event, help that was given, a measure that was taken."""

    kind: Literal["timeline_event"] = "timeline_event"
    date: str = line(60)
    text: str = line(400)
    sort: Literal["event", "help", "measure"]
    source: str = line(120)
    hand: Hand = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What an instrument said, as an aid beside the facts; it never weighs anything."""

    kind: Literal["instrument"] = "instrument"
    name: str = line(120)
    version: str = line(40)
    date: str = line(60)
    by: str = line(120)
    says: str = paragraph(600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """Knowledge that is missing at the table, and who calls for it."""

    kind: Literal["expertise"] = "expertise"
    text: str = line()
    who: str = line(120)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFactor:
    """A factor of this case alone, resting on named facts."""

    kind: Literal["case_factor"] = "case_factor"
    label: str = line(100)
    facts: tuple[EntryId, ...] = ()
