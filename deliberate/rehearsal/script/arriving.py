"""Preparing, opening, and the facts."""

from collections.abc import Iterator

from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.entries.commands import AddEntry, ContestEntry, MarkCore, NothingToAdd
from deliberate.sessions.flow.commands import Advance, DescribeCase, ExplainWarning
from deliberate.sessions.ids import FACTS, OPEN, PREPARE, CommandKey, EntryId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import AdmitSeat, Invite
from deliberate.sessions.windows import (
    CaseFactor,
    Expertise,
    Fact,
    Goal,
    MissingFact,
    Person,
    Relation,
)

from ._move import MODERATOR, RECORDER, Cast, Move, move


def prepare(cast: Cast) -> Iterator[Move]:
    vignette, say = cast.vignette, cast.say
    described = DescribeCase(
        decision_question=say(vignette.question),
        decision_authority=say(vignette.who_may_decide)[:300],
        framework=say(vignette.framework_note)[:120],
    )
    yield move(MODERATOR, "describe", described)
    yield from _people(cast)
    yield from _facts(cast)
    yield from _invitations(cast)
    yield move(MODERATOR, "acute-prepare", AnswerAcute(acute=False))
    yield move(MODERATOR, "leave-prepare", Advance(expected=PREPARE))


def _people(cast: Cast) -> Iterator[Move]:
    say = cast.say
    for child in cast.vignette.children:
        person = Person(
            relation=Relation.CHILD, name=child.name, age=say(child.age), heard=say(child.heard)
        )
        yield move(MODERATOR, cast.child(child.name), AddEntry(content=person))
    for number, relative in enumerate(cast.vignette.people):
        relation = {"parent": Relation.PARENT}.get(relative.perspective, Relation.NETWORK)
        person = Person(
            relation=relation,
            name=relative.name,
            task=say(relative.part) or say(relative.relation),
            heard=say(relative.heard),
        )
        yield move(MODERATOR, f"person-{number}", AddEntry(content=person))
        if relative.wish:
            goal = Goal(text=say(relative.wish), whose=relative.name)
            yield move(MODERATOR, f"goal-{number}", AddEntry(content=goal))


def _facts(cast: Cast) -> Iterator[Move]:
    say = cast.say
    for fact in cast.vignette.facts:
        content = Fact(
            text=say(fact.text),
            source=say(fact.source),
            date=cast.on(fact.day),
            perspective=fact.perspective,
            hand="first" if fact.first_hand else "second",
        )
        yield move(MODERATOR, cast.fact(fact.number), AddEntry(content=content))
    for number, missing in enumerate(cast.vignette.missing):
        content_missing = MissingFact(
            text=say(missing.text), who=say(missing.who), before=cast.on(missing.before)
        )
        yield move(MODERATOR, f"missing-{number}", AddEntry(content=content_missing))


def _invitations(cast: Cast) -> Iterator[Move]:
    say, vignette = cast.say, cast.vignette
    grounds = {s.organisation: s for s in vignette.sharing}
    for n, rater in enumerate(vignette.raters):
        ground = grounds.get(rater.organisation)
        roles = {Role.RATER} | ({Role.PRESENTER} if rater.presenter else set())
        invited = Invite(
            name=rater.name,
            discipline=say(rater.role)[:80],
            organisation=rater.organisation,
            roles=frozenset(roles | ({Role.DECISION_MAKER} & _decides(cast, rater.letter))),
            sharing="by_name" if ground and ground.by_name else "anonymous",
            ground=say(ground.ground) if ground else say(vignette.framework_note)[:300],
            often_differs=n == len(vignette.raters) - 1,
        )
        yield move(MODERATOR, cast.seat(rater.letter), invited)
    recorder = Invite(
        name=vignette.recorder.name,
        discipline=say(vignette.recorder.role)[:80],
        organisation=vignette.recorder.organisation,
        roles=frozenset({Role.RECORDER}),
        ground=say(vignette.framework_note)[:300],
    )
    yield move(MODERATOR, RECORDER, recorder)


def _decides(cast: Cast, letter: str) -> set[Role]:
    return {Role.DECISION_MAKER} if letter == cast.vignette.decider else set()


def opening(cast: Cast) -> Iterator[Move]:
    """The moderator admits everybody; the devices are already bound when this is played."""
    for seat in (*cast.raters, RECORDER):
        yield move(MODERATOR, f"admit-{seat}", AdmitSeat(seat=seat))
    yield move(MODERATOR, "acute-open", AnswerAcute(acute=False))
    wanted = Expertise(text=cast.say(cast.vignette.expertise_missing)[:200], who="GW")
    yield move(MODERATOR, "expertise", AddEntry(content=wanted))
    for warning in WARNINGS:
        reason = "vooraf besproken" if cast.locale == "nl" else "talked about beforehand"
        yield move(MODERATOR, f"why-{warning}", ExplainWarning(warning=warning, reason=reason))
    yield move(MODERATOR, "leave-open", Advance(expected=OPEN))


WARNINGS = ("perspective_missing", "childs_voice_missing")


def facts(cast: Cast) -> Iterator[Move]:
    vignette = cast.vignette
    for rater in vignette.raters:
        seat = cast.seat(rater.letter)
        if rater.card is None:
            yield move(seat, f"nothing-{rater.letter}", NothingToAdd())
            continue
        known = Fact(
            text=cast.say(rater.card),
            source=cast.say(rater.role)[:120],
            date=cast.on(-1),
            perspective="professional",
            unique=True,
        )
        yield move(seat, f"unique-{rater.letter}", AddEntry(content=known))
    if vignette.contested:
        told = "; ".join(cast.say(says) for says in vignette.contested[0].says)[:400]
        yield move(RECORDER, "contest", ContestEntry(entry=cast.fact(1), text=told))
    for fact in vignette.facts:
        yield move(
            RECORDER, f"core-{fact.number}", MarkCore(entry=cast.fact(fact.number), core=True)
        )
    for factor in vignette.case_factors:
        yield _case_factor(cast, cast.case_factor(factor.id), cast.say(factor.label), factor.facts)
    yield move(MODERATOR, "leave-facts", Advance(expected=FACTS))


def _case_factor(cast: Cast, entry: EntryId, label: str, numbers: tuple[int, ...]) -> Move:
    content = CaseFactor(label=label[:100], facts=tuple(cast.fact(n) for n in numbers))
    return Move(MODERATOR, CommandKey(entry), AddEntry(content=content))
