"""The conditions: as they are proposed at the table, go into the test, and come out of it."""

from collections.abc import Iterator
from dataclasses import replace

from deliberate.catalogue.vignettes.outcome import Condition as Agreed
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.windows import (
    Condition,
)

from ._move import RECORDER, Cast, Move, move


def proposed(cast: Cast) -> Iterator[Move]:
    """At the table: who, what, why and until when. The recorder writes the first down; who thought
    of another one proposes it from the own phone meanwhile."""
    decider = cast.seat(cast.vignette.decider)
    proposers = (RECORDER, *(seat for seat in cast.raters if seat != decider))
    for number, condition in enumerate(cast.vignette.conditions):
        first = first_wording(cast, condition)
        content = replace(first, seen_by="", watched_by="", otherwise="")
        proposer = proposers[number % len(proposers)]
        yield move(proposer, f"condition-{condition.number}", AddEntry(content=content))


def first_wording(cast: Cast, agreed: Agreed) -> Condition:
    """As it went into the test, before what came of it."""
    test, final = agreed.test, last_wording(cast, agreed)
    if test.was is None:
        return final
    was = cast.say(test.was)
    if test.was_in == "what":
        return replace(final, what=f"{was}, {cast.say(agreed.when)}"[:400])
    return replace(final, seen_by=was[:400])


def last_wording(cast: Cast, agreed: Agreed) -> Condition:
    say = cast.say
    return Condition(
        who=say(agreed.who),
        what=f"{say(agreed.what)}, {say(agreed.when)}"[:400],
        until=cast.on(agreed.until),
        why=say(agreed.reason)[:400],
        seen_by=say(agreed.seen_by)[:400],
        watched_by=say(agreed.watched_by)[:300],
        otherwise=say(agreed.otherwise)[:400],
        facts=tuple(cast.fact(number) for number in agreed.facts),
    )
