"""Options, challenge and the decision."""

from collections.abc import Iterator

from deliberate.catalogue.vignettes.weighing import Option as Listed
from deliberate.catalogue.vignettes.weighing import Point
from deliberate.sessions.challenge.commands import (
    AnswerPoint,
    DeliverPoint,
    FactKind,
    LayDownRole,
    PointKind,
    Reply,
)
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.flow.commands import Advance, CloseMeeting
from deliberate.sessions.ids import CHALLENGE, DECIDE, OPTIONS, EntryId, PointId
from deliberate.sessions.verdict.commands import AnswerDissent, AnswerSafeEnough, RecordDecision
from deliberate.sessions.windows import (
    Arrangement,
    Condition,
    Dissent,
    LearningPoint,
    Option,
    PlanB,
    Weight,
)

from ._move import ADVOCATE, MODERATOR, RECORDER, Cast, Move, move


def options(cast: Cast) -> Iterator[Move]:
    for number, option in enumerate(o for o in cast.vignette.options if not o.by_advocate):
        seat = cast.raters[number % len(cast.raters)]
        yield move(seat, cast.option(option.letter), AddEntry(content=_option(cast, option)))
    yield move(MODERATOR, "leave-options", Advance(expected=OPTIONS))


def _option(cast: Cast, option: Listed) -> Option:
    say = cast.say
    return Option(
        title=say(option.title),
        weight=Weight(option.weight),
        by_family=option.from_family,
        pro=say(option.pro),
        con=say(option.con),
        harm=say(option.harm),
        waiting="" if option.no_wait else say(option.waiting),
        bridging="" if option.no_wait else say(option.bridging),
        no_wait=option.no_wait,
        touches=frozenset(option.touches),
    )


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
    full = CorrectEntry(entry=EntryId("point-option"), content=_option(cast, listed))
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
    missing = cast.vignette.challenge.fact_kind == FactKind.MISSING
    return cast.say(cast.vignette.decision.does_not_fit) if missing else ""


def decide(cast: Cast) -> Iterator[Move]:
    yield from _safe_enough(cast)
    yield move(RECORDER, "decision", _decision(cast))
    yield from _conditions(cast)
    yield from _dissent(cast)
    yield move(RECORDER, "plan-b", AddEntry(content=PlanB(text=cast.say(cast.vignette.plan_b))))
    learned = LearningPoint(text=cast.say(cast.vignette.learning_point))
    yield move(RECORDER, "learned", AddEntry(content=learned))
    yield move(MODERATOR, "close-meeting", CloseMeeting(expected=DECIDE))


def _safe_enough(cast: Cast) -> Iterator[Move]:
    say = cast.say
    decider = cast.seat(cast.vignette.decider)
    for number, answer in enumerate(cast.vignette.safe_enough):
        child = cast.child(answer.child)
        answered = AnswerSafeEnough(
            child=child, safe_enough=answer.now, reason=say(answer.reason)[:400]
        )
        yield move(decider, f"safe-{number}", answered)
        if answer.action is None:
            continue
        act = answer.action
        direct = Arrangement(
            who=say(act.who), what=say(act.what), when=cast.on(act.day, act.time), direct=True
        )
        yield move(RECORDER, f"direct-{number}", AddEntry(content=direct))


def _decision(cast: Cast) -> RecordDecision:
    made, say = cast.vignette.decision, cast.say
    decider = cast.vignette.rater(cast.vignette.decider)
    return RecordDecision(
        option=cast.option(made.option),
        decider=say(decider.role)[:120],
        text=say(made.text),
        reason=say(made.reason),
        why_not_lighter=say(made.why_not_lighter),
        why_not_heavier=say(made.why_not_heavier),
        if_nothing_changes=say(made.future_concern),
    )


def _conditions(cast: Cast) -> Iterator[Move]:
    say = cast.say
    for condition in cast.vignette.conditions:
        content = Condition(
            who=say(condition.who),
            what=f"{say(condition.what)}, {say(condition.when)}"[:400],
            until=cast.on(condition.until),
            why=say(condition.reason)[:400],
            seen_by=say(condition.seen_by)[:400],
            watched_by=say(condition.watched_by)[:300],
            otherwise=say(condition.otherwise)[:400],
        )
        yield move(RECORDER, f"condition-{condition.number}", AddEntry(content=content))


def _dissent(cast: Cast) -> Iterator[Move]:
    say = cast.say
    for number, dissent in enumerate(cast.vignette.dissents):
        content = Dissent(
            about=dissent.about,
            text=say(dissent.text),
            changes_mind=say(dissent.would_change),
            wish=dissent.wish,
        )
        key = f"dissent-{number}"
        yield move(cast.seat(dissent.letter), key, AddEntry(content=content))
        answer = AnswerDissent(entry=EntryId(key), text=say(dissent.answer)[:400])
        yield move(RECORDER, f"{key}-answer", answer)
