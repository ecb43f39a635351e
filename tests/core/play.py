"""Plays a vignette through decide, fold and project, without database or web."""

from dataclasses import dataclass, field
from datetime import date

from deliberate.bias_guards import GUARDS
from deliberate.catalogue import load
from deliberate.rehearsal import casting
from deliberate.rehearsal.script import STAGED, Move
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR, settled, shown_ideas
from deliberate.sessions.brought import Brought
from deliberate.sessions.decide import decide
from deliberate.sessions.events import Event
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import CommandKey, Millis, QuestionId, RoundId, SeatId
from deliberate.sessions.project import View, project
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import SYSTEM, Actor, Role
from deliberate.sessions.rounds.commands import GiveAnswers, RevealRound
from deliberate.sessions.rounds.count import counted
from deliberate.sessions.rounds.events import RoundClosed, RoundOpened
from deliberate.sessions.rounds.merge import explained, merged
from deliberate.sessions.rounds.shifts import held_against
from deliberate.sessions.rounds.spec import OpenedAnswer
from deliberate.sessions.seating.commands import AdmitSeat, EnterByLink
from deliberate.sessions.state import EMPTY, Session, fold
from deliberate.sessions.visibility import Sees, Viewer
from deliberate.summaries import summarise

NOON = 1_800_000_000_000
ROOM = SeatId("screen")


@dataclass
class Table:
    """A session in memory; blind answers are kept beside it, as the envelopes would be."""

    vignette_id: str = "V1"
    locale: str = "nl"
    seed: str = "5eed"
    seats: int | None = None
    short: bool = False
    session: Session = EMPTY
    events: list[Event] = field(default_factory=list)
    answers: dict[tuple[RoundId, SeatId], dict[QuestionId, Answer]] = field(default_factory=dict)
    clock: int = NOON

    def __post_init__(self):
        self.cast = casting.cast(self.vignette_id, self.seats, self.locale, date(2027, 1, 15))
        catalogue = load.shortlist(load.starter(), self.cast.vignette.factor_ids)
        moderator = self.cast.vignette.moderator
        opened = OpenSession(
            kind="consultation",
            label=f"{self.vignette_id}-1",
            moderator=moderator.name,
            organisation=moderator.organisation,
            discipline="GW",
            catalogue=catalogue,
            short=self.short,
        )
        self.must(opened, None, "open")
        self.seat(SeatId("moderator"))
        self.seat(ROOM)

    def ask(self, command, seat, key="k", **brought):
        """Decide one command; events are applied, a refusal is given back."""
        self.clock += 1000
        command = settled(command, shown_ideas(self.session))
        asked = getattr(command, "round", None)
        own = self.answers.get((asked, seat), {})
        earlier = self.answers.get((held_against(asked), seat), {})
        if isinstance(command, GiveAnswers):
            levels = self.session.opened.parameters.shift_levels
            command = explained(merged(command, own), earlier, levels)
            brought["digests"] = {q: ("d", "o") for q in command.answers}
        given = Brought(
            at=Millis(self.clock),
            draw=self.seed,
            key=CommandKey(key),
            public_key="p",
            own=own,
            earlier=earlier,
            **brought,
        )
        actor = SYSTEM if seat is None else Actor(seat, self.session.roster.seats[seat].roles)
        outcome = decide(self.session, command, actor, given, GUARDS)
        if isinstance(outcome, Refusal):
            return outcome
        if isinstance(command, GiveAnswers):
            kept = self.answers.setdefault((command.round, seat), {})
            kept.update(command.answers)
        self._take(outcome)
        for event in outcome:
            if isinstance(event, RoundClosed) and not self.session.rounds[event.round].seats:
                self._reveal(event.round, given)
        return outcome

    def must(self, command, seat, key="k"):
        outcome = self.ask(command, seat, key)
        assert not isinstance(outcome, Refusal), (command, outcome)
        return outcome

    def _take(self, events):
        self.events += events
        for event in events:
            if isinstance(event, RoundOpened):
                self.answers = {k: a for k, a in self.answers.items() if k[0] != event.round}
        self.session = fold(events, self.session)

    def _reveal(self, round_id, given):
        this = self.session.rounds[round_id]
        seats = counted(self.session, this)
        opened = tuple(
            OpenedAnswer(s, q, a)
            for s in sorted(this.sealed)
            for q, a in self.answers.get((round_id, s), {}).items()
        )
        summary = summarise(self.session, this, opened, seats)
        command = RevealRound(round=round_id, opened=opened, summary=summary)
        self._take(decide(self.session, command, SYSTEM, given, GUARDS))

    def seat(self, seat):
        self.must(EnterByLink(seat=seat, device=f"device-{seat}", link=1), None)

    def play(self, move: Move):
        """One move of the script; the advocate is whoever has been drawn."""
        seat = move.seat
        if seat == ADVOCATE:
            seat = self.session.challenge.advocate or MODERATOR
        if isinstance(move.command, AdmitSeat):
            self.seat(move.command.seat)
        return self.must(move.command, seat, move.key)

    def until(self, stage: str) -> "Table":
        """Everything up to the moment that this stage begins."""
        for name, phase in STAGED:
            if name == stage:
                break
            for move in phase(self.cast):
                self.play(move)
        return self

    def look(self, seat: SeatId, locale: str | None = None, also: Sees = Sees.NOTHING) -> View:
        own = {
            (r, q): a
            for (r, s), given in self.answers.items()
            if s == seat
            for q, a in given.items()
        }
        roles = self.session.roster.seats[seat].roles
        viewer = Viewer(seat, roles, own=own, locale=locale or self.locale)
        return project(self.session, viewer, GUARDS, also=also)

    def file(self) -> View:
        viewer = Viewer(SeatId("file"), frozenset({Role.FILE}), locale=self.locale)
        return project(self.session, viewer, GUARDS)
