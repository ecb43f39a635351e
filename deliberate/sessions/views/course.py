"""The course of a session: rail, notices, danger, and what is still needed."""

from dataclasses import dataclass

from deliberate.sessions import scope
from deliberate.sessions.ids import Millis, StageId
from deliberate.sessions.state import Session


@dataclass(frozen=True, slots=True)
class RailStep:
    """One stage on the rail; `state` is done, now or next."""

    stage: StageId
    window: str
    state: str


@dataclass(frozen=True, slots=True)
class Danger:
    """Whether the session is frozen, and the answer to the acute question in this stage."""

    on: bool
    since: Millis
    answered: bool
    acute: bool
    note: str
    notes: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something everybody must see: a bypass, a round thrown away, a provisional decision."""

    code: str
    params: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """The head of a case."""

    kind: str
    label: str
    decision_question: str
    decision_authority: str
    framework: str
    weighty: bool
    catalogue: str
    catalogue_version: str
    disclaimer: str
    factors: int
    short: bool


def danger(session: Session) -> Danger:
    alarm, stage = session.alarm, session.progress.stage
    answer = alarm.answered_in(stage)
    return Danger(
        on=alarm.on,
        since=alarm.sounded[-1].at if alarm.sounded else Millis(0),
        answered=answer is not None,
        acute=bool(answer and answer.acute),
        note=answer.note if answer else "",
        notes=tuple((n.who, n.what, n.calls, n.done, n.where) for n in alarm.notes),
    )


def case(session: Session, locale: str) -> CaseView:
    progress, catalogue = session.progress, session.opened.catalogue
    return CaseView(
        kind=session.opened.kind,
        label=session.opened.label,
        decision_question=progress.decision_question,
        decision_authority=progress.decision_authority,
        framework=progress.framework,
        weighty=scope.weighty(session),
        catalogue=catalogue.title.at(locale),
        catalogue_version=catalogue.version,
        disclaimer=catalogue.disclaimer.at(locale),
        factors=len(catalogue.factors),
        short=session.opened.parameters.short,
    )


def notices(session: Session) -> tuple[Notice, ...]:
    """Bypasses by name and reason, a void round, what half an hour cannot decide, a halt."""
    found = [
        Notice("bypassed", (("need", b.need), ("by", _name(session, b.by)), ("reason", b.reason)))
        for b in session.progress.bypassed
    ]
    found += _advocate(session)
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
    if last and last.because == "replaced" and last.seat and not challenge.laid_down:
        return [Notice("advocate_replaced", (name,))]
    return []


def _name(session: Session, seat: str) -> str:
    return next((s.name for s in session.roster.seats.values() if s.id == seat), "")
