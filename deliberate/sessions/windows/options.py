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


Touch = Literal["placement", "contact", "closed_care", "compulsory", "closing"]
"""What an option would touch that asks for more care: living elsewhere, ending or limiting
contact, closed care, stepping up to a compulsory measure, closing the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possibility, before anybody may prefer it, with the safety that it is for as its `goal`.

    `no_wait` says outright that there is no waiting time, which an empty line does not say.
    """

    kind: Literal["option"] = "option"
    title: str = line(300)
    weight: Weight
    by_family: bool = False
    pro: str = line(1000, required=False)
    con: str = line(1000, required=False)
    harm: str = line(400, required=False)
    waiting: str = line(300, required=False)
    bridging: str = line(300, required=False)
    no_wait: bool = False
    touches: frozenset[Touch] = frozenset()
    goal: str = line(300, required=False)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What still has to be said before it can be laid beside the others."""
        waits = not self.no_wait and self.weight is not Weight.NOTHING_CHANGES
        asked = ("pro", "con", "harm", *(("waiting", "bridging") if waits else ()))
        return tuple(name for name in asked if not getattr(self, name).strip())
