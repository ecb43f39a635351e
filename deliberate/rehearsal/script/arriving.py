"""Preparing, opening, and the facts."""

from collections.abc import Iterator

from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.entries.commands import AddEntry, ContestEntry, MarkCore, NothingToAdd
from deliberate.sessions.flow.commands import Advance, DescribeCase
from deliberate.sessions.ids import FACTS, OPEN, PREPARE, CommandKey, EntryId, SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import AdmitSeat, Invite, MarkAbsent
from deliberate.sessions.windows import CaseFactor, Expertise, Fact

from . import casefile, family
from ._entry import shielded
from ._move import MODERATOR, RECORDER, Cast, Move, move


def prepare(cast: Cast) -> Iterator[Move]:
    vignette, say = cast.vignette, cast.say
    described = DescribeCase(
        decision_question=say(vignette.question),
        decision_authority=say(vignette.who_may_decide)[:300],
        framework=vignette.framework,
        framework_note=say(vignette.framework_note)[:120],
    )
    yield move(MODERATOR, "describe", described)
    yield from family.people(cast)
    yield from casefile.facts(cast)
    yield from _invitations(cast)
    yield move(MODERATOR, "acute-prepare", AnswerAcute(acute=False))
    yield move(MODERATOR, "leave-prepare", Advance(expected=PREPARE))


def _invitations(cast: Cast) -> Iterator[Move]:
    say, vignette = cast.say, cast.vignette
    grounds = {s.organisation: s for s in vignette.sharing}
    for n, rater in enumerate(vignette.raters):
        ground = grounds.get(rater.organisation)
        roles = {Role.RATER} | ({Role.PRESENTER} if rater.presenter else set())
        roles |= {Role.BOARD} if rater.board else set()
        invited = Invite(
            name=rater.name,
            discipline=say(rater.role)[:80],
            organisation=rater.organisation,
            roles=frozenset(roles | ({Role.DECISION_MAKER} & _decides(cast, rater.letter))),
            sharing="by_name" if ground is None or ground.by_name else "anonymous",
            ground=say(ground.ground) if ground else say(vignette.framework_note)[:300],
            often_differs=n == len(vignette.raters) - 1,
        )
        yield move(MODERATOR, cast.seat(rater.letter), invited)
    recorder = Invite(
        name=vignette.recorder.name,
        discipline=say(vignette.recorder.role)[:80],
        organisation=vignette.recorder.organisation,
        roles=frozenset({Role.RECORDER}),
        sharing="by_name",
        ground=say(vignette.framework_note)[:300],
    )
    yield move(MODERATOR, RECORDER, recorder)
    yield from _absent(cast)


def _absent(cast: Cast) -> Iterator[Move]:
    """Invited, and known not to come: the record says why."""
    say = cast.say
    for number, absent in enumerate(cast.vignette.absent):
        invited = Invite(
            name=absent.name,
            discipline=say(absent.role),
            organisation=absent.organisation,
            roles=frozenset({Role.OBSERVER}),
            ground=say(absent.ground),
        )
        seat = SeatId(f"seat-absent-{number}")
        yield move(MODERATOR, seat, invited)
        yield move(MODERATOR, f"absent-{number}", MarkAbsent(seat=seat, reason=say(absent.reason)))


def _decides(cast: Cast, letter: str) -> set[Role]:
    return {Role.DECISION_MAKER} if letter == cast.vignette.decider else set()


def opening(cast: Cast) -> Iterator[Move]:
    """The moderator admits everybody; the devices are already bound when this is played."""
    for seat in (*cast.raters, RECORDER):
        yield move(MODERATOR, f"admit-{seat}", AdmitSeat(seat=seat))
    yield move(MODERATOR, "acute-open", AnswerAcute(acute=False))
    wanted = Expertise(
        text=cast.say(cast.vignette.expertise_missing), who=cast.say(cast.vignette.expertise_caller)
    )
    yield move(MODERATOR, "expertise", AddEntry(content=wanted))
    yield move(MODERATOR, "leave-open", Advance(expected=OPEN))


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
        yield from shielded(cast, f"unique-{rater.letter}", rater.card_shielded_from)
    yield from _contested(cast)
    for fact in vignette.facts:
        yield move(
            RECORDER, f"core-{fact.number}", MarkCore(entry=cast.fact(fact.number), core=True)
        )
    for factor in vignette.case_factors:
        yield _case_factor(cast, cast.case_factor(factor.id), cast.say(factor.label), factor.facts)
    yield move(MODERATOR, "leave-facts", Advance(expected=FACTS))


def _contested(cast: Cast) -> Iterator[Move]:
    """Who tells it otherwise, beside the fact; a card that nobody brought has no fact."""
    letters = {rater.letter for rater in cast.vignette.raters}
    for number, contested in enumerate(cast.vignette.contested):
        if contested.card and contested.card not in letters:
            continue
        about = cast.fact(contested.fact) if contested.fact else EntryId(f"unique-{contested.card}")
        for place, said in enumerate(contested.says):
            other = ContestEntry(
                entry=about, text=cast.say(said.text), source=cast.say(said.source)
            )
            yield move(RECORDER, f"contest-{number}-{place}", other)


def _case_factor(cast: Cast, entry: EntryId, label: str, numbers: tuple[int, ...]) -> Move:
    content = CaseFactor(label=label[:100], facts=tuple(cast.fact(n) for n in numbers))
    return Move(MODERATOR, CommandKey(entry), AddEntry(content=content))
