"""The script's short names as a program posts them: longer, and other ones in every session."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from deliberate.sessions.challenge.commands import DeliverPoint
from deliberate.sessions.commands import Command
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.rounds.commands import PlaceIdea
from deliberate.sessions.seating.commands import Invite
from deliberate.sessions.telling.commands import RecordReaction
from deliberate.store.codec import plain

from .script import Move

MAKES = (AddEntry, DeliverPoint, Invite, PlaceIdea, RecordReaction)
"""Commands whose key becomes the id of what they make."""
POINTS_AT = frozenset(
    {
        "about",
        "child",
        "deciding_fact",
        "entry",
        "fact",
        "facts",
        "into",
        "lightest",
        "option",
        "parties",
        "people",
        "person",
        "pick",
        "point",
        "questions",
        "reaction",
        "seat",
        "whose",
    }
)
"""Fields that hold the id of something made earlier."""


@dataclass(frozen=True, slots=True)
class Names:
    """Lengthens keys, and with them every id in a command that was somebody's key."""

    made: frozenset[str]
    tail: str

    @classmethod
    def of(cls, moves: Iterable[Move], tail: str) -> "Names":
        return cls(frozenset(m.key for m in moves if isinstance(m.command, MAKES)), tail)

    def key(self, name: str) -> str:
        return f"{name}-{self.tail}"

    def id(self, named: str) -> str:
        """The id of an entry, seat, point or question of the script."""
        item, at, child = named.partition("@")
        catalogue, colon, own = item.rpartition(":")
        return f"{catalogue}{colon}{self._one(own)}{at}{self._one(child)}"

    def short(self, long: str) -> str:
        """What the script calls this id."""
        return long.replace(f"-{self.tail}", "")

    def body(self, command: Command) -> dict[str, Any]:
        """The command as a JSON object, without its key."""
        return {"type": type(command).__name__, **self._renamed(plain(command), "")}

    def _one(self, name: str) -> str:
        return self.key(name) if name in self.made else name

    def _renamed(self, value: Any, field: str) -> Any:
        if isinstance(value, dict):
            asked = field == "answers"
            return {
                (self.id(name) if asked else name): self._renamed(part, name)
                for name, part in value.items()
            }
        if isinstance(value, list):
            return [self._renamed(part, field) for part in value]
        return self.id(value) if isinstance(value, str) and field in POINTS_AT else value
