"""What happened to entries."""

from dataclasses import dataclass

from deliberate.sessions.ids import EntryId, PartyId, SeatId, StageId
from deliberate.sessions.windows import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAdded:
    entry: EntryId
    by: SeatId
    stage: StageId
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrected:
    entry: EntryId
    by: SeatId
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWithdrawn:
    entry: EntryId
    by: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContested:
    entry: EntryId
    by: SeatId
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShielded:
    entry: EntryId
    by: SeatId
    parties: frozenset[PartyId]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreMarked:
    entry: EntryId
    core: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingAdded:
    seat: SeatId


EntryEvent = (
    EntryAdded
    | EntryCorrected
    | EntryWithdrawn
    | EntryContested
    | EntryShielded
    | CoreMarked
    | NothingAdded
)
