"""Several cases in one meeting: whose turn it is, when the next is due, and going on to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from deliberate.runner import Done
from deliberate.sessions.commands import Command
from deliberate.sessions.flow.commands import Advance, ReopenDecision, Resume
from deliberate.sessions.flow.decide import SCREEN
from deliberate.sessions.ids import OPEN, PREPARE, CommandKey, Millis, SeatId, SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import EnterByLink
from deliberate.sessions.state import Session
from deliberate.sessions.views import clock
from deliberate.store import agendas, seats
from deliberate.store.agendas import Item
from deliberate.store.database import reading

from .house import House

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Case:
    """One case of an agenda and how it stands."""

    item: Item
    state: Session

    @property
    def session(self) -> SessionId:
        return self.item.session

    @property
    def ahead(self) -> bool:
        """Still being prepared."""
        return self.state.progress.stage == PREPARE

    @property
    def closed(self) -> bool:
        return self.state.progress.meeting_closed is not None

    @property
    def adjourned(self) -> bool:
        """In the middle of its meeting, which may go on later."""
        halted = self.state.progress.provisional is not None
        return halted and not self.ahead and not self.closed

    @property
    def over(self) -> bool:
        """Its meeting is closed, or adjourned for now."""
        return self.closed or self.adjourned

    @property
    def on(self) -> bool:
        return not self.ahead and not self.over

    @property
    def minutes(self) -> int:
        """Planned for the whole meeting; an overrun never makes it less."""
        return sum(clock.planned(self.state).values())

    @property
    def began(self) -> Millis | None:
        return self.state.progress.entered.get(OPEN)

    @property
    def ended(self) -> Millis | None:
        """When its meeting was closed, or since when it is adjourned."""
        progress = self.state.progress
        if progress.meeting_closed is not None:
            return progress.meeting_closed
        return progress.halts[-1].since if self.over and progress.halts else None


@dataclass(frozen=True, slots=True)
class Planned:
    """When a case was to begin by the sum of planned minutes, and when it now will; before the
    first case has begun there are no times, only minutes."""

    case: Case
    first: Millis | None
    now: Millis | None

    @property
    def later(self) -> int:
        """By how many minutes it has moved; what goes faster than planned moves nothing."""
        if self.first is None or self.now is None:
            return 0
        return max(0, (self.now - self.first) // MINUTE)


def cases(house: House, session: SessionId) -> tuple[Case, ...]:
    """The whole agenda of a session; nothing when it is on none."""
    with reading(house.engine) as conn:
        found = agendas.around(conn, session)
    return tuple(Case(item, house.runner.state(item.session)) for item in found)


def case_of(found: tuple[Case, ...], session: SessionId) -> Case | None:
    return next((case for case in found if case.session == session), None)


def going_on(found: tuple[Case, ...]) -> Case | None:
    """The one case that the meeting is busy with, if any."""
    return next((case for case in found if case.on), None)


def following(found: tuple[Case, ...]) -> Case | None:
    """The first that has not begun."""
    return next((case for case in found if case.ahead), None)


def planned(found: tuple[Case, ...], now: Millis) -> tuple[Planned, ...]:
    """Beginnings by plan and by what has happened: a case that overruns moves those after it."""
    return tuple(_planned(found, now))


def _planned(found: tuple[Case, ...], now: Millis) -> Iterator[Planned]:
    plan = cursor = min((case.began for case in found if case.began is not None), default=None)
    for case in found:
        if case.ahead and cursor is not None:
            cursor = max(cursor, now)
        yield Planned(case, plan, case.began or cursor)
        if plan is None or cursor is None:
            continue
        length = case.minutes * MINUTE
        plan = Millis(plan + length)
        cursor = case.ended or Millis((case.began or cursor) + length)
        if case.on:
            cursor = max(cursor, now)


@dataclass(slots=True)
class Agenda:
    """Carries commands out so that of one agenda only one case is going on at a time."""

    house: House
    _turn: Lock = field(default_factory=Lock)

    def run(
        self, session: SessionId, command: Command, seat: SeatId, key: CommandKey, token: str
    ) -> Done | Refusal:
        """As the runner does, but a case begins or goes on only when it is its turn."""
        run = self.house.runner.run
        goes_on = isinstance(command, Resume | ReopenDecision)
        if not goes_on and command != Advance(expected=PREPARE):
            return run(session, command, seat, key, token)
        with self._turn:  # two cases must not both find that no other is going on
            if refusal := self._refusal(session, command):
                return refusal
            outcome = run(session, command, seat, key, token)
        if isinstance(outcome, Done):
            self._began(session)
        return outcome

    def begin(self, session: SessionId, seat: SeatId, token: str) -> Done | Refusal:
        """Open the meeting of a case that has been prepared."""
        key = CommandKey(f"agenda-{self.house.token()[:22]}")
        return self.run(session, Advance(expected=PREPARE), seat, key, token)

    def _refusal(self, session: SessionId, command: Command) -> Refusal | None:
        found = cases(self.house, session)
        this = case_of(found, session)
        advances = isinstance(command, Advance)
        waits = this is not None and (this.ahead if advances else this.adjourned)
        if this is None or not (waits or isinstance(command, ReopenDecision)):
            return None  # no agenda; or asked again, or only a break that ends
        if any(case.on for case in found):
            return Refusal("another_case_is_on")
        if advances and following(found) is not this:
            return Refusal("another_case_is_first")
        return None

    def _began(self, session: SessionId) -> None:
        """Whoever looks at a case that is over hears of it, and the projector follows."""
        found = [case for case in cases(self.house, session) if case.over]
        state = self.house.runner.state(session)
        last = max(found, key=lambda case: case.ended or 0, default=None)
        if last and not state.roster.seats[SCREEN].link_taken:
            self._bring_screen(last.session, session, state)
        for case in found:
            self.house.live.stir(case.session)

    def _bring_screen(self, earlier: SessionId, session: SessionId, state: Session) -> None:
        with reading(self.house.engine) as conn:
            device = seats.holder(conn, earlier, SCREEN)
        if device:
            link = state.roster.seats[SCREEN].link
            command = EnterByLink(seat=SCREEN, device=device, link=link)
            key = CommandKey(f"follow-{SCREEN}-{link}")
            self.house.runner.run(session, command, None, key)


def led_here(house: House, session: SessionId) -> SeatId | None:
    """The seat from which this device leads a session."""
    with reading(house.engine) as conn:
        mine = seats.seats_of(conn, session, house.devices.here().hash)
    roster = house.runner.state(session).roster.seats if mine else {}
    led = (s for s in mine if roster[s].present and roster[s].has(Role.MODERATOR))
    return next(led, None)
