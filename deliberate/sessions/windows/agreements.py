"""Window 4: what are the next steps?"""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line, paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Who does what when, and who watches how; `direct` ones restore safety now.

    `people` are those of the family and network who carry it out, and so are asked whether they
    agree; `support` helps them with it. `suggested` marks what professionals added to the plan.
    What is for later works on a `factor` of the catalogue, or on something `other`, and makes it
    weaker or stronger.
    """

    kind: Literal["arrangement"] = "arrangement"
    who: str = line(120)
    what: str = line(400)
    when: str = line(120)
    monitor: str = line(120, required=False)
    check: str = line(300, required=False)
    first_check: str = line(120, required=False)
    support: str = line(120, required=False)
    people: tuple[EntryId, ...] = ()
    suggested: bool = False
    direct: bool = False
    factor: str = line(80, required=False)
    works: Literal["", "weakens", "strengthens"] = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinator:
    """The one person who keeps the plan together, and how to reach them."""

    kind: Literal["coordinator"] = "coordinator"
    name: str = line(120)
    organisation: str = line(120, required=False)
    reach: str = line(120, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMakers:
    """Who made the plan, and with whose support: the family itself unless said otherwise."""

    kind: Literal["plan_makers"] = "plan_makers"
    by: Literal["family", "together", "professionals"] = "family"
    supported_by: str = line(200, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Informing:
    """What is told to whom, and who tells it."""

    kind: Literal["informing"] = "informing"
    whom: str = line(120)
    what: str = line(400)
    by: str = line(120, required=False)
