"""What every bias guard can do: refuse, ask, withhold and report; never permit or reveal."""

from collections.abc import Callable
from dataclasses import dataclass

from .brought import Brought
from .commands import Command
from .ids import PREPARE, StageId
from .refusals import Need, Note, Refusal
from .roles import Actor
from .state import Session
from .visibility import Sees, Viewer


def _never(
    _session: Session, _command: Command, _actor: Actor, _brought: Brought
) -> Refusal | None:
    return None


def _none(_session: Session, _stage: StageId) -> tuple[Need, ...]:
    return ()


def _nothing(_session: Session, _viewer: Viewer) -> Sees:
    return Sees.NOTHING


def _silent(_session: Session) -> tuple[Note, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Guard:
    """One protection of independent judgement, with at most four methods.

    `refuses` is brought what the command does not hold, such as the own answers so far: without
    them no guard could ask for factors before judgements or for the reason of a shift.
    `works_from` is the stage from which there is something to report; before it, nothing is told.
    """

    name: str
    refuses: Callable[[Session, Command, Actor, Brought], Refusal | None] = _never
    needs: Callable[[Session, StageId], tuple[Need, ...]] = _none
    withholds: Callable[[Session, Viewer], Sees] = _nothing
    reports: Callable[[Session], tuple[Note, ...]] = _silent
    works_from: StageId = PREPARE
