"""What happened in the challenge."""

from dataclasses import dataclass

from deliberate.sessions.ids import ItemId, PointId, SeatId

from .commands import FactKind, PointKind, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvocateDrawn:
    """The draw with all that is needed to repeat it; `seat` is empty when nobody could be."""

    seat: SeatId
    candidates: tuple[SeatId, ...]
    attended: tuple[int, ...]
    turns: tuple[int, ...]
    relaxed: str
    seed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnPassed:
    seat: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvocateOverridden:
    seat: SeatId
    by: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointDelivered:
    point: PointId
    by: SeatId
    kind: PointKind
    text: str
    about: ItemId | None
    lighter: str
    heavier: str
    fact: FactKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointAnswered:
    point: PointId
    reply: Reply
    text: str
    who: str
    before: str
    misfit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLaidDown:
    seat: SeatId


ChallengeEvent = (
    AdvocateDrawn | TurnPassed | AdvocateOverridden | PointDelivered | PointAnswered | RoleLaidDown
)
