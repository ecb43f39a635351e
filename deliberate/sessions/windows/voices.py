"""Windows 1 and 2, what people say of themselves: the child's words, felt threat, own strength."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line, paragraph

Dimension = Literal["competence", "network", "motivation"]
"""Own strength has three sides: what people can do, who helps them, what they want and believe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildsWords:
    """What a child said, word for word; who asked and how; `knows_readers` when the child knows
    who reads it."""

    kind: Literal["childs_words"] = "childs_words"
    whose: EntryId
    text: str = paragraph(600)
    asked_by: str = line(120)
    how: str = line()
    date: str = line(60)
    knows_readers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeltThreat:
    """By whom or what somebody of the family feels threatened, apart from what is dangerous.

    "Nobody" is an answer too. It is about oneself: no other member of the family reads it.
    """

    kind: Literal["felt_threat"] = "felt_threat"
    whose: EntryId
    by: str = line()
    source: str = line(120)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStrength:
    """What we see of one side of the family's own strength."""

    kind: Literal["own_strength"] = "own_strength"
    dimension: Dimension
    text: str = line(400)
