"""Any course of a blind round: who answers and seals, looks, comes late, is replaced, and what else
is asked meanwhile. Drawn once, and then played in worlds that differ in the blind answers alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.commands import Command
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm, NoteAlarm, SoundAlarm
from deliberate.sessions.flow.commands import (
    Adjourn,
    Advance,
    Bypass,
    ExplainWarning,
    Pause,
    Resume,
)
from deliberate.sessions.forms import Answer, Shift, complete, fault
from deliberate.sessions.ids import AGREEMENT, IDEAS, PROCESS, ROUND_1, ROUND_2, SeatId
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.needs import open_needs
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    Abstain,
    ExcludeFromCount,
    ExcuseSeat,
    GiveAnswers,
    OpenPrework,
    SealRound,
    VoidRound,
)
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.seating.commands import (
    AdmitSeat,
    EndSeat,
    GiveRole,
    Invite,
    MarkAbsent,
    MoveSeat,
    RenewLink,
)
from deliberate.sessions.verdict.commands import RecordDecision
from tests.core.anything import TYPED, Anything, any_answer
from tests.core.play import ROOM

KIND = KINDS["consultation"]
FILE = "file"
SEATS = 4
"""Raters: one who answers alike in all worlds, two who may swap, and one to whom things happen."""
LATE = SeatId("seat-D")
STARTS: Mapping[str, str] = {
    "prework": ROUND_1,
    "blind_1": ROUND_1,
    "late": late_round(LATE),
    "ideas": IDEAS,
    "blind_2": ROUND_2,
    "agreement": AGREEMENT,
    "process": PROCESS,
}
"""Every round in which something is given blind, by where a course begins."""
CALLED = {IDEAS, AGREEMENT, PROCESS}
MINUTE = 60_000
BLIND = (GiveAnswers, SealRound)
TOUCHES = (ExcuseSeat, ExcludeFromCount, MarkAbsent, EndSeat, GiveRole)
"""What changes whether somebody counts."""


@dataclass(frozen=True)
class Step:
    """One thing that happens; its label is the key of its command. After it somebody may look."""

    label: str
    seat: str
    what: str
    command: Command | None = None
    looks: str = ""


@dataclass(frozen=True)
class Course:
    """Where it begins, who answers alike in all worlds, who swap in one, and what happens."""

    start: str
    same: str
    pair: tuple[str, str]
    steps: tuple[Step, ...]
    far: int = 1
    """How many stages of the script follow when the round has been closed."""

    @property
    def round(self):
        return STARTS[self.start]

    def hidden(self, world, upto):
        """Who may see another world, by what they answered themselves."""
        if world == "swapped":
            return set(self.pair)
        blind = {step.seat for step in self.steps[: upto + 1] if step.what in {"gives", "seals"}}
        return blind - {self.same}


@dataclass(frozen=True)
class World:
    """What everybody answers blind: in `one`, in `other`, or `swapped` by two of them."""

    name: str
    same: str
    pair: tuple[str, str]

    def owner(self, seat):
        """Whose answers somebody gives."""
        if self.name != "swapped" or seat not in self.pair:
            return seat
        return self.pair[0] if seat == self.pair[1] else self.pair[1]

    def apart(self, seat):
        """Whether somebody answers otherwise here than in the first world."""
        return self.name == "other" and seat != self.same

    def seed(self, seat):
        return f"{'other' if self.apart(seat) else 'one'}/{self.owner(seat)}"

    def drafts(self, session, this, seat, label):
        """A few posts of some first answers, as many and as long as this world has it."""
        random = Random(f"{self.seed(seat)}/{label}")
        asked = FORMS[this.spec](session).questions
        factors = sum(question.first for question in asked)
        for _ in range(random.randint(1, 3)):
            upto = random.choice([random.randint(1, max(factors, 1)), len(asked)])
            yield {q.id: any_answer(q, random) for q in asked[:upto]}

    def last(self, session, this, seat, scripted):
        """The last word on every question: that of the script where it has one."""
        random = Random(f"{self.seed(seat)}/last")
        known = {} if self.apart(seat) else scripted.get(self.owner(seat), {})
        asked = FORMS[this.spec](session).questions
        return {q.id: _fitting(q, known.get(q.id), random) for q in asked}


def _fitting(question, known, random):
    drawn = Answer() if question.id.startswith("idea") else any_answer(question, random)
    if known is None or not complete(question, known) or fault(question, known):
        return drawn
    return replace(known, shift=Shift.NEW_FACT) if known.direction or known.level else known


def scripted(moves, round_id):
    """What the script has everybody answer in a round, by seat."""
    given: dict[str, dict[str, Answer]] = {}
    for move in moves:
        if isinstance(move.command, GiveAnswers) and move.command.round == round_id:
            given.setdefault(move.seat, {}).update(move.command.answers)
    return given


def before(start):
    """The stage at whose beginning a course is prepared."""
    named = {"prework": "prepare", "late": "open", "ideas": "options"}
    return named.get(start, "decide" if start in {"agreement", "process"} else start)


def begin(start, house):
    """From that stage to where the course begins; `house` plays moves and seats people."""
    moves = house.script(before(start))
    if start == "prework":
        for move in moves[:-1]:
            house.play(move)
        for seat in house.state.roster.seats:
            if not house.state.roster.seats[seat].link_taken and seat != "seat-absent-0":
                house.sit(seat)
        house.must(OpenPrework(), MODERATOR, "prework-is-opened")
    elif start == "late":
        _without_late(house)
    elif start in {"ideas", "agreement", "process"}:
        for move in moves:
            house.play(move)
            if _opened(start, move):
                return


def _opened(start, move):
    if start == "agreement":
        return isinstance(move.command, RecordDecision)
    return move.key == f"{start}-open"


def _without_late(house):
    """To the discussion without one rater, who then comes in and has to rate first."""
    for stage in ("open", "facts", "blind_1", "reveal"):
        for move in house.script(stage):
            if move.command == AdmitSeat(seat=LATE):
                house.sit(LATE)
                house.must(MarkAbsent(seat=LATE, reason="file"), MODERATOR, "stuck-in-traffic")
            elif move.seat != LATE and getattr(move.command, "entry", "") != "unique-D":
                _explain(house)
                house.play(move)
    house.must(AdmitSeat(seat=LATE), MODERATOR, "comes-in-after-all")


def _explain(house):
    """One line on whatever the empty seat makes a warning of."""
    for need in open_needs(house.state, KIND, GUARDS):
        if need.code == "warning":
            explains = ExplainWarning(warning=need.about or "", reason="komt later")
            house.must(explains, MODERATOR, f"explains-{need.about}")


class Drawing:
    """Draws step after step, each from how the session stands after those before."""

    def __init__(self, draw, table, start):
        self.draw, self.start, self.round = draw, start, STARTS[start]
        raters = [seat for seat in table.cast.raters if seat != LATE]
        draw_two = st.permutations(raters)
        self.first, self.second, self.same = (LATE,) * 3 if start == "late" else draw(draw_two)
        if start == "late":
            self.first, self.second, self.same = raters
        self.pair = (self.first, self.second)

    def step(self, session, number):
        what = self.draw(st.sampled_from(["gives"] * 4 + ["seals"] * 4 + ["asks"] * 7 + ["looks"]))
        label = f"step-{number}".ljust(16, "-")
        seats = [*session.roster.seats, FILE, self.same, MODERATOR]
        looks = self.draw(st.sampled_from(seats + [""] * len(seats)))
        raters = self.who_rates(session)
        if what in {"gives", "seals"} and raters:
            return Step(label, self.draw(st.sampled_from(raters)), what, None, looks)
        if what != "asks":
            seat = self.draw(st.sampled_from([*session.roster.seats]))
            return Step(label, seat, "returns", None, looks)
        seat, command = self.asked(session)
        return Step(label, seat, what, command, looks)

    def who_rates(self, session):
        """Nobody, where whoever came late rates no more."""
        this = session.rounds[self.round]
        may = KIND.spec(this.spec).raters
        seats = [s.id for s in session.roster.seats.values() if s.roles & may]
        return [seat for seat in seats if not this.seats or seat in this.seats]

    def asked(self, session):
        """Something that leads the session somewhere else, or anything that may be typed."""
        directed = halted(session) or [*self.led(session), *self.said(session)]
        if not self.draw(st.integers(0, 3)):
            return self.draw(anything(session))
        return self.draw(st.sampled_from(directed))

    def led(self, session):
        """What a moderator may have to do while others rate."""
        away = [s for s in session.roster.seats if s not in {MODERATOR, ROOM, *self.pair}]
        here, who = session.rounds[self.round], self.draw(st.sampled_from(away))
        roles = self.draw(st.sampled_from([{Role.RATER}, {Role.OBSERVER}, {Role.RECORDER}]))
        number = len(session.roster.seats)
        invite = Invite(
            name=f"Noor {number}",
            discipline="jeugdarts",
            organisation="GGD",
            roles=frozenset(roles),
            ground="samen afgesproken",
        )
        replaced = self.draw(st.sampled_from([s for s in session.roster.seats if s != MODERATOR]))
        led = [
            Pause(),
            Adjourn(provisional="Wij gaan morgen verder.", until="31-03-2027"),
            invite,
            AdmitSeat(seat=who),
            AdmitSeat(seat=who, device="knock"),
            MoveSeat(seat=replaced, device="knock"),
            RenewLink(seat=who),
            MarkAbsent(seat=who, reason="ziek geworden"),
            EndSeat(seat=who, reason="moest weg"),
            GiveRole(seat=who, roles=frozenset(roles)),
            GiveRole(seat=MODERATOR, roles=frozenset({Role.MODERATOR, Role.RATER})),
            ExcuseSeat(round=here.id, seat=who, reason="kent het gezin"),
            ExcludeFromCount(round=here.id, seat=who, reason="zag een antwoord"),
            VoidRound(round=here.id, reason="verkeerde vraag"),
            Advance(expected=session.progress.stage),
            AnswerAcute(acute=False),
            *self.passed(session),
        ]
        return [(MODERATOR, command) for command in led]

    def passed(self, session):
        """What may be passed over, or explained in one line."""
        for need in open_needs(session, KIND, GUARDS)[:3]:
            if need.bypassable:
                yield Bypass(need=need.code, about=need.about or "", reason="er is haast")
            elif need.code == "warning":
                yield ExplainWarning(warning=need.about or "", reason="niemand anders kon")

    def said(self, session):
        """What others may do: an alarm, or letting a round go by."""
        seat = self.draw(st.sampled_from([s for s in session.roster.seats if s != ROOM]))
        yield seat, SoundAlarm()
        if seat not in self.pair:
            yield seat, Abstain(round=self.round, reason="te dichtbij")

    def allowed(self, session, step):
        """Two who swap must count alike, and nothing in the open is given blind."""
        command = step.command
        if isinstance(command, (*BLIND, OpenPrework)):
            return False
        if isinstance(command, Abstain) and step.seat in self.pair:
            return False
        return not isinstance(command, TOUCHES) or command.seat not in self.pair


def halted(session):
    """How a session that stands still goes on."""
    if session.alarm.on:
        going = [NoteAlarm(what="iemand belt"), EndAlarm(note="iedereen is veilig")]
        return [(seat, command) for command in going for seat in (MODERATOR, RECORDER)]
    if session.progress.provisional:
        return [(MODERATOR, Resume())]
    if session.progress.paused:
        return [(MODERATOR, Resume()), (MODERATOR, Resume()), (MODERATOR, SoundAlarm())]
    return []


def anything(session):
    """Mostly what the seat's roles may ask now."""
    drawn, stage = Anything(session), KIND.stage(session.progress.stage)
    seats = [s for s in session.roster.seats.values() if s.present] or [
        session.roster.seats[MODERATOR]
    ]

    def of(seat):
        may = [c for c in TYPED if any(c in stage.accepts.get(r, ()) for r in seat.roles)]
        may = [c for c in may if c not in BLIND] or [SoundAlarm]
        return st.tuples(st.just(seat.id), st.sampled_from(may).flatmap(drawn.record))

    return st.sampled_from(seats).flatmap(of)


def open_still(session, round_id):
    """Whether the round goes on; one that is a rater's own may end, since it is never shown."""
    return session.rounds[round_id].open or bool(session.rounds[round_id].seats)
