"""Whole sessions from the vignettes, as commands of named people in their order."""

from collections.abc import Iterator

from deliberate.sessions.ids import StageId

from ._move import Cast, Move
from .agreeing import agree
from .arriving import facts, opening, prepare
from .deciding import decide
from .judging import first_round, reveal, second_round
from .listing import options
from .talking import discuss
from .telling import explain
from .testing import test
from .weighing import challenge


def whole(cast: Cast) -> Iterator[tuple[StageId, tuple[Move, ...]]]:
    """Every stage with its moves; the last move of each stage leaves it."""
    for stage, phase in STAGED:
        yield StageId(stage), tuple(phase(cast))


STAGED = (
    ("prepare", prepare),
    ("open", opening),
    ("facts", facts),
    ("blind_1", first_round),
    ("reveal", reveal),
    ("discuss", discuss),
    ("options", options),
    ("challenge", challenge),
    ("blind_2", second_round),
    ("decide", decide),
    ("test", test),
    ("agree", agree),
    ("explain", explain),
)

__all__ = ["STAGED", "Cast", "Move", "whole"]
