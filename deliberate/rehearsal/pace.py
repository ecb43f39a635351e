"""How long the hands of a session are busy, stage by stage, beside the minutes that there are.

It is computed and not waited for, as things go at a table:

- Everybody has a device and does one thing after the other on it; different devices work at the
  same time. So a blind round lasts as long as its slowest rater, and while the decider answers and
  a dissenter writes, the recorder writes as well.
- Nothing is answered or completed before it is there: what points at an entry or a point begins
  when that has been saved.
- What the moderator opens, closes or leaves is done by all together: it waits for everybody, and
  everybody waits for it.

Talk goes on beside it, so a stage is over its minutes only when the hands alone take longer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from deliberate.sessions.challenge.commands import DeliverPoint
from deliberate.sessions.discussion.commands import CloseItem, OpenItem, SetAgenda
from deliberate.sessions.flow.commands import Advance, CloseMeeting
from deliberate.sessions.ids import BLIND_1, SeatId, StageId
from deliberate.sessions.parameters import Parameters
from deliberate.sessions.rounds.commands import CloseRound, OpenPrework, OpenRound
from deliberate.sessions.verdict.commands import AnswerSafeEnough
from deliberate.store.codec import plain

from .effort import Act, Counter
from .hands import NOTHING, Effort
from .names import POINTS_AT
from .script._move import MODERATOR, RECORDER

TOGETHER = (
    SetAgenda,
    OpenItem,
    CloseItem,
    OpenPrework,
    OpenRound,
    CloseRound,
    Advance,
    CloseMeeting,
)
PARTS = ((DeliverPoint, "advocate"), (AnswerSafeEnough, "decider"))
"""What somebody is in a stage, by what only that part does."""

Counted = tuple[Act, Effort]


@dataclass(frozen=True, slots=True)
class SeatEffort:
    """What one seat did in one stage; `fields` were filled in or chosen."""

    seat: SeatId
    role: str
    taps: int
    characters: int
    fields: int


@dataclass(frozen=True, slots=True)
class StageEffort:
    """One stage: the minutes that hands are busy, of those that there are (None: no limit)."""

    stage: StageId
    minutes: float
    planned: int | None
    over: bool
    seats: tuple[SeatEffort, ...]

    def most(self, role: str) -> SeatEffort | None:
        """Whoever in this role had most to do."""
        seats = [seat for seat in self.seats if seat.role == role]
        return max(seats, key=lambda seat: (seat.taps, seat.characters), default=None)


def stages(acts: Iterable[Act], parameters: Parameters) -> tuple[StageEffort, ...]:
    """Each stage of a session that was played by these acts."""
    counted = Counter(parameters).count(acts)
    staged = groupby(counted, key=lambda done: done[0].stage)
    return tuple(_stage(stage, list(done), parameters) for stage, done in staged)


def _stage(stage: StageId, done: Sequence[Counted], parameters: Parameters) -> StageEffort:
    planned = parameters.minutes.get(stage)
    if stage == BLIND_1:  # no rehearsed rater has finished at home
        planned = parameters.blind_minutes_without_prework
    minutes = round(seconds(done) / 60, 1)
    over = planned is not None and minutes > planned
    return StageEffort(stage, minutes, planned, over, tuple(_seats(done)))


def _seats(done: Sequence[Counted]) -> Iterator[SeatEffort]:
    for seat in dict.fromkeys(act.seat for act, _ in done):
        own = [(act, effort) for act, effort in done if act.seat == seat]
        total = sum((effort for _, effort in own), NOTHING)
        role = _role(seat, [act for act, _ in own])
        yield SeatEffort(seat, role, total.taps, total.characters, total.fields)


def _role(seat: SeatId, acts: Iterable[Act]) -> str:
    known = {MODERATOR: "moderator", RECORDER: "recorder"}
    if seat in known:
        return known[seat]
    commands = [act.command for act in acts]
    parts = (role for does, role in PARTS if any(isinstance(c, does) for c in commands))
    return next(parts, "rater")


def seconds(done: Iterable[Counted]) -> float:
    """From the first thing done in a stage to the last one."""
    free: dict[SeatId, float] = {}
    made: dict[str, float] = {}
    opened = last = 0.0
    for act, effort in done:
        together = isinstance(act.command, TOGETHER)
        needed = (made.get(named, 0.0) for named in _points_at(plain(act.command)))
        begin = last if together else max(opened, free.get(act.seat, 0.0), *needed, 0.0)
        end = begin + effort.seconds
        free[act.seat] = made[act.key] = end
        last = max(last, end)
        opened = end if together else opened
    return last


def _points_at(value: Any, field: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _points_at(part, name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _points_at(part, field)
    elif isinstance(value, str) and field in POINTS_AT:
        yield value
