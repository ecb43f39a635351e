"""The challenge."""

from collections.abc import Iterator

from deliberate.catalogue.vignettes.weighing import Point
from deliberate.sessions.challenge.commands import (
    AnswerPoint,
    DeliverPoint,
    FactKind,
    LayDownRole,
    PointKind,
    Reply,
)
from deliberate.sessions.entries.commands import CorrectEntry
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import CHALLENGE, EntryId, PointId
from deliberate.sessions.windows import (
    Weight,
)

from ._move import ADVOCATE, MODERATOR, RECORDER, Cast, Move, move
from .listing import option


def challenge(cast: Cast) -> Iterator[Move]:
    said, say = cast.vignette.challenge, cast.say
    listed = next(o for o in cast.vignette.options if o.letter == said.option)
    yield _point(PointKind.EXPLANATION, say(said.explanation.text))
    yield _point(PointKind.FACT, say(said.fact.text), FactKind(said.fact_kind))
    other = DeliverPoint(
        kind=PointKind.OPTION,
        text=say(listed.title),
        lighter=say(said.lighter_if.text)[:300],
        heavier=say(said.heavier_if.text)[:300],
        weight=Weight(listed.weight),
    )
    yield move(ADVOCATE, "point-option", other)
    full = CorrectEntry(entry=EntryId("point-option"), content=option(cast, listed))
    yield move(RECORDER, "option-weighed", full)
    yield _reply(cast, "explanation", said.explanation)
    yield _reply(cast, "fact", said.fact)
    yield _reply(cast, "option", said.lighter_if)
    yield move(ADVOCATE, "lay-down", LayDownRole())
    yield move(MODERATOR, "leave-challenge", Advance(expected=CHALLENGE))


def _point(kind: PointKind, text: str, fact: FactKind = FactKind.DOES_NOT_FIT) -> Move:
    return move(ADVOCATE, f"point-{kind}", DeliverPoint(kind=kind, text=text, fact=fact))


def _reply(cast: Cast, kind: str, point: Point) -> Move:
    answer = AnswerPoint(
        point=PointId(f"point-{kind}"),
        reply=Reply(point.answer),
        text=cast.say(point.why)[:400],
        who=cast.say(point.who)[:120],
        before=cast.on(point.before) if point.before is not None else "",
        misfit=_misfit(cast) if kind == PointKind.FACT else "",
    )
    return move(RECORDER, f"reply-{kind}", answer)


def _misfit(cast: Cast) -> str:
    """Where the advocate's fact is a missing one, the group names the known one that is odd."""
    missing = cast.vignette.challenge.fact_kind == "missing"
    return cast.say(cast.vignette.decision.does_not_fit) if missing else ""
