"""How the decision stands, as everybody is told on every page after the meeting."""

from dataclasses import dataclass

from deliberate.sessions.ids import Millis
from deliberate.sessions.state import Session
from deliberate.sessions.states import Step, stand, steps


@dataclass(frozen=True, slots=True)
class StepView:
    """One state with the names of who tested it."""

    state: str
    since: Millis
    by: tuple[str, ...]
    moderator_too: bool
    because: str
    until: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """The state that holds, and every one before it."""

    state: str
    since: Millis
    date: str
    plan: str
    advice: bool
    steps: tuple[StepView, ...]


def standing_view(session: Session) -> StandingView | None:
    """Nothing before the group has decided anything for the first time."""
    now = stand(session)
    if now is None:
        return None
    return StandingView(
        state=now.now.state,
        since=now.now.since,
        date=now.date,
        plan=now.plan,
        advice=now.advice,
        steps=tuple(_step(session, step) for step in steps(session)),
    )


def _step(session: Session, step: Step) -> StepView:
    seats = session.roster.seats
    return StepView(
        step.state,
        step.since,
        tuple(seats[seat].name for seat in step.by if seat in seats),
        step.moderator_too,
        step.because,
        step.until,
    )
