"""Window 1: who are the people?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from deliberate.sessions.texts import line

Circle = Literal["", "family", "neighbourhood", "school", "sport", "other"]
"""Where somebody of the network comes from: it is wider than relatives."""


class Relation(StrEnum):
    CHILD = "child"
    PARENT = "parent"
    NETWORK = "network"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody to whom it matters that the child does well, and how that person was heard or why
    not.

    `tie` is in words what they are to the child, `task` what a professional does. Who is of the
    network thinks along first, and carries something out only after having `consented`.
    """

    kind: Literal["person"] = "person"
    relation: Relation
    name: str = line(80)
    age: str = line(20, required=False)
    tie: str = line(120, required=False)
    household: bool = False
    circle: Circle = ""
    thinks_along: bool = False
    carries_out: bool = False
    consented: bool = False
    task: str = line(required=False)
    heard: str = line(400, required=False)
    heard_on: str = line(60, required=False)
    heard_by: str = line(120, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the family itself wants."""

    kind: Literal["goal"] = "goal"
    text: str = line(400)
    whose: str = line(80)
