"""Window 3, the conditions: what is needed at least."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line, plain_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One behaviour of one person, until a date, with its reason and how it is seen.

    `facts` are what it answers.
    """

    kind: Literal["condition"] = "condition"
    who: str = line(120)
    what: str = line(400)
    until: str = line(120)
    why: str = line(400)
    seen_by: str = line(400, required=False)
    watched_by: str = line(300, required=False)
    otherwise: str = line(400, required=False)
    facts: tuple[EntryId, ...] = ()

    def says_as(self, other: "Condition") -> bool:
        """Whether two wordings say the same, of the same facts."""
        return self._plain() == other._plain() and set(self.facts) == set(other.facts)

    def _plain(self) -> tuple[str, ...]:
        said = (self.who, self.what, self.until, self.why)
        return tuple(map(plain_words, (*said, self.seen_by, self.watched_by, self.otherwise)))
