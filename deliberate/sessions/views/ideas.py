"""The silent round as one viewer sees it: the own ideas while it is open, all of them after."""

from dataclasses import dataclass

from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import IDEAS, EntryId, IdeaId, Millis, QuestionId
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.rounds.ideas import family_spoke
from deliberate.sessions.rounds.state import Round
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Sees

from .look import Look

MINUTE = 60_000
NEVER = Millis(0)


@dataclass(frozen=True, slots=True)
class OwnIdea:
    """Room for one possibility of the viewer's own; `own` is what was saved of it."""

    q: QuestionId
    own: Answer | None


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """What somebody thought of, without a name; `into` is the option it went to."""

    id: IdeaId
    text: str
    pro: str
    con: str
    into: EntryId | None = None


@dataclass(frozen=True, slots=True)
class IdeasView:
    """Where the silent round stands.

    `may_open` once the family has come first. `room` is empty for who only looks on. `waiting`
    has what still has to be put on the list; what was no possibility is counted and gone.
    """

    called: bool = False
    open: bool = False
    may_open: bool = False
    attempt: int = 0
    minutes: int = 0
    until: Millis = NEVER
    room: tuple[OwnIdea, ...] = ()
    sealed: bool = False
    unreadable: int = 0
    waiting: tuple[IdeaRow, ...] = ()
    placed: tuple[IdeaRow, ...] = ()
    dropped: int = 0


def ideas_view(session: Session, look: Look) -> IdeasView:
    this, minutes = session.rounds.get(IDEAS), session.opened.parameters.ideas_minutes
    if this is None:
        return IdeasView(may_open=family_spoke(session), minutes=minutes)
    if this.open:
        return _writing(session, look, this, minutes)
    rows = tuple(IdeaRow(i.id, i.text, i.pro, i.con, this.placed.get(i.id)) for i in this.ideas)
    return IdeasView(
        called=True,
        attempt=this.attempt,
        minutes=minutes,
        waiting=tuple(row for row in rows if row.id not in this.placed),
        placed=tuple(row for row in rows if row.into is not None),
        dropped=sum(into is None for into in this.placed.values()),
    )


def _writing(session: Session, look: Look, this: Round, minutes: int) -> IdeasView:
    """Nothing but the viewer's own, and the end of the two minutes."""
    seat, takes_part = look.viewer.seat, look.may(Sees.OWN)
    own = {q: a for (r, q), a in look.viewer.own.items() if r == this.id} if takes_part else {}
    asked = FORMS[this.spec](session).questions if takes_part else ()
    return IdeasView(
        called=True,
        open=True,
        attempt=this.attempt,
        minutes=minutes,
        until=Millis(this.opened_at + minutes * MINUTE),
        room=tuple(OwnIdea(q.id, own.get(q.id)) for q in asked),
        sealed=takes_part and seat in this.sealed,
        unreadable=sum(q not in own for q in this.answered.get(seat, {})),
    )
