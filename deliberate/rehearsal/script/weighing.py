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
    """Each point is answered when it has been brought; the advocate's own option is the
    advocate's to complete."""
    said, say = cast.vignette.challenge, cast.say
    listed = next(o for o in cast.vignette.options if o.letter == said.option)
    yield _point(PointKind.EXPLANATION, say(said.explanation.text))
    yield _reply(cast, "explanation", said.explanation)
    yield _point(PointKind.FACT, say(said.fact.text), FactKind(said.fact_kind))
    yield _reply(cast, "fact", said.fact)
    other = DeliverPoint(
        kind=PointKind.OPTION,
        text=say(listed.title),
        lighter=_when(say(said.lighter_if.text)),
        heavier=_when(say(said.heavier_if.text)),
        weight=Weight(listed.weight),
    )
    yield move(ADVOCATE, "point-option", other)
    full = CorrectEntry(entry=EntryId("point-option"), content=option(cast, listed))
    yield move(ADVOCATE, "option-weighed", full)
    yield _reply(cast, "option", said.lighter_if)
    yield from _looking_back(cast)
    yield move(ADVOCATE, "lay-down", LayDownRole())
    yield move(MODERATOR, "leave-challenge", Advance(expected=CHALLENGE))


def _looking_back(cast: Cast) -> Iterator[Move]:
    """Where everybody judged safety now alike, the advocate looks back from failure."""
    if not alike(cast):
        return
    concern = cast.vignette.decision.future_concern
    yield _point(PointKind.PRE_MORTEM, cast.say(concern))
    plan_b = Point(text=concern, answer="adopted", why=cast.vignette.plan_b)
    yield _reply(cast, PointKind.PRE_MORTEM, plan_b)


def alike(cast: Cast) -> bool:
    """Whether the answers about each child lie within one level."""
    given = [cast.vignette.answers(1, rater.letter) for rater in cast.vignette.raters]
    levels = [
        [answers[f"direct_safety@{child.name}"].level or 0 for answers in given]
        for child in cast.vignette.children
    ]
    return all(max(of) - min(of) <= 1 for of in levels)


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


def _when(sentence: str) -> str:
    """What comes after "lighter will do when": the form says the rest."""
    words = sentence.split()
    turn = next((n for n, word in enumerate(words) if word in {"als", "if"}), -1)
    return " ".join(words[turn + 1 :])[:300]


def _misfit(cast: Cast) -> str:
    """Where the advocate's fact is a missing one, the group names the known one that is odd."""
    missing = cast.vignette.challenge.fact_kind == "missing"
    return cast.say(cast.vignette.decision.does_not_fit) if missing else ""
