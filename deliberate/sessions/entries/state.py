"""Entries as they stand, with every earlier version."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from string import ascii_uppercase
from typing import Any, TypeVar, assert_never, cast

from deliberate.sessions.ids import EntryId, PartyId, SeatId, StageId
from deliberate.sessions.windows import Content, Option

from .events import (
    CoreMarked,
    EntryAdded,
    EntryContested,
    EntryCorrected,
    EntryEvent,
    EntryShielded,
    EntryWithdrawn,
    NothingAdded,
)

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody else sees it, and from where."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `versions` runs from the first wording to the present one, each with who `wrote`
    it down."""

    id: EntryId
    by: SeatId
    stage: StageId
    versions: tuple[Content, ...]
    contested: tuple[Reading, ...] = ()
    shielded_from: frozenset[PartyId] = frozenset()
    shield_reason: str = ""
    withdrawn: str | None = None
    wrote: tuple[SeatId, ...] = ()

    @property
    def content(self) -> Content:
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries of a session in the order in which they came.

    `lettered` are the options that ever came, so that a letter that was given stays given.
    """

    by_id: Mapping[EntryId, Entry] = field(default_factory=dict)
    core: tuple[EntryId, ...] = ()
    nothing_to_add: frozenset[SeatId] = frozenset()
    lettered: tuple[EntryId, ...] = ()
    _found: dict[type, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was asked for before: these entries never change, and one view asks many times."""

    def live(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.by_id.values() if e.withdrawn is None)

    def of(self, kind: type[C]) -> tuple[tuple[Entry, C], ...]:
        """The live entries of one kind, each with its present content."""
        if kind not in self._found:
            live = ((entry, entry.content) for entry in self.live())
            self._found[kind] = tuple((e, c) for e, c in live if isinstance(c, kind))
        return cast(tuple[tuple[Entry, C], ...], self._found[kind])

    def options(self) -> tuple[tuple[Entry, Option], ...]:
        """The live options as they are listed: the family's own first, then as they came."""
        return tuple(sorted(self.of(Option), key=lambda found: not found[1].by_family))

    def letter(self, option: EntryId) -> str:
        """A to Z, then AA: by the order in which options came, and never another's."""
        if option not in self.lettered:
            return ""
        more, place = divmod(self.lettered.index(option), len(ascii_uppercase))
        return (ascii_uppercase[more - 1] if more else "") + ascii_uppercase[place]


def apply(entries: Entries, event: EntryEvent) -> Entries:
    match event:
        case EntryAdded():
            return _added(entries, event)
        case CoreMarked():
            core = tuple(e for e in entries.core if e != event.entry)
            return replace(entries, core=(*core, event.entry) if event.core else core)
        case NothingAdded():
            return replace(entries, nothing_to_add=entries.nothing_to_add | {event.seat})
        case EntryWithdrawn():
            core = tuple(e for e in entries.core if e != event.entry)
            entry = replace(entries.by_id[event.entry], withdrawn=event.reason)
            return replace(_put(entries, entry), core=core)
        case EntryCorrected() | EntryContested() | EntryShielded():
            return _put(entries, _changed(entries.by_id[event.entry], event))
        case _:
            assert_never(event)


def _added(entries: Entries, event: EntryAdded) -> Entries:
    added = _put(
        entries, Entry(event.entry, event.by, event.stage, (event.content,), wrote=(event.by,))
    )
    if not isinstance(event.content, Option):
        return added
    return replace(added, lettered=(*added.lettered, event.entry))


def _changed(entry: Entry, event: EntryCorrected | EntryContested | EntryShielded) -> Entry:
    match event:
        case EntryCorrected():
            wrote = (*entry.wrote, event.by)
            return replace(entry, versions=(*entry.versions, event.content), wrote=wrote)
        case EntryContested():
            reading = Reading(event.text, event.source)
            return replace(entry, contested=(*entry.contested, reading))
        case EntryShielded():
            return replace(entry, shielded_from=event.parties, shield_reason=event.reason)
        case _:
            assert_never(event)


def _put(entries: Entries, entry: Entry) -> Entries:
    return replace(entries, by_id={**entries.by_id, entry.id: entry})
