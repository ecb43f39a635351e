"""Everything that can have happened in a session, with the names it has on disk."""

from collections.abc import Mapping
from typing import get_args

from .challenge.events import ChallengeEvent
from .danger.events import DangerEvent
from .discussion.events import DiscussionEvent
from .entries.events import CoreMarked, EntryAdded, EntryEvent, NothingAdded
from .flow.events import FlowEvent
from .ids import SessionId
from .rounds.events import (
    AnswerSealed,
    AnswerTexts,
    ColumnsAssigned,
    IdeasShown,
    RoundEvent,
    RoundRevealed,
    SeatAbstained,
    SeatSealed,
)
from .seating.events import SeatingEvent
from .telling.events import TellingEvent
from .testing.events import TestingEvent
from .verdict.events import VerdictEvent

Event = (
    FlowEvent
    | SeatingEvent
    | EntryEvent
    | RoundEvent
    | DiscussionEvent
    | ChallengeEvent
    | VerdictEvent
    | TestingEvent
    | TellingEvent
    | DangerEvent
)

WIRE: Mapping[str, type[Event]] = {
    f"{topic}.{cls.__name__}": cls
    for topic, union in (
        ("flow", FlowEvent),
        ("seating", SeatingEvent),
        ("entries", EntryEvent),
        ("rounds", RoundEvent),
        ("discussion", DiscussionEvent),
        ("challenge", ChallengeEvent),
        ("verdict", VerdictEvent),
        ("testing", TestingEvent),
        ("telling", TellingEvent),
        ("danger", DangerEvent),
    )
    for cls in get_args(union)
}
"""Names on disk; a golden log in the tests keeps them from changing unnoticed."""


def unsigned(event: Event) -> bool:
    """Something that nobody's name is kept with in the open, nor with anything that happened by
    the same command: a nameless entry, and a seat that is done, right behind its answers."""
    if isinstance(event, EntryAdded):
        return not event.by
    return isinstance(event, AnswerSealed | SeatSealed | SeatAbstained)


def subject_of(event: Event, session: SessionId) -> str:
    """What the event's payload is erased with: one key for each subject."""
    if isinstance(event, EntryEvent) and not isinstance(event, CoreMarked | NothingAdded):
        return f"entry:{event.entry}"
    if isinstance(event, RoundRevealed):
        return f"round:{event.round}:answers"
    if isinstance(event, ColumnsAssigned):
        return f"round:{event.round}:columns"
    if isinstance(event, AnswerTexts | IdeasShown):
        return f"round:{event.round}:texts"
    return f"session:{session}"
