"""What people say in their own words: dissent, statements, what the group learned."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line, paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """A differing judgement in the dissenter's own words.

    It is named; only what is about the process may be `anonymous`, and then nobody's name is kept
    with it, so that nobody can change it afterwards.
    """

    kind: Literal["dissent"] = "dissent"
    about: Literal["facts", "weighing", "decision", "process"]
    text: str = paragraph(1500)
    deciding_fact: EntryId | None = None
    changes_mind: str = paragraph(600)
    wish: Literal["record", "second_opinion", "step_up"] = "record"
    anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of somebody concerned, attached as it was said."""

    kind: Literal["statement"] = "statement"
    whose: str = line(80)
    text: str = paragraph(4000)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPoint:
    """What the group takes along."""

    kind: Literal["learning_point"] = "learning_point"
    text: str = line(400)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySummary:
    """The decision in plain words, as it is given to the family: kept word for word."""

    kind: Literal["summary"] = "summary"
    text: str = paragraph(4000)
