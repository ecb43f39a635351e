"""Window 3, the possibilities: every option with what speaks for and against it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from deliberate.sessions.texts import line


class Weight(StrEnum):
    """How far an option reaches beside the others; "nothing changes" stands apart."""

    NOTHING_CHANGES = "nothing_changes"
    LIGHTER = "lighter"
    SAME = "same"
    HEAVIER = "heavier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possibility, before anybody may prefer it."""

    kind: Literal["option"] = "option"
    title: str = line(300)
    weight: Weight
    by_family: bool = False
    pro: str = line(400, required=False)
    con: str = line(400, required=False)
    harm: str = line(400, required=False)
    waiting: str = line(300, required=False)
    bridging: str = line(300, required=False)
