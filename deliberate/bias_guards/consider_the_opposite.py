"""Against one's own picture: the fact that decides, the one that does not fit, and the failure."""

from collections.abc import Iterator

from deliberate.sessions.brought import Brought
from deliberate.sessions.challenge.commands import AnswerPoint, DeliverPoint, FactKind, PointKind
from deliberate.sessions.challenge.misfit import misfit
from deliberate.sessions.challenge.owed import OPPOSITE, asked, in_full, near_unanimous, owed
from deliberate.sessions.commands import Command
from deliberate.sessions.forms import NONE_OF_THESE, complete
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import CHALLENGE, REVEAL, ROUND_1, StageId, question
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.rounds.commands import SealRound
from deliberate.sessions.rounds.forms import DECIDING_FACT, FORMS
from deliberate.sessions.scope import weighty
from deliberate.sessions.state import Session


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """Everybody names the fact that decides, the group one that does not fit; and only a group
    that judged alike looks back from failure."""
    match command:
        case SealRound():
            return _deciding(session, command, brought)
        case DeliverPoint(kind=PointKind.PRE_MORTEM) if session.progress.stage == CHALLENGE:
            alike = PointKind.PRE_MORTEM in asked(session)
            return None if alike else Refusal("pre_mortem_not_asked", "kind")
        case AnswerPoint():
            return _misfit(session, command)
        case _:
            return None


def _deciding(session: Session, command: SealRound, brought: Brought) -> Refusal | None:
    """Once nothing else is open: as long as more is, the round itself says how much."""
    this = session.rounds.get(command.round)
    if this is None or not this.open:
        return None
    questions = FORMS[this.spec](session).questions
    left = [q.id for q in questions if not complete(q, brought.own.get(q.id))]
    fact = question(DECIDING_FACT)
    return Refusal("deciding_fact_missing", fact) if left == [fact] else None


def _misfit(session: Session, command: AnswerPoint) -> Refusal | None:
    """To a missing fact the group answers with one that it knows and that does not fit."""
    point = session.challenge.points.get(command.point)
    if point is None or point.fact is not FactKind.MISSING:
        return None
    if not command.misfit.strip():
        return Refusal("text_missing", "misfit")
    same = _plain(command.misfit) == _plain(point.text)
    return Refusal("misfit_is_missing", "misfit") if same else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().rstrip(".").split())


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G4: the fact that does not fit, and where all judged alike the look back from failure."""
    if stage != CHALLENGE or not in_full(session):
        return ()
    may = not weighty(session)
    return tuple(
        Need("point_missing", {"kind": kind.value}, kind, bypassable=may, gate="G4")
        for kind in owed(session)
        if kind in OPPOSITE
    )


def reports(session: Session) -> tuple[Note, ...]:
    """How many named a deciding fact, how many facts these were, and what was held against it."""
    first = session.rounds.get(ROUND_1)
    if first is None or first.summary is None:
        return ()
    item = first.summary.item(question(DECIDING_FACT))
    counts = item.counts if item else {}
    named = [n for fact, n in counts.items() if fact != NONE_OF_THESE and n]
    params = {
        "named": sum(named),
        "facts": len(named),
        "none": counts.get(NONE_OF_THESE, 0),
        "alike": int(near_unanimous(session)),
        **dict(_held_against(session)),
    }
    return (Note("consider_the_opposite", params),)


def _held_against(session: Session) -> Iterator[tuple[str, int]]:
    """Told once the challenge has been; before that it is still to come."""
    kind = KINDS[session.opened.kind]
    if kind.position(session.progress.stage) > kind.position(CHALLENGE):
        yield "challenged", 1
        yield "misfit", int(bool(misfit(session)))
        yield "pre_mortem", len(session.challenge.delivered(PointKind.PRE_MORTEM))


GUARD = Guard("consider_the_opposite", refuses, needs, reports=reports, works_from=REVEAL)
