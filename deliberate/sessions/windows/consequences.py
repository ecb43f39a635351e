"""Window 3, what an option does: the full consequences of what most people would choose."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What one option means for each child, now and later; `siblings` where there is more than
    one child."""

    kind: Literal["consequences"] = "consequences"
    option: EntryId
    child_now: str = line(400)
    child_later: str = line(400)
    siblings: str = line(400, required=False)
    contact_and_school: str = line(400)
    trusted_worker: str = line(400)
