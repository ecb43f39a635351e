"""Window 2: what are the facts?"""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line, paragraph

Perspective = Literal["", "youth", "parent", "network", "professional"]
Hand = Literal["", "first", "second"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFact:
    """What is not known yet, and who finds it out before when."""

    kind: Literal["missing_fact"] = "missing_fact"
    text: str = line(400)
    who: str = line(120)
    before: str = line(60)


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
