"""Who contributed to each window: the family, its network, professionals."""

from collections.abc import Iterator

from deliberate.sessions.windows import Relation

from ._section import Section

FAMILY, NETWORK, PROFESSIONAL = "family", "network", "professional"
WITH_FAMILY = frozenset({"family", "together"})
RELATED = {Relation.CHILD: FAMILY, Relation.PARENT: FAMILY, Relation.NETWORK: NETWORK}


def contributed(people: Section, facts: Section, weighing: Section, steps: Section) -> Section:
    """By window, told from what this reader reads in it."""
    found = {
        "people": _people(people),
        "facts": _facts(facts),
        "weighing": _weighing(weighing),
        "steps": _steps(people, steps),
    }
    return {window: _in_order(set(sides)) for window, sides in found.items()}


def _in_order(sides: set[str]) -> list[str]:
    return [side for side in (FAMILY, NETWORK, PROFESSIONAL) if side in sides]


def _people(people: Section) -> Iterator[str]:
    for relation, side in RELATED.items():
        if any(person["heard_on"] for person in people[relation.value]):
            yield side
    if people["professional"]:
        yield PROFESSIONAL


def _facts(facts: Section) -> Iterator[str]:
    told = facts["perspectives"]
    if told["youth"] or told["parent"] or facts["goals"] or facts["childs_words"]:
        yield FAMILY
    if told["network"]:
        yield NETWORK
    if told["professional"]:
        yield PROFESSIONAL


def _weighing(weighing: Section) -> Iterator[str]:
    if any(option["by_family"] for option in weighing["options"]):
        yield FAMILY
    if weighing["first_round"]:
        yield PROFESSIONAL


def _steps(people: Section, steps: Section) -> Iterator[str]:
    """Who said something of the plan, and who made it or helped with it."""
    spoke = {said["whose"] for said in (*steps["reactions"], *steps["consents"])}
    for relation, side in RELATED.items():
        if any(person["name"] in spoke for person in people[relation.value]):
            yield side
    makers = steps["plan_makers"]
    if makers and makers["by"] in WITH_FAMILY:
        yield FAMILY
    if any(a["suggested"] for a in (*steps["direct"], *steps["stable"])):
        yield PROFESSIONAL
    if makers and (makers["by"] != FAMILY or makers["supported_by"]):
        yield PROFESSIONAL
