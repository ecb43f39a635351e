"""Draws that anyone can repeat from the record: shuffles, orders, the devil's advocate.

Randomness comes from a seed that arrives with the command; here it is only stretched with
SHA-256, so a ten-line script gives the same draw.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import TypeVar

from .ids import Day, PersonId, SeatId

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A group member's part in the rotation.

    `sessions` is every earlier session of the group; `attended` (as eligible: a rater
    with no role that excludes, who did not pass) and `turns` are those of the last twelve months;
    `previous` says who was advocate in the group's last session, `passed` who let a turn pass
    this quarter.
    """

    person: PersonId
    attended: int
    turns: int
    sessions: int = 0
    last_turn: Day | None = None
    previous: bool = False
    passed: bool = False


def shuffled(things: Sequence[T], seed: str, purpose: str) -> tuple[T, ...]:
    """The things in the order of SHA-256 of "seed/purpose/position"."""
    keys = [sha256(f"{seed}/{purpose}/{n}".encode()).hexdigest() for n in range(len(things))]
    return tuple(things[n] for n in sorted(range(len(things)), key=keys.__getitem__))


def direct_first(
    direct: Sequence[T], others: Sequence[T], seed: str, purpose: str
) -> tuple[T, ...]:
    """A shuffle in which every direct-safety factor falls in the first half, if it fits."""
    early = shuffled(direct, seed, f"{purpose}/direct")
    late = shuffled(others, seed, f"{purpose}/others")
    half = max((len(direct) + len(others)) // 2, len(direct))
    fill = half - len(direct)
    return shuffled((*early, *late[:fill]), seed, f"{purpose}/half") + late[fill:]


NO_DAY = Day(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be drawn, with all that the draw weighs; day 0 is never."""

    seat: SeatId
    sessions: int = 0
    attended: int = 0
    turns: int = 0
    last_turn: Day = NO_DAY
    previous: bool = False
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """Who was drawn, from whom, and which rule had to be relaxed for it."""

    seat: SeatId
    candidates: tuple[SeatId, ...]
    relaxed: str


EARLIER_SESSIONS = 2
RELAXED: tuple[tuple[str, int, bool], ...] = (
    ("", EARLIER_SESSIONS, False),
    ("earlier_sessions", 0, False),
    ("previous_session", 0, True),
)
"""What is asked in turn: earlier sessions, and whether the previous advocate may come again."""


def advocate(present: Iterable[Candidate], seed: str) -> Draw | None:
    """The rotation: lowest ratio of turns to sessions, then longest ago, then by lot.

    Asked for first: two earlier sessions, and not the advocate of the previous session. When
    nobody is left, the former is relaxed before the latter. Everybody's lot is the SHA-256 of
    "seed/advocate/place", the place being that among all who are present, in order of seat.
    """
    everyone = tuple(sorted(present, key=lambda c: c.seat))
    for relaxed, sessions, again in RELAXED:
        places = [
            place
            for place, c in enumerate(everyone)
            if c.sessions >= sessions and (again or not c.previous)
        ]
        if places:
            drawn = min(places, key=lambda place: _turn_order(everyone[place], place, seed))
            hat = tuple(everyone[place].seat for place in places)
            return Draw(everyone[drawn].seat, hat, relaxed)
    return None


def _turn_order(candidate: Candidate, place: int, seed: str) -> tuple[Fraction, int, str]:
    ratio = Fraction(candidate.turns, candidate.attended or 1)
    lot = sha256(f"{seed}/advocate/{place}".encode()).hexdigest()
    return ratio, candidate.last_turn, lot
