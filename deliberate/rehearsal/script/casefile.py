"""What is written down before the meeting: the people, what they say, and what is known."""

from collections.abc import Iterable, Iterator

from deliberate.catalogue.vignettes.people import Child, Relative
from deliberate.sessions.entries.commands import AddEntry, ShieldEntry
from deliberate.sessions.ids import EntryId, PartyId
from deliberate.sessions.windows import (
    ChildsWords,
    Content,
    Fact,
    FeltThreat,
    Goal,
    Instrument,
    MissingFact,
    OwnStrength,
    Person,
    Relation,
    Strength,
    TimelineEvent,
)

from ._move import MODERATOR, Cast, Move, move

SHIELDED = {
    "nl": "Het kan gevaar geven als deze persoon dit leest.",
    "en": "It may be dangerous if this person reads it.",
}


def people(cast: Cast) -> Iterator[Move]:
    """Window 1, and what each person says of themselves."""
    for child in cast.vignette.children:
        yield _added(cast.child(child.name), _child(cast, child))
    for relative in cast.vignette.people:
        yield _added(cast.party(relative.name), _relative(cast, relative))
    for number, worker in enumerate(cast.vignette.professionals):
        content = Person(
            relation=Relation.PROFESSIONAL, name=cast.say(worker.name), task=cast.say(worker.task)
        )
        yield _added(f"professional-{number}", content)
    yield from _said(cast)
    yield from _threats(cast)


def facts(cast: Cast) -> Iterator[Move]:
    """Window 2 as far as it is known beforehand."""
    say = cast.say
    for fact in cast.vignette.facts:
        content = Fact(
            text=say(fact.text),
            source=say(fact.source),
            date=cast.on(fact.day),
            perspective=fact.perspective,
            hand="first" if fact.first_hand else "second",
        )
        yield _added(cast.fact(fact.number), content)
    for number, missing in enumerate(cast.vignette.missing):
        unknown = MissingFact(
            text=say(missing.text), who=say(missing.who), before=cast.on(missing.before)
        )
        yield _added(f"missing-{number}", unknown)
    yield from _strengths(cast)
    yield from _background(cast)


def shielded(cast: Cast, entry: str, names: Iterable[str]) -> Iterator[Move]:
    """Kept from the copies of these people, if there are any."""
    parties = frozenset(PartyId(cast.party(name)) for name in names)
    if parties:
        shield = ShieldEntry(entry=EntryId(entry), parties=parties, reason=SHIELDED[cast.locale])
        yield move(MODERATOR, f"shield-{entry}", shield)


def _added(key: str, content: Content) -> Move:
    return move(MODERATOR, key, AddEntry(content=content))


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
            yield _added(f"goal-{number}", goal)
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
            yield _added(f"words-{child.name}", words)


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
        yield _added(key, content)
        yield from shielded(cast, key, person.threat_shielded_from)


def _strengths(cast: Cast) -> Iterator[Move]:
    say = cast.say
    for number, strength in enumerate(cast.vignette.strengths):
        content = Strength(
            effect="safer" if strength.makes_safer else "goes_well",
            text=say(strength.text),
            source=say(strength.source),
        )
        yield _added(f"strength-{number}", content)
    for number, own in enumerate(cast.vignette.own_strengths):
        seen = OwnStrength(dimension=own.dimension, text=say(own.text))
        yield _added(f"own-strength-{number}", seen)
        yield from shielded(cast, f"own-strength-{number}", own.shielded_from)


def _background(cast: Cast) -> Iterator[Move]:
    """What happened before, and what an instrument said."""
    say = cast.say
    for number, event in enumerate(cast.vignette.timeline):
        content = TimelineEvent(
            date=cast.on(event.day),
            text=say(event.text),
            sort=event.sort,
            source=say(event.source),
            hand="first",
        )
        yield _added(f"timeline-{number}", content)
    for number, used in enumerate(cast.vignette.instruments):
        result = Instrument(
            name=say(used.name),
            version=used.version,
            date=cast.on(used.day),
            by=say(used.by),
            says=say(used.says),
        )
        yield _added(f"instrument-{number}", result)
