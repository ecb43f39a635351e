"""The one way out: what anybody sees of a session is this view, built from a redacted session."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .commands import Command
from .guards import Guard
from .ids import Millis, RoundId, SeatId, StageId
from .kinds import KINDS
from .kinds._base import Kind
from .needs import open_needs, text_needs
from .redact import redact
from .refusals import Need, Note
from .roles import Role
from .rounds.count import late_round, progress
from .rounds.state import Round
from .seating.state import Standing
from .shielding import without_shielded
from .stages._base import Stage
from .state import Session
from .testing.process import Finding, findings
from .views.blind import FormView, form_view
from .views.clock import Clock, clock
from .views.course import CaseView, Danger, RailStep, case, danger
from .views.dossier import Dossier, dossier
from .views.look import Knock, Look, Presence
from .views.notices import Notice, notices
from .views.people import PersonView, You, people, you
from .views.protection import GuardView, protection
from .views.standing import StandingView, standing_view
from .views.tasks import TaskView, tasks
from .views.windows import WindowsView, windows
from .visibility import Made, Sees, Viewer


@dataclass(frozen=True, slots=True)
class Done:
    """How many have sealed the round that is open, out of how many."""

    round: RoundId
    sealed: int
    of: int


@dataclass(frozen=True, slots=True)
class View:
    """What one viewer sees. `v` counts public events and the viewer's own private ones."""

    v: int
    admitted: bool
    stage_id: StageId
    window: str
    you: You
    case: CaseView | None
    rail: tuple[RailStep, ...]
    clock: Clock
    danger: Danger
    notices: tuple[Notice, ...]
    people: tuple[PersonView, ...]
    windows: WindowsView | None
    needs: tuple[Need, ...]
    can: frozenset[str]
    done: Done | None
    late: FormView | None
    stage: object
    dossier: Dossier | None
    standing: StandingView | None = None
    tasks: tuple[TaskView, ...] = ()
    knocks: tuple[Knock, ...] = ()
    protection: tuple[GuardView, ...] | None = None
    """Only where it was asked for."""


NOBODY = Presence()
NO_CLOCK = Clock(Millis(0), 0, Millis(0), 0, Millis(0), Millis(0), ())


def project(
    session: Session,
    viewer: Viewer,
    guards: Sequence[Guard],
    presence: Presence = NOBODY,
    also: Sees = Sees.NOTHING,
) -> View:
    """Redact, then build; whatever was not granted is not there.

    `also` asks for what has a page of its own, so that no other page waits for it.
    """
    kind = KINDS[session.opened.kind]
    stage = kind.stage(session.progress.stage)
    if not _admitted(session, viewer, stage):
        return _waiting(session, viewer)
    sees = seen(session, viewer, guards)
    notes: tuple[Note, ...] = ()
    if Sees.DOSSIER in sees:
        notes = _reported(without_shielded(session, viewer), viewer, guards)
    look = Look(viewer, sees, presence, notes, _found(session, viewer, sees))
    redacted = redact(session, viewer, sees)
    view = _view(session, redacted, look, kind, stage, guards)
    if Sees.PROTECTION in sees & also:
        return replace(view, protection=_protection(session, redacted, look, guards))
    return view


def _protection(
    whole: Session, session: Session, look: Look, guards: Sequence[Guard]
) -> tuple[GuardView, ...]:
    """What the guards tell of the whole record once there is one, and until then of what this
    viewer may see: so nothing of an open round, and nothing that is shielded, can be told."""
    known = without_shielded(whole, look.viewer)
    needs = open_needs(known, KINDS[known.opened.kind], guards)
    return protection(known if look.may(Sees.DOSSIER) else session, needs, guards)


def _reported(session: Session, viewer: Viewer, guards: Sequence[Guard]) -> tuple[Note, ...]:
    """What guards did is told in numbers, and so to no family."""
    if viewer.recipient.made is Made.FAMILY:
        return ()
    told = ((guard.name, note) for guard in guards for note in guard.reports(session))
    return tuple(replace(note, guard=name) for name, note in told)


def _found(session: Session, viewer: Viewer, sees: Sees) -> tuple[Finding, ...]:
    """What the log shows of the process; redacting takes away who sealed, so it comes before."""
    if Sees.TEST not in sees or viewer.recipient.made is Made.FAMILY:
        return ()
    return findings(without_shielded(session, viewer))


def seen(session: Session, viewer: Viewer, guards: Sequence[Guard]) -> Sees:
    """What the stage grants to the viewer's roles, less what any guard withholds."""
    shows = KINDS[session.opened.kind].stage(session.progress.stage).shows
    granted = Sees.NOTHING
    for role in viewer.roles:
        granted |= shows.get(role, Sees.NOTHING)
    for guard in guards:
        granted &= ~guard.withholds(session, viewer)
    return granted


def _admitted(session: Session, viewer: Viewer, stage: Stage) -> bool:
    seat = session.roster.seats.get(viewer.seat)
    if seat is None:
        return Role.FILE in viewer.roles
    if seat.standing is Standing.ENDED:
        return False
    return seat.present or (stage.before_admission and seat.seated)


def _waiting(session: Session, viewer: Viewer) -> View:
    """Before admission nobody sees anything of the session."""
    look, nothing = Look(viewer, Sees.NOTHING), redact(session, viewer, Sees.NOTHING)
    return View(
        v=session.public,
        admitted=False,
        stage_id=StageId(""),
        window="",
        you=replace(you(nothing, look), advocate=False),
        case=None,
        rail=(),
        clock=NO_CLOCK,
        danger=danger(nothing),
        notices=(),
        people=(),
        windows=None,
        needs=(),
        can=frozenset(),
        done=None,
        late=None,
        stage=None,
        dossier=None,
    )


def _view(
    whole: Session,
    session: Session,
    look: Look,
    kind: Kind,
    stage: Stage,
    guards: Sequence[Guard],
) -> View:
    leads = Role.MODERATOR in look.viewer.roles
    asked, known = open_round(whole), without_shielded(whole, look.viewer)
    return View(
        v=whole.public + whole.private.get(look.viewer.seat, 0),
        admitted=True,
        stage_id=stage.id,
        window=stage.window,
        you=you(session, look),
        case=case(session, look.locale) if look.may(Sees.WINDOWS) else None,
        rail=_rail(kind, stage),
        clock=NO_CLOCK if look.viewer.recipient.made is Made.FAMILY else clock(session),
        danger=danger(session),
        notices=notices(session) if look.may(Sees.WINDOWS) else (),
        people=people(session, look, _by_name(asked, kind)),
        windows=windows(session, look) if look.may(Sees.WINDOWS) else None,
        needs=_needs(whole, session, look, kind, guards),
        can=_can(stage, look.viewer.roles),
        done=_done(whole, kind, asked) if look.may(Sees.PROGRESS) else None,
        late=_late(session, look),
        stage=stage.build(session, look),
        standing=standing_view(known) if look.may(Sees.PROGRESS) else None,
        tasks=tasks(known, look, kind),
        dossier=dossier(session, look) if look.may(Sees.DOSSIER) else None,
        knocks=look.presence.knocks if leads else (),
    )


def _needs(
    whole: Session, session: Session, look: Look, kind: Kind, guards: Sequence[Guard]
) -> tuple[Need, ...]:
    """All for who leads, texts for who writes them down; somebody who came late rates first."""
    if Role.MODERATOR in look.viewer.roles:
        return open_needs(whole, kind, guards)
    if Role.RECORDER in look.viewer.roles and _late(session, look) is None:
        return text_needs(open_needs(without_shielded(whole, look.viewer), kind, guards))
    return ()


def open_round(session: Session) -> Round | None:
    """The round that everybody is in now, if there is one."""
    return next((r for r in session.rounds.values() if r.open and not r.seats), None)


def _done(session: Session, kind: Kind, asked: Round | None) -> Done | None:
    if asked is None:
        return None
    sealed, of = progress(session, asked, kind.spec(asked.spec))
    return Done(asked.id, sealed, of)


def _by_name(asked: Round | None, kind: Kind) -> RoundId | None:
    """The round in which who leads may know who is done: where somebody is waited for. What comes
    out of the others by one press would else have a name on it, as long as few are done."""
    spec = kind.spec(asked.spec) if asked else None
    waits = spec is not None and (spec.waited_for or not spec.called)
    return asked.id if asked and waits else None


def _rail(kind: Kind, stage: Stage) -> tuple[RailStep, ...]:
    here = kind.position(stage.id)
    return tuple(
        RailStep(s.id, s.window, "done" if n < here else "now" if n == here else "next")
        for n, s in enumerate(kind.stages)
    )


def _can(stage: Stage, roles: frozenset[Role]) -> frozenset[str]:
    granted: set[type[Command]] = set()
    for role in roles:
        granted |= stage.accepts.get(role, frozenset())
    return frozenset(command.__name__ for command in granted)


def _late(session: Session, look: Look) -> FormView | None:
    this = session.rounds.get(late_round(SeatId(look.viewer.seat)))
    return form_view(session, look, this) if this is not None and this.open else None
