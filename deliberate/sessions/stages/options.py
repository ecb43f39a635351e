"""Stage 6: all possibilities with pro and con, before anybody may prefer one."""

from dataclasses import dataclass

from deliberate.sessions.ids import OPTIONS
from deliberate.sessions.rounds.commands import PlaceIdea
from deliberate.sessions.state import Session
from deliberate.sessions.views.look import Look
from deliberate.sessions.windows import Fact, MissingFact, Option, Weight

from ._base import CALLS, EDITS, RATES, WRITES, Stage, grant, sight, writes
from .reveal import SHOWN


@dataclass(frozen=True, slots=True)
class OptionsView:
    """Which kinds of option are still missing."""

    listed: int
    wanted: int
    lacking: tuple[str, ...]


def build(session: Session, look: Look) -> OptionsView:
    weights = {option.weight for _, option in session.entries.of(Option)}
    asked = (Weight.NOTHING_CHANGES, Weight.LIGHTER, Weight.HEAVIER)
    return OptionsView(
        listed=len(session.entries.of(Option)),
        wanted=session.opened.parameters.min_options,
        lacking=tuple(weight.value for weight in asked if weight not in weights),
    )


PLACES = frozenset({PlaceIdea})
STAGE = Stage(
    id=OPTIONS,
    window="weighing",
    accepts=grant(everyone=WRITES | RATES, moderator=EDITS | CALLS | PLACES, recorder=PLACES),
    shows=sight(SHOWN),
    build=build,
    minutes=9,
    writes=writes(frozenset({Option, Fact, MissingFact})),
)
