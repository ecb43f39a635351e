"""Why a request was turned down, and what a gate still needs: values, never exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made

Params = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused command: `code` is translated at the edge, `field` names the input to mend."""

    code: str
    field: str = ""
    params: Params = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a gate or guard still asks for; `about` is the seat, entry or question meant.

    `guard` is the name of the guard that asks, and empty where no guard does.
    """

    code: str
    params: Params = made(default_factory=dict)
    about: str = ""
    bypassable: bool = False
    gate: str = ""
    guard: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a guard reports of itself, for the record; `guard` is its name once it is told."""

    code: str
    params: Params = made(default_factory=dict)
    guard: str = ""
