"""One entry as the moderator writes it down, and as it is kept from the copies of some."""

from collections.abc import Iterable, Iterator

from deliberate.sessions.entries.commands import AddEntry, ShieldEntry
from deliberate.sessions.ids import EntryId, PartyId
from deliberate.sessions.windows import (
    Content,
)

from ._move import MODERATOR, Cast, Move, move

SHIELDED = {
    "nl": "Het kan gevaar geven als deze persoon dit leest.",
    "en": "It may be dangerous if this person reads it.",
}


def shielded(cast: Cast, entry: str, names: Iterable[str]) -> Iterator[Move]:
    """Kept from the copies of these people, if there are any."""
    parties = frozenset(PartyId(cast.party(name)) for name in names)
    if parties:
        shield = ShieldEntry(entry=EntryId(entry), parties=parties, reason=SHIELDED[cast.locale])
        yield move(MODERATOR, f"shield-{entry}", shield)


def added(key: str, content: Content) -> Move:
    return move(MODERATOR, key, AddEntry(content=content))
