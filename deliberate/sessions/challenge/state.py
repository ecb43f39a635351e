"""The challenge as it stands: who has the role, what was put forward, what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from deliberate.sessions.ids import EntryId, ItemId, PointId, SeatId

from .commands import FactKind, PassReason, PointKind, Reply
from .events import (
    AdvocateDrawn,
    AdvocateOverridden,
    ChallengeEvent,
    GuestCalled,
    PointAnswered,
    PointDelivered,
    RoleLaidDown,
    TurnPassed,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the advocate, and the group's answer once there is one."""

    id: PointId
    by: SeatId
    kind: PointKind
    text: str
    about: ItemId | None = None
    lighter: str = ""
    heavier: str = ""
    fact: FactKind | None = None
    reply: Reply | None = None
    answer: str = ""
    who: str = ""
    before: str = ""
    misfit: str = ""
    missing: EntryId | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """The devil's advocate of this session, or the guest who does it by phone."""

    advocate: SeatId | None = None
    draws: tuple[AdvocateDrawn, ...] = ()
    passed: Mapping[SeatId, PassReason] = field(default_factory=dict)
    overridden: AdvocateOverridden | None = None
    """By whom and why, as long as it holds; `overrides` are all, also those passed on since."""
    overrides: tuple[AdvocateOverridden, ...] = ()
    guest: GuestCalled | None = None
    before_guest: int = 0
    """How many points had been brought when the guest was called."""
    points: Mapping[PointId, Point] = field(default_factory=dict)
    laid_down: bool = False

    @property
    def spoken(self) -> bool:
        """Whether somebody has the role, at the table or by phone."""
        return self.advocate is not None or self.guest is not None

    def delivered(self, kind: PointKind) -> tuple[Point, ...]:
        return tuple(p for p in self.points.values() if p.kind is kind)


def apply(challenge: Challenge, event: ChallengeEvent) -> Challenge:
    match event:
        case AdvocateDrawn():
            draws = (*challenge.draws, event)
            drawn = event.seat or None
            return replace(challenge, advocate=drawn, draws=draws, overridden=None, guest=None)
        case TurnPassed():
            passed = {**challenge.passed, event.seat: event.reason}
            return replace(challenge, advocate=None, passed=passed)
        case AdvocateOverridden():
            overrides = (*challenge.overrides, event)
            appointed = replace(challenge, overridden=event, overrides=overrides)
            return replace(appointed, advocate=event.seat, guest=None)
        case GuestCalled():
            return replace(challenge, guest=event, before_guest=len(challenge.points))
        case RoleLaidDown():
            return replace(challenge, laid_down=True)
        case PointDelivered() | PointAnswered():
            return replace(challenge, points=_points(challenge, event))
        case _:
            assert_never(event)


def _points(challenge: Challenge, event: PointDelivered | PointAnswered) -> Mapping[PointId, Point]:
    if isinstance(event, PointAnswered):
        point = replace(
            challenge.points[event.point],
            reply=event.reply,
            answer=event.text,
            who=event.who,
            before=event.before,
            misfit=event.misfit,
            missing=event.missing,
        )
    else:
        point = Point(
            event.point,
            event.by,
            event.kind,
            event.text,
            event.about,
            event.lighter,
            event.heavier,
            event.fact,
        )
    return {**challenge.points, point.id: point}
