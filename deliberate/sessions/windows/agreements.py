"""Window 4: what are the next steps?"""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.texts import line, paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Who does what when, and who watches how; `direct` ones restore safety now."""

    kind: Literal["arrangement"] = "arrangement"
    who: str = line(120)
    what: str = line(400)
    when: str = line(120)
    monitor: str = line(120, required=False)
    check: str = line(300, required=False)
    first_check: str = line(120, required=False)
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidesRow:
    """One row of the card that says who decides what."""

    kind: Literal["decides"] = "decides"
    who: Literal["family", "together", "worker", "board"]
    what: str = line(400)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanB:
    """What happens when it goes wrong all the same."""

    kind: Literal["plan_b"] = "plan_b"
    text: str = paragraph()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When we look again, and what we look at."""

    kind: Literal["review"] = "review"
    date: str = line(60)
    what: str = line(required=False)
