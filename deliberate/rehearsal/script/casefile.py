"""What is written down before the meeting: what is known, and by whom."""

from collections.abc import Iterator

from deliberate.sessions.windows import (
    Fact,
    Instrument,
    MissingFact,
    OwnStrength,
    Strength,
    TimelineEvent,
)

from ._entry import added, shielded
from ._move import Cast, Move


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
        yield added(cast.fact(fact.number), content)
    for number, missing in enumerate(cast.vignette.missing):
        unknown = MissingFact(
            text=say(missing.text), who=say(missing.who), before=cast.on(missing.before)
        )
        yield added(f"missing-{number}", unknown)
    yield from _strengths(cast)
    yield from _background(cast)


def _strengths(cast: Cast) -> Iterator[Move]:
    say = cast.say
    for number, strength in enumerate(cast.vignette.strengths):
        content = Strength(
            effect="safer" if strength.makes_safer else "goes_well",
            text=say(strength.text),
            source=say(strength.source),
        )
        yield added(f"strength-{number}", content)
    for number, own in enumerate(cast.vignette.own_strengths):
        seen = OwnStrength(dimension=own.dimension, text=say(own.text))
        yield added(f"own-strength-{number}", seen)
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
        yield added(f"timeline-{number}", content)
    for number, used in enumerate(cast.vignette.instruments):
        result = Instrument(
            name=say(used.name),
            version=used.version,
            date=cast.on(used.day),
            by=say(used.by),
            says=say(used.says),
        )
        yield added(f"instrument-{number}", result)
