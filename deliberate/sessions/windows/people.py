"""Window 1: who are the people?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from deliberate.sessions.texts import line


class Relation(StrEnum):
    CHILD = "child"
    PARENT = "parent"
    NETWORK = "network"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who matters to the child, and how that person was heard or why not."""

    kind: Literal["person"] = "person"
    relation: Relation
    name: str = line(80)
    age: str = line(20, required=False)
    task: str = line(required=False)
    heard: str = line(400, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the family itself wants."""

    kind: Literal["goal"] = "goal"
    text: str = line(400)
    whose: str = line(80)
