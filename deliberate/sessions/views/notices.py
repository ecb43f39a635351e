"""What everybody must see: a bypass, who sits at the table since judging began, a halt."""

from dataclasses import dataclass

from deliberate.sessions import scope
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.state import Change
from deliberate.sessions.state import Session


@dataclass(frozen=True, slots=True)
class Notice:
    """Something everybody must see: a bypass, a round thrown away, a provisional decision."""

    code: str
    params: tuple[tuple[str, str], ...]


def notices(session: Session) -> tuple[Notice, ...]:
    """Bypasses by name and reason, a void round, what half an hour cannot decide, a halt."""
    found = [
        Notice("bypassed", (("need", b.need), ("by", _name(session, b.by)), ("reason", b.reason)))
        for b in session.progress.bypassed
    ]
    found += _advocate(session)
    found += _table(session)
    found += _left_out(session)
    found += [
        Notice("round_again", (("round", r.id), ("attempt", str(r.attempt))))
        for r in session.rounds.values()
        if r.attempt > 1 and r.open
    ]
    found += [Notice("needs_full_session", (("option", o.title),)) for o in scope.too_far(session)]
    if session.progress.undone >= len(session.verdict.decisions) > 0:
        last = session.progress.reopened[-1]
        said = (("name", _name(session, last.by)), ("reason", last.reason))
        found.append(Notice("reopened", said))
    if session.progress.paused:
        found.append(Notice("paused", ()))
    if provisional := session.progress.provisional:
        said = (("text", provisional.text), ("until", provisional.until))
        found.append(Notice("provisional", said))
    return tuple(found)


def _advocate(session: Session) -> list[Notice]:
    """Whoever got the role otherwise than by the first draw is said to everybody."""
    challenge = session.challenge
    name = ("name", _name(session, challenge.advocate or ""))
    if over := challenge.overridden:
        said = (name, ("by", _name(session, over.by)), ("reason", over.reason))
        return [Notice("advocate_overridden", said)]
    if guest := challenge.guest:
        called = (("name", guest.name), ("organisation", guest.organisation))
        return [Notice("advocate_guest", called)]
    last = challenge.draws[-1] if challenge.draws else None
    if last is None or not last.seat or challenge.laid_down:
        return []
    match last.because:
        case "replaced":
            return [Notice("advocate_replaced", (name,))]
        case "role":
            return [Notice("advocate_put_aside", (name,))]
        case "back":
            return [Notice("advocate_back", (name,))]
        case _:
            return []


def _table(session: Session) -> list[Notice]:
    """Who came, went, or got another role or device since the first round was opened: the last of
    each for each seat, until the stage after the one in which it happened is over."""
    kind = KINDS[session.opened.kind]
    here = kind.position(session.progress.stage)
    last = {(c.seat, _sort(c)): c for c in session.roster.changes}
    return [
        _changed(session, c)
        for c in session.roster.changes
        if last[c.seat, _sort(c)] is c and here - kind.position(c.stage) <= 1
    ]


def _left_out(session: Session) -> list[Notice]:
    """To who leads, and to whose answers they are: nobody is left out of a count unseen."""
    kind = KINDS[session.opened.kind]
    here = kind.position(session.progress.stage)
    return [
        Notice("left_out", (("name", _name(session, seat)), ("round", this.id), ("reason", why)))
        for this in session.rounds.values()
        if here - kind.position(kind.spec(this.spec).closes_in) <= 1
        for seat, why in this.excluded.items()
    ]


def _sort(change: Change) -> str:
    """Coming and going are of one sort: only how it ended is told."""
    return change.what if change.what in {"roles", "moved"} else "place"


def _changed(session: Session, change: Change) -> Notice:
    said = [("name", _name(session, change.seat))]
    if change.what in {"added", "roles"}:
        said.append(("roles", _codes(change.roles)))
    if change.what == "roles":
        said.append(("earlier_roles", _codes(change.earlier)))
    return Notice(f"seat_{change.what}", tuple(said))


def _codes(roles: frozenset[Role]) -> str:
    return " ".join(role.value for role in Role if role in roles)


def _name(session: Session, seat: str) -> str:
    return next((s.name for s in session.roster.seats.values() if s.id == seat), "")
