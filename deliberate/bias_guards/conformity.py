"""Nobody goes along unseen: who moves far says why, and who disagrees is asked in private."""

from collections.abc import Iterator

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.forms import DISAGREES, Shift, complete, moved
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import AGREEMENT, BLIND_2, ROUND_2, QuestionId, StageId
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Need, Note, Params, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.rounds.apart import polarised
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers, SealRound, VoidRound
from deliberate.sessions.rounds.count import open_rounds, waiting
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.rounds.shifts import held_against, unexplained
from deliberate.sessions.rounds.spec import RoundSpec
from deliberate.sessions.rounds.state import Round, Status
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.objections import agreed, silence
from deliberate.sessions.windows import Dissent


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """No round is done while somebody moved far without a reason; the private question whether
    each agrees is neither closed over anybody's head nor thrown away, and told by nobody's words
    while it is open."""
    if isinstance(command, AddEntry | CorrectEntry | WithdrawEntry):
        return _writing(session, command)
    if not isinstance(command, GiveAnswers | SealRound | CloseRound | VoidRound):
        return None
    this = session.rounds.get(command.round)
    if this is None or not this.open:
        return None
    if isinstance(command, VoidRound):
        kept = _spec(session, this).waited_for
        return Refusal("question_is_not_thrown_away", "round") if kept else None
    if isinstance(command, CloseRound):
        return _closing(session, this)
    if held_against(this.spec) is None:
        return None
    silent = tuple(_silent(session, this, command, actor, brought))
    if silent:
        return Refusal("shift_reason_missing", silent[0], {"missing": len(silent)})
    return None


def _spec(session: Session, this: Round) -> RoundSpec:
    return KINDS[session.opened.kind].spec(this.spec)


def _asked_in_private(session: Session) -> bool:
    return any(_spec(session, this).waited_for for this in open_rounds(session))


def _writing(session: Session, command: AddEntry | CorrectEntry | WithdrawEntry) -> Refusal | None:
    """A dissent that comes, changes or goes while all are being asked would tell who disagrees."""
    if isinstance(command, WithdrawEntry):
        known = session.entries.by_id.get(command.entry)
        said, where = known.content if known else None, "entry"
    else:
        said, where = command.content, "content"
    if isinstance(said, Dissent) and _asked_in_private(session):
        return Refusal("after_the_question", where)
    return None


def _silent(
    session: Session, this: Round, command: GiveAnswers | SealRound, actor: Actor, brought: Brought
) -> Iterator[QuestionId]:
    """Before sealing, a shift may wait for its reason; afterwards none goes without."""
    form = FORMS[this.spec](session)
    if isinstance(command, SealRound):
        if all(complete(q, brought.own.get(q.id)) for q in form.questions):
            yield from unexplained(session, form, brought.own, brought.earlier)
    elif actor.seat in this.sealed:
        levels = session.opened.parameters.shift_levels
        for asked, answer in command.answers.items():
            if answer.shift is None and moved(answer, brought.earlier.get(asked), levels):
                yield asked


def _closing(session: Session, this: Round) -> Refusal | None:
    spec = _spec(session, this)
    open_ = len(waiting(session, this, spec)) if spec.waited_for else 0
    return Refusal("agreement_unanswered", "round", {"open": open_}) if open_ else None


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """Everybody is asked in private whether they agree, and can still write down why not, before
    people leave."""
    return tuple(_needs(session, stage))


def _needs(session: Session, stage: StageId) -> Iterator[Need]:
    for this in session.rounds.values():
        spec = _spec(session, this)
        if not (this.open and spec.waited_for and spec.closes_in == stage):
            continue
        left = waiting(session, this, spec)
        for seat in left:
            name = {"name": session.roster.seats[seat].name}
            yield Need("agreement_open", name, seat, gate="G2")
        if not left:
            yield Need("agreement_to_close", gate="G2")


def reports(session: Session) -> tuple[Note, ...]:
    """How many answers moved far and why, what went apart, and who objected, in numbers."""
    second = session.rounds.get(ROUND_2)
    if second is None or second.summary is None:
        return ()
    shifts = [item.shifts for item in second.summary.items]
    params = {
        "moved": sum(sum(counts.values()) for counts in shifts),
        "went_along": sum(counts.get(Shift.WENT_ALONG, 0) for counts in shifts),
        "apart": len(tuple(polarised(session))),
        "wrote": len(session.entries.of(Dissent)),
        "silence": int(silence(session)),
    }
    if asked := agreed(session):
        params |= {"asked": asked.n, "disagree": asked.counts.get(DISAGREES, 0)}
    return (Note("conformity", {**params, **_not_heard(session)}),)


def _not_heard(session: Session) -> Params:
    """Who of the table was not heard in private: excused, with the reasons, or simply not asked,
    because they were away while the question was open."""
    this = session.rounds.get(AGREEMENT)
    if this is None or this.status is not Status.REVEALED:
        return {}
    roles = _spec(session, this).raters
    seats = session.roster.seats.values()
    told: Params = {
        "excused": len(this.excused),
        "excused_why": "; ".join(this.excused.values()),
        "unasked": sum(s.let_in and bool(s.roles & roles) and not this.done(s.id) for s in seats),
    }
    return {name: said for name, said in told.items() if said}


GUARD = Guard("conformity", refuses, needs, reports=reports, works_from=BLIND_2)
