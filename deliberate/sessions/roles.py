"""Who is acting or looking."""

from dataclasses import dataclass
from enum import StrEnum

from .ids import SeatId


class Role(StrEnum):
    MODERATOR = "moderator"
    PRESENTER = "presenter"
    RATER = "rater"
    RECORDER = "recorder"
    REVIEWER = "condition_reviewer"
    DECISION_MAKER = "decision_maker"
    BOARD = "board_officer"
    """Of the Child Care and Protection Board, to whom the others look: so they speak last."""
    OBSERVER = "observer"
    SCREEN = "screen"
    SYSTEM = "system"
    FILE = "file"


PEOPLE = frozenset(Role) - {Role.SCREEN, Role.SYSTEM, Role.FILE}
"""The roles that a person at the table can have; one seat may hold several."""


AT_THE_TABLE = frozenset(
    {Role.RATER, Role.PRESENTER, Role.RECORDER, Role.DECISION_MAKER, Role.BOARD}
)
"""Who has a say of their own: in what is thought of, and in agreeing or not."""


AFTER_MEETING = frozenset({Role.MODERATOR, Role.REVIEWER, Role.DECISION_MAKER, Role.RECORDER})
"""Who still has a task when the meeting is over; all other seats end with it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The seat that asks for something, with all its roles."""

    seat: SeatId
    roles: frozenset[Role]


SYSTEM = Actor(SeatId("system"), frozenset({Role.SYSTEM}))
