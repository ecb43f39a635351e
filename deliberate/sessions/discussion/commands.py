"""What may be asked of the discussion."""

from dataclasses import dataclass
from enum import StrEnum

from deliberate.sessions.ids import EntryId, ItemId, QuestionId
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
    """What came of an item: its outcome, the fact that decided it, if it was one single fact,
    and of what somebody called protective what it does for the child, with an example."""

    item: ItemId
    outcome: Outcome
    note: str = line(400)
    fact: EntryId | None = None
    mechanism: str = line(300, required=False)
    example: str = line(300, required=False)


DiscussionCommand = SetAgenda | OpenItem | CloseItem
