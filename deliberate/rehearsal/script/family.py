"""The people of the case, and what each says of themselves."""

from collections.abc import Iterator

from deliberate.catalogue.vignettes.people import Child, Relative
from deliberate.sessions.windows import (
    ChildsWords,
    FeltThreat,
    Goal,
    Person,
    Relation,
)

from ._entry import added, shielded
from ._move import Cast, Move


def people(cast: Cast) -> Iterator[Move]:
    """Window 1, and what each person says of themselves."""
    for child in cast.vignette.children:
        yield added(cast.child(child.name), _child(cast, child))
    for relative in cast.vignette.people:
        yield added(cast.party(relative.name), _relative(cast, relative))
    for number, worker in enumerate(cast.vignette.professionals):
        content = Person(
            relation=Relation.PROFESSIONAL, name=cast.say(worker.name), task=cast.say(worker.task)
        )
        yield added(f"professional-{number}", content)
    yield from _said(cast)
    yield from _threats(cast)


def _child(cast: Cast, child: Child) -> Person:
    say = cast.say
    return Person(
        relation=Relation.CHILD,
        name=child.name,
        age=say(child.age),
        household=True,
        heard=say(child.heard),
        heard_on=cast.on(child.heard_on),
        heard_by=say(child.heard_by),
    )


def _relative(cast: Cast, relative: Relative) -> Person:
    say = cast.say
    parent = relative.perspective == "parent"
    return Person(
        relation=Relation.PARENT if parent else Relation.NETWORK,
        name=relative.name,
        tie=say(relative.relation),
        household=relative.group == "household",
        circle=relative.circle,
        thinks_along=relative.thinks_along,
        carries_out=relative.carries_out,
        consented=relative.consented,
        task=say(relative.part),
        heard=say(relative.heard),
        heard_on="" if relative.heard_on is None else cast.on(relative.heard_on),
        heard_by=say(relative.heard_by),
    )


def _said(cast: Cast) -> Iterator[Move]:
    """The family's wishes, and the children's own words."""
    say = cast.say
    for number, relative in enumerate(cast.vignette.people):
        if relative.wish:
            goal = Goal(text=say(relative.wish), whose=relative.name)
            yield added(f"goal-{number}", goal)
    for child in cast.vignette.children:
        if child.words:
            words = ChildsWords(
                whose=cast.child(child.name),
                text=say(child.words),
                asked_by=say(child.words_by or child.heard_by),
                how=say(child.words_how),
                date=cast.on(child.heard_on),
                knows_readers=child.knows_readers,
            )
            yield added(f"words-{child.name}", words)


def _threats(cast: Cast) -> Iterator[Move]:
    """By whom each of the family feels threatened: of a child as somebody else tells it."""
    told: list[tuple[Child | Relative, str]] = [
        (child, cast.say(child.threat_source)) for child in cast.vignette.children
    ]
    told += [(relative, relative.name) for relative in cast.vignette.people]
    for person, source in told:
        if person.threatened_by is None:
            continue
        whose, key = cast.party(person.name), f"threat-{cast.party(person.name)}"
        content = FeltThreat(whose=whose, by=cast.say(person.threatened_by), source=source)
        yield added(key, content)
        yield from shielded(cast, key, person.threat_shielded_from)
