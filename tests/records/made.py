"""Records of vignettes played to their end, for the tests beside this file."""

from functools import cache
from typing import Any

from deliberate.records import Record, build, canonical
from deliberate.rehearsal.script import STAGED
from deliberate.sessions.ids import SeatId, SessionId
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from deliberate.store.codec import plain
from tests.core.play import Table

HEAD = "5eed" * 16


def record_of(table: Table) -> Record:
    return build(table.file(), SessionId("session"), HEAD, table.locale)


@cache
def record(vignette: str = "V1", locale: str = "nl") -> Record:
    return record_of(Table(vignette, locale).until("closed"))


def written(vignette: str = "V1", locale: str = "nl") -> dict[str, Any]:
    """A record as JSON values."""
    found: dict[str, Any] = plain(record(vignette, locale))
    return found


def with_swapped(first: SeatId, second: SeatId) -> bytes:
    """V1's record when two raters gave one another's blind answers, in both rounds."""
    table, other = Table("V1"), {first: second, second: first}
    for _, phase in STAGED:
        for move in phase(table.cast):
            if isinstance(move.command, GiveAnswers | SealRound) and move.seat in other:
                table.must(move.command, other[move.seat], move.key)
            else:
                table.play(move)
    return canonical(record_of(table))
