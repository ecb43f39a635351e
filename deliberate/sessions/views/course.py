"""The course of a session: rail, notices, danger, and what is still needed."""

from dataclasses import dataclass

from deliberate.sessions import scope
from deliberate.sessions.framework import Framework
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
class CaseView:
    """The head of a case."""

    kind: str
    label: str
    decision_question: str
    decision_authority: str
    framework: Framework
    framework_note: str
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
        framework_note=progress.framework_note,
        weighty=scope.weighty(session),
        catalogue=catalogue.title.at(locale),
        catalogue_version=catalogue.version,
        disclaimer=catalogue.disclaimer.at(locale),
        factors=len(catalogue.factors),
        short=session.opened.parameters.short,
    )
