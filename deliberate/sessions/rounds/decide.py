"""Decides what is asked of rounds. It sees plain answers; its events never do."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.entries.events import EntryEvent
from deliberate.sessions.forms import Answer, Form, Question, complete, fault, moved
from deliberate.sessions.ids import AGREEMENT, PROCESS, ROUND_1, QuestionId, SeatId
from deliberate.sessions.kinds._base import Kind
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.state import Session

from .commands import (
    Abstain,
    CloseRound,
    ExcludeFromCount,
    ExcuseSeat,
    GiveAnswers,
    OpenPrework,
    OpenRound,
    PlaceIdea,
    RevealRound,
    RoundCommand,
    SealRound,
    VoidRound,
)
from .count import raters, waiting
from .events import (
    AnswerSealed,
    RoundClosed,
    RoundEvent,
    RoundOpened,
    RoundVoided,
    SeatAbstained,
    SeatExcluded,
    SeatExcused,
    SeatSealed,
)
from .forms import FORMS, children
from .ideas import place
from .reveal import reveal
from .spec import Release, RoundSpec
from .state import Round

Decision = tuple[RoundEvent | EntryEvent, ...] | Refusal
ABOUT_THE_DECISION = frozenset({AGREEMENT, PROCESS})


def decide(
    session: Session, command: RoundCommand, actor: Actor, kind: Kind, brought: Brought
) -> Decision:
    if isinstance(command, OpenPrework):
        return _prework(session, kind, brought)
    if isinstance(command, OpenRound):
        return _call(session, command, kind, brought)
    this = session.rounds.get(command.round)
    if this is None:
        return Refusal("unknown_round", "round")
    if isinstance(command, RevealRound):
        return reveal(session, this, command, brought)
    if isinstance(command, PlaceIdea):
        return place(session, this, command, actor, brought)
    if not this.open:
        return Refusal("round_closed", "round")
    if isinstance(command, GiveAnswers | SealRound | Abstain):
        return _give(session, this, command, actor, kind, brought)
    return _lead(session, this, command, kind, brought)


def opening(spec: RoundSpec, attempt: int, brought: Brought) -> RoundOpened:
    """The event that opens a round for everybody with a rating role."""
    return RoundOpened(
        round=spec.id,
        spec=spec.id,
        attempt=attempt,
        seats=frozenset(),
        seed=brought.draw,
        public_key=brought.public_key,
        at=brought.at,
    )


def _prework(session: Session, kind: Kind, brought: Brought) -> Decision:
    if ROUND_1 in session.rounds:
        return Refusal("already_so", "round")
    if not children(session):
        return Refusal("child_missing")
    return (opening(kind.spec(ROUND_1), 1, brought),)


def _call(session: Session, command: OpenRound, kind: Kind, brought: Brought) -> Decision:
    """Only what is called for, in its own stage, and once."""
    spec = next((s for s in kind.rounds if s.id == command.round and s.called), None)
    if spec is None:
        return Refusal("unknown_round", "round")
    if spec.opens_in != session.progress.stage:
        return Refusal("not_now", "round")
    if spec.id in session.rounds:
        return Refusal("already_so", "round")
    if spec.id in ABOUT_THE_DECISION and session.verdict.decision is None:
        return Refusal("decision_first", "round")
    if any(this.open and not this.seats for this in session.rounds.values()):
        return Refusal("another_round_is_open", "round")
    return (opening(spec, 1, brought),)


def _may_give(session: Session, this: Round, spec: RoundSpec, seat: SeatId) -> bool:
    if seat in raters(session, this, spec):
        return True
    place = session.roster.seats[seat]
    return spec.prework == session.progress.stage and bool(place.roles & spec.raters)


Giving = GiveAnswers | SealRound | Abstain


def _give(
    session: Session, this: Round, command: Giving, actor: Actor, kind: Kind, brought: Brought
) -> Decision:
    spec = kind.spec(this.spec)
    if not _may_give(session, this, spec, actor.seat):
        return Refusal("not_your_round", "round")
    form = FORMS[spec.id](session)
    match command:
        case GiveAnswers():
            return _answers(session, this, spec, form, command, actor.seat, brought)
        case SealRound():
            return _seal(this, form, spec, actor.seat, brought)
        case Abstain():
            abstained = SeatAbstained(round=this.id, seat=actor.seat, reason=command.reason)
            return (abstained, *_close_own(this, spec, brought))


def _answers(
    session: Session,
    this: Round,
    spec: RoundSpec,
    form: Form,
    command: GiveAnswers,
    seat: SeatId,
    brought: Brought,
) -> Decision:
    if not command.answers:
        return Refusal("nothing_answered", "answers")
    for given, answer in command.answers.items():
        asked = form.get(given)
        if asked is None:
            return Refusal("unknown_question", "answers")
        if refusal := _answer_fault(asked, answer, seat in this.sealed):
            return refusal
        if answer.shift and not _shifted(session, asked, answer, brought):
            return Refusal("answer_does_not_fit", asked.id)
    together = brought.digests if spec.called else command.answers
    given_now = tuple(_sealed(this, seat, given, brought) for given in together)
    if spec.called and seat not in this.sealed:
        return (*given_now, SeatSealed(round=this.id, seat=seat))
    return given_now


def _answer_fault(asked: Question, answer: Answer, sealed: bool) -> Refusal | None:
    if refusal := fault(asked, answer):
        return refusal
    if sealed and not complete(asked, answer):
        return Refusal("answer_incomplete", asked.id)
    return None


def _shifted(session: Session, asked: Question, answer: Answer, brought: Brought) -> bool:
    """Whether there is a shift that a reason can be the reason of."""
    levels = session.opened.parameters.shift_levels
    return moved(answer, brought.earlier.get(asked.id), levels)


def _sealed(this: Round, seat: SeatId, given: QuestionId, brought: Brought) -> AnswerSealed:
    digest, own_digest = brought.digests[given]
    return AnswerSealed(
        round=this.id,
        attempt=this.attempt,
        seat=seat,
        question=given,
        revision=this.revision(seat, given) + 1,
        digest=digest,
        own_digest=own_digest,
    )


def _seal(this: Round, form: Form, spec: RoundSpec, seat: SeatId, brought: Brought) -> Decision:
    if seat in this.sealed:
        return Refusal("already_so", "round")
    missing = [q.id for q in form.questions if not complete(q, brought.own.get(q.id))]
    if missing:
        return Refusal("answers_missing", missing[0], {"missing": len(missing)})
    return (SeatSealed(round=this.id, seat=seat), *_close_own(this, spec, brought))


def _close_own(this: Round, spec: RoundSpec, brought: Brought) -> tuple[RoundEvent, ...]:
    """A late rater's own round ends with them; it is never shown."""
    if spec.release is Release.NEVER:
        return (RoundClosed(round=this.id, at=brought.at),)
    return ()


Leading = ExcuseSeat | ExcludeFromCount | VoidRound | CloseRound


def _lead(
    session: Session, this: Round, command: Leading, kind: Kind, brought: Brought
) -> Decision:
    if isinstance(command, VoidRound):
        return _void(this, command, kind, brought)
    if isinstance(command, CloseRound):
        called = kind.spec(this.spec).called
        closed = RoundClosed(round=this.id, at=brought.at)
        return (closed,) if called else Refusal("closes_with_its_stage", "round")
    if command.seat not in session.roster.seats:
        return Refusal("unknown_seat", "seat")
    if isinstance(command, ExcuseSeat):
        if this.done(command.seat):
            return Refusal("already_so", "seat")
        if command.seat not in waiting(session, this, kind.spec(this.spec)):
            return Refusal("not_waited_for", "seat")
        return (SeatExcused(round=this.id, seat=command.seat, reason=command.reason),)
    if command.seat in this.excluded:
        return Refusal("already_so", "seat")
    return (SeatExcluded(round=this.id, seat=command.seat, reason=command.reason),)


def _void(this: Round, command: VoidRound, kind: Kind, brought: Brought) -> Decision:
    spec = kind.spec(this.spec)
    if spec.release is Release.NEVER:
        return Refusal("not_your_round", "round")
    voided = RoundVoided(round=this.id, reason=command.reason, at=brought.at)
    return (voided, opening(spec, this.attempt + 1, brought))
