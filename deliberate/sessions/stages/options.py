"""Stage 6: all possibilities with pro and con, before anybody may prefer one."""

from dataclasses import dataclass

from deliberate.sessions.ids import OPTIONS
from deliberate.sessions.rounds.commands import PlaceIdea
from deliberate.sessions.state import Session
from deliberate.sessions.views.ideas import IdeasView, ideas_view
from deliberate.sessions.views.look import Look
from deliberate.sessions.visibility import Sees
from deliberate.sessions.windows import Fact, MissingFact, Option, Weight

from ._base import CALLS, EDITS, RATES, WRITES, Stage, grant, sight, writes
from .reveal import SHOWN


@dataclass(frozen=True, slots=True)
class OptionsView:
    """The silent round, and which kinds of option are still missing."""

    ideas: IdeasView
    family: bool
    listed: int
    wanted: int
    lacking: tuple[str, ...]


def build(session: Session, look: Look) -> OptionsView:
    options = [option for _, option in session.entries.options()]
    weights = {option.weight for option in options}
    asked = (Weight.NOTHING_CHANGES, Weight.LIGHTER, Weight.HEAVIER)
    return OptionsView(
        ideas=ideas_view(session, look),
        family=any(option.by_family for option in options),
        listed=len(options),
        wanted=session.opened.parameters.min_options,
        lacking=tuple(weight.value for weight in asked if weight not in weights),
    )


PLACES = frozenset({PlaceIdea})
STAGE = Stage(
    id=OPTIONS,
    window="weighing",
    accepts=grant(everyone=WRITES | RATES, moderator=EDITS | CALLS | PLACES, recorder=PLACES),
    shows=sight(SHOWN, presenter=Sees.OWN, recorder=Sees.OWN, decision_maker=Sees.OWN),
    build=build,
    writes=writes(frozenset({Option, Fact, MissingFact})),
)
