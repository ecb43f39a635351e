"""What may be asked of an entry."""

from dataclasses import dataclass

from deliberate.sessions.ids import EntryId, PartyId
from deliberate.sessions.texts import line
from deliberate.sessions.windows import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEntry:
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectEntry:
    entry: EntryId
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawEntry:
    entry: EntryId
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestEntry:
    """Someone sees this fact otherwise, from this source; both stay side by side."""

    entry: EntryId
    text: str = line(400)
    source: str = line(120, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShieldEntry:
    """Keep an entry from the copies of these people of the case; nobody named lifts that again."""

    entry: EntryId
    parties: frozenset[PartyId] = frozenset()
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkCore:
    """Take a fact into the numbered core facts, or out of them."""

    entry: EntryId
    core: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToAdd:
    """In the unique-information round: I know nothing that the others may not know."""


EntryCommand = (
    AddEntry | CorrectEntry | WithdrawEntry | ContestEntry | ShieldEntry | MarkCore | NothingToAdd
)
