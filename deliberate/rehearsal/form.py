"""How one form stands on its page: folds before it, and what the page does by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Names = frozenset[str]


def names(*given: str) -> Names:
    return frozenset(given)


NONE = names()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form. A field that is named nowhere here is an ordinary, visible, empty one.

    `folds` are the taps before the form is there; where it asks "are you sure" it is `confirmed`,
    and they are needed every time. `sets` are fields that the page sets itself; `pressed` are said
    by the press itself, and are no field to fill in; `asks` are ids that a person chooses; `unset`
    are choices of which none is chosen beforehand although the command has a default; `behind` lie
    in a fold of their own, open when something is in it already; `begun` are words that stand
    there already, in each language, and `drafted` are fields for which the page writes a draft.
    """

    folds: int = 0
    confirmed: bool = False
    sets: Names = NONE
    pressed: Names = NONE
    asks: Names = NONE
    unset: Names = NONE
    behind: Names = NONE
    begun: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drafted: Names = NONE


PLAIN = Form()
FOLDED = Form(folds=1)

TWICE_FOLDED = Form(folds=2)
CONFIRMED = Form(folds=1, confirmed=True)
