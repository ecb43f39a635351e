"""What a rehearsal tells: one object for programs, a few lines for people, the records as files."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .figures import Figures
from .pace import SeatEffort, StageEffort
from .tally import Tally, percentiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a rehearsal; its fields are the keys of the JSON object."""

    ok: bool
    kind: str
    vignette: str
    sessions: int
    seats: int
    commands: int
    refusals: Mapping[str, int]
    acknowledged: int
    found: int
    records: Sequence[str]
    command_ms: Mapping[str, float]
    view_ms: Mapping[str, float]
    wall_s: float
    rounds: Sequence[Figures]
    stages: Sequence[StageEffort]

    def json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def lines(self) -> Iterator[str]:
        """The same for people, without the figures."""
        played = f"{self.sessions} × {self.seats} raters, {self.wall_s} s"
        yield f"{self.vignette} ({self.kind}): {played}"
        yield f"{self.commands} commands: {self.acknowledged} acknowledged, {self.found} found"
        refused = sum(self.refusals.values())
        yield f"{refused} requests refused, with {len(self.refusals)} different codes"
        for name, times in (("commands", self.command_ms), ("views", self.view_ms)):
            yield f"{name}: half within {times['p50']} ms, 95% within {times['p95']} ms"
        yield from _table(self.stages)
        yield from (f"record: {path}" for path in self.records)
        yield "all as it should be" if self.ok else "not as it should be"


HEAD = "stage           minutes  who         taps  characters  fields"


def _table(stages: Sequence[StageEffort]) -> Iterator[str]:
    """What each stage asks of hands; of several in one part, whoever has most to do."""
    if stages:
        yield HEAD
    for stage in stages:
        planned = "" if stage.planned is None else f" of {stage.planned}"
        taken = f"{stage.minutes}{planned}{' OVER' if stage.over else ''}"
        for number, seat in enumerate(_most(stage)):
            first = f"{stage.stage:10} {taken:>12}" if not number else " " * 23
            yield f"{first}  {seat.role:10} {seat.taps:5} {seat.characters:11} {seat.fields:7}"


def _most(stage: StageEffort) -> Iterator[SeatEffort]:
    for role in dict.fromkeys(seat.role for seat in stage.seats):
        if (seat := stage.most(role)) and seat.taps:
            yield seat


def counted(tally: Tally) -> Mapping[str, Any]:
    """The part of a report that the tally knows."""
    return {
        "commands": tally.sent,
        "acknowledged": tally.acknowledged,
        "found": tally.found,
        "refusals": dict(sorted(tally.refusals.items())),
        "command_ms": percentiles(tally.command_ms),
        "view_ms": percentiles(tally.view_ms),
    }


def write(folder: Path, vignette: str, records: Iterable[tuple[bytes, str]]) -> Iterator[str]:
    """Each record as JSON, in its sealed bytes, and as a page."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (stored, page) in enumerate(records, start=1):
        path = folder / f"{vignette}-{number}.json"
        path.write_bytes(stored)
        path.with_suffix(".html").write_text(page, "utf-8")
        yield str(path)
