"""What happened in the challenge."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.draws import Candidate
from deliberate.sessions.ids import EntryId, ItemId, PointId, SeatId

from .commands import FactKind, PassReason, PointKind, Reply

Because = Literal["round_closed", "passed", "replaced", "role", "back"]
"""Why somebody was drawn: the round closed, somebody passed, who was drawn is away or got a role
that excludes it, or who was drawn before can be it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvocateDrawn:
    """The draw with all that is needed to repeat it; `seat` is empty when nobody could be.

    `present` is everybody whom a role does not exclude, also who judged and is away;
    `candidates` are those whose names were in the hat.
    """

    seat: SeatId
    present: tuple[Candidate, ...]
    candidates: tuple[SeatId, ...]
    relaxed: str
    seed: str
    because: Because = "round_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnPassed:
    seat: SeatId
    reason: PassReason
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvocateOverridden:
    seat: SeatId
    by: SeatId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestCalled:
    """Nobody could be drawn; somebody from another team does it by phone."""

    name: str
    organisation: str
    by: SeatId


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
    """`missing` is the entry that the point became when it is to be found out."""

    point: PointId
    reply: Reply
    text: str
    who: str
    before: str
    misfit: str = ""
    missing: EntryId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLaidDown:
    """By the advocate, or `unsaid`: when the challenge ended without a word of it."""

    seat: SeatId
    unsaid: bool = False


ChallengeEvent = (
    AdvocateDrawn
    | TurnPassed
    | AdvocateOverridden
    | GuestCalled
    | PointDelivered
    | PointAnswered
    | RoleLaidDown
)
