"""The agreements after the meeting: safety now first, then the rest of the plan."""

from collections.abc import Iterator

from deliberate.catalogue.vignettes.outcome import Arrangement as Made
from deliberate.catalogue.vignettes.outcome import DirectAction
from deliberate.sessions.arranging import watches_oneself
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import AGREE, EntryId
from deliberate.sessions.windows import (
    Arrangement,
    Coordinator,
    DecidesRow,
    Informing,
    PlanMakers,
    Review,
)

from ._move import MODERATOR, RECORDER, Cast, Move, move

PARTY = {"family": "family", "together": "together", "worker": "worker", "authority": "board"}


def agree(cast: Cast) -> Iterator[Move]:
    yield from _checked(cast)
    made = cast.vignette.arrangements
    ordered = sorted(enumerate(made), key=lambda one: one[1].timeframe != "direct")
    for number, one in ordered:
        yield move(RECORDER, f"arrangement-{number}", AddEntry(content=_arrangement(cast, one)))
    yield from _plan(cast)
    yield move(MODERATOR, "leave-agree", Advance(expected=AGREE))


def _arrangement(cast: Cast, made: Made) -> Arrangement:
    say = cast.say
    return Arrangement(
        who=say(made.who),
        what=say(made.what),
        when=cast.on(made.day, made.time),
        monitor=say(made.monitor),
        check=say(made.how)[:300],
        first_check=cast.on(made.first_check),
        support=say(made.support)[:120],
        people=tuple(cast.party(name) for name in made.people),
        suggested=made.suggested,
        direct=made.timeframe == "direct",
        factor=made.factor,
        works=made.works,
    )


def _checked(cast: Cast) -> Iterator[Move]:
    """What was arranged in the meeting gets its monitor and way of checking."""
    for number, answer in enumerate(cast.vignette.safe_enough):
        if answer.action is None:
            continue
        corrected = CorrectEntry(
            entry=EntryId(f"direct-{number}"), content=_watched(cast, answer.action)
        )
        yield move(RECORDER, f"direct-{number}-checked", corrected)


def _watched(cast: Cast, act: DirectAction) -> Arrangement:
    """The first who watches something else and does not do this; else who leads the meeting."""
    say = cast.say
    monitors = (*(say(a.monitor) for a in cast.vignette.arrangements), _moderator(cast))
    found = (
        Arrangement(
            who=say(act.who),
            what=say(act.what),
            when=cast.on(act.day, act.time),
            monitor=monitor,
            check=say(cast.vignette.arrangements[0].how)[:300],
            first_check=cast.on(act.day + 1),
            people=_named(cast, say(act.who)),
            direct=True,
        )
        for monitor in monitors
    )
    return next(arrangement for arrangement in found if not watches_oneself(arrangement))


def _moderator(cast: Cast) -> str:
    return cast.say(cast.vignette.moderator.role)


def _named(cast: Cast, who: str) -> tuple[EntryId, ...]:
    """The people of family and network whose names are in a line."""
    return tuple(cast.party(p.name) for p in cast.vignette.people if p.name in who.split())


def _plan(cast: Cast) -> Iterator[Move]:
    say, vignette = cast.say, cast.vignette
    coordinator = Coordinator(name=say(vignette.coordinator)[:120])
    yield move(RECORDER, "named-coordinator", AddEntry(content=coordinator))
    makers = PlanMakers(by="family", supported_by=say(vignette.plan_support))
    yield move(RECORDER, "plan-makers", AddEntry(content=makers))
    for number, row in enumerate(vignette.who_decides_what):
        who = PARTY[row.who]
        decides = DecidesRow(who=who, what=say(row.what))  # type: ignore[arg-type]  # from PARTY
        yield move(RECORDER, f"decides-{number}", AddEntry(content=decides))
    for number, told in enumerate(vignette.informed):
        informing = Informing(whom=say(told.whom), what=say(told.what), by=say(told.by))
        yield move(RECORDER, f"informing-{number}", AddEntry(content=informing))
    review = Review(date=cast.on(vignette.review_on))
    yield move(RECORDER, "review", AddEntry(content=review))
