"""Who is looking, how much they may see, and what only the running server knows."""

from dataclasses import dataclass, field

from deliberate.sessions.ids import SeatId
from deliberate.sessions.refusals import Note
from deliberate.sessions.testing.process import Finding
from deliberate.sessions.visibility import Sees, Viewer


@dataclass(frozen=True, slots=True)
class Knock:
    """A device waiting in the lobby, with the two words on its screen."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Memory of the running server: never an event, never a gate."""

    online: frozenset[SeatId] = frozenset()
    knocks: tuple[Knock, ...] = ()
    resting: frozenset[SeatId] = frozenset()
    """Who has passed a shared tablet on, and will come back to it."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a session."""

    viewer: Viewer
    sees: Sees
    presence: Presence = field(default_factory=Presence)
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def locale(self) -> str:
        return self.viewer.locale

    def may(self, aspect: Sees) -> bool:
        return aspect in self.sees
