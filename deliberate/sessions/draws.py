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
    """A group member's last twelve months: sessions attended as eligible, turns as advocate."""

    person: PersonId
    attended: int
    turns: int
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be drawn, with what the draw weighs."""

    seat: SeatId
    attended: int = 0
    turns: int = 0
    last_turn: Day | None = None
    previous: bool = False
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """Who was drawn, from whom, and which rule had to be relaxed for it."""

    seat: SeatId
    candidates: tuple[SeatId, ...]
    relaxed: str


def advocate(present: Iterable[Candidate], seed: str) -> Draw | None:
    """The rotation: lowest ratio of turns to sessions, then longest ago, then by lot.

    Asked for first: two earlier sessions, and not the advocate of the previous session. When
    nobody is left, the former is relaxed before the latter.
    """
    everyone = tuple(present)
    rules: tuple[tuple[str, int, bool], ...] = (
        ("", 2, False),
        ("earlier_sessions", 0, False),
        ("previous_session", 0, True),
    )
    for relaxed, sessions, again in rules:
        fit = [c for c in everyone if c.attended >= sessions and (again or not c.previous)]
        if fit:
            drawn = min(_by_lot(fit, seed), key=_turn_order)
            return Draw(drawn.seat, tuple(c.seat for c in fit), relaxed)
    return None


def _by_lot(candidates: Sequence[Candidate], seed: str) -> tuple[Candidate, ...]:
    return shuffled(sorted(candidates, key=lambda c: c.seat), seed, "advocate")


def _turn_order(candidate: Candidate) -> tuple[Fraction, int]:
    ratio = Fraction(candidate.turns, candidate.attended) if candidate.attended else Fraction(0)
    return ratio, candidate.last_turn or 0
