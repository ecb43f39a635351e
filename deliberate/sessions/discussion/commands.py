"""What may be asked of the discussion."""

from dataclasses import dataclass
from enum import StrEnum

from deliberate.sessions.ids import ItemId, QuestionId
from deliberate.sessions.texts import line


class Outcome(StrEnum):
    """How talking about a difference ended."""

    CLEARED_UP = "cleared_up"
    OTHER_FACT = "other_fact"
    OTHER_WEIGHT = "other_weight"
    TERM_UNDERSTOOD_DIFFERENTLY = "term_understood_differently"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One thing to talk about: one question, or a few that belong together."""

    questions: tuple[QuestionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAgenda:
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    item: ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseItem:
    item: ItemId
    outcome: Outcome
    note: str = line(400)


DiscussionCommand = SetAgenda | OpenItem | CloseItem
