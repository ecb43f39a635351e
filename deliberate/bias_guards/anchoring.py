"""Nothing to hold on to but the facts: no figure, no proposal and no own judgement comes first."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.forms import Asks, complete
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import ROUND_1, ROUND_2
from deliberate.sessions.refusals import Note, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.rounds.state import Round, Status
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Sees, Viewer

FIGURES = Sees.DISTRIBUTION | Sees.PREFERENCE | Sees.DOSSIER
JUDGING = (ROUND_1, ROUND_2)


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """No judgement before the factors: it would be what they are then made to fit."""
    if not isinstance(command, GiveAnswers):
        return None
    this = session.rounds.get(command.round)
    if this is None or not this.open or (this.seats and actor.seat not in this.seats):
        return None
    form = FORMS[this.spec](session)
    after = {**brought.own, **command.answers}
    if all(complete(q, after.get(q.id)) for q in form.questions if q.first):
        return None
    asked = (form.get(question) for question in command.answers)
    early = next((q for q in asked if q is not None and not q.first), None)
    return Refusal("factors_first", early.id) if early else None


def withholds(session: Session, viewer: Viewer) -> Sees:
    """As long as anybody is judging, nobody sees a figure: not of this round, nor of another."""
    judging = any(_open(session.rounds.get(round_id)) for round_id in JUDGING)
    return FIGURES if judging else Sees.NOTHING


def _open(this: Round | None) -> bool:
    return this is not None and this.open


def reports(session: Session) -> tuple[Note, ...]:
    """How many factors came before any judgement, in how many orders; nothing of an open round."""
    first = session.rounds.get(ROUND_1)
    shown = first.sealed if first and first.status is Status.REVEALED else ()
    factors = sum(q.asks is Asks.FACTOR for q in FORMS[ROUND_1](session).questions) if shown else 0
    return (Note("anchoring", {"factors": factors, "orders": len(shown)}),)


GUARD = Guard("anchoring", refuses, withholds=withholds, reports=reports)
