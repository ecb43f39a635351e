"""One session rehearsed: played, probed on the way, and checked against what it should be."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from deliberate.catalogue import load
from deliberate.sessions.entries.commands import AddEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Bypass, CloseMeeting
from deliberate.sessions.forms import Direction
from deliberate.sessions.ids import DECIDE, ROUND_1, ROUND_2, EntryId, RoundId
from deliberate.sessions.kinds.consultation import KIND
from deliberate.sessions.rounds.commands import GiveAnswers, OpenPrework
from deliberate.sessions.telling.commands import AnswerReaction
from deliberate.sessions.windows import Condition

from . import checks, figures, pace, strangers
from .browser import Broken
from .pace import StageEffort
from .participant import OK
from .probes import probes
from .probes.probe import Probe
from .recount import differences, recount
from .script import Move
from .script._move import ADVOCATE, MODERATOR, RECORDER
from .table import BLIND, SCREEN, Table

PARAMETERS = KIND.parameters
ROUNDS = {"blind_1": ROUND_1, "blind_2": ROUND_2}


@dataclass(frozen=True, slots=True)
class Played:
    """What a session left behind, and what it asked of hands."""

    rounds: tuple[figures.Figures, ...]
    stages: tuple[StageEffort, ...]
    record: bytes
    page: str


@dataclass(slots=True)
class Rehearsed:
    """Plays one table; `first` also tries the doors, which are counted per address."""

    table: Table
    first: bool = True
    rounds: list[figures.Figures] = field(default_factory=list)
    link: str = ""
    shut: set[str] = field(default_factory=set)
    _probes: dict[str, list[Probe]] = field(default_factory=lambda: defaultdict(list))
    _tried: int = 0

    def play(self) -> Played:
        table = self.table
        for probe in probes(table.cast):
            self._probes[probe.before].append(probe)
        for stage, moves in table.stages():
            if stage == "open":
                table.arrive()
            for batch in self._batches(moves):
                table.play(batch[self._before(batch[0]) :])
            self._after(stage)
        for gate in sorted(GATES - self.shut):
            table.tally.fault(f"gate {gate} was never seen to refuse")
        stored, page = self._record()
        return Played(tuple(self.rounds), pace.stages(table.acts, PARAMETERS), stored, page)

    def _batches(self, moves: Sequence[Move]) -> Iterator[Sequence[Move]]:
        """Moves up to the next one before which there is something to try."""
        start = 0
        for place, move in enumerate(moves):
            if place > start and self._stops(move):
                yield moves[start:place]
                start = place
        yield moves[start:]

    def _stops(self, move: Move) -> bool:
        return move.key in self._probes or move.key in HOOKS or move.key.startswith("leave-blind")

    def _before(self, move: Move) -> int:
        """What is tried and looked at before a move; whether the move was made with it."""
        hook = HOOKS.get(move.key)
        if hook:
            hook(self)
        for probe in self._probes.pop(move.key, ()):
            self._try(probe)
        if move.key.startswith("leave-blind"):
            self._all_sealed(ROUNDS[self.table.stage])
        elif self.table.stage in BLIND:
            self._unseen(move)
            return 1
        return 0

    def _try(self, probe: Probe) -> None:
        table, self._tried = self.table, self._tried + 1
        seat = table.advocate() if probe.seat == ADVOCATE else probe.seat
        key = table.names.key(f"probe-{self._tried}")
        reply = table.people[seat].ask(key, table.names.body(probe.command))
        if reply.code != probe.code:
            what = f"{type(probe.command).__name__} of {seat} in {table.stage}"
            got = reply.code or "accepted"
            table.tally.fault(f"{what} before {probe.before} was {got}, not {probe.code}")
        elif probe.code == "gate_closed":
            self.shut |= {need["gate"] for need in table.moderator.view()["needs"]}

    # -- on the way

    def prework(self) -> None:
        """The first rater opens a personal link at home and judges what can be judged already."""
        table, rater = self.table, self.table.cast.raters[0]
        table.must(MODERATOR, "open-prework", OpenPrework())
        self.link = table.by_link(rater)
        given = table.cast.vignette.answers(1, table.cast.vignette.raters[0].letter)
        early = {
            table.cast.question(name): answer
            for name, answer in given.items()
            if answer.direction is Direction.NONE and ":" not in name
        }
        if early:
            table.must(rater, "prework", GiveAnswers(round=ROUND_1, answers=early))

    def doors(self) -> None:
        """Everybody is in: what a stranger, a forger and a second device can do."""
        table, rater = self.table, self.table.cast.raters[-1]
        for tried in strangers.forged(table, rater):
            strangers.told(table.moderator, tried)
        if self.first:
            for tried in strangers.foreign(table, rater, table.code, self.link):
                strangers.told(table.moderator, tried)

    def _unseen(self, move: Move) -> None:
        """The first answers of a batch, given while everybody else looks before and after."""
        table = self.table
        others = [who for who in table.present() if who.seat != move.seat]
        before = {who.seat: who.view() for who in others}
        table.do(move)
        checks.blind(table, before, {who.seat: who.view() for who in others})

    def _all_sealed(self, round_id: RoundId) -> None:
        table = self.table
        strangers.told(table.moderator, strangers.early(table))
        for seat in table.cast.raters:
            checks.own_answers(table, seat, round_id)
            checks.canaries_sing(table, seat, table.canaries)

    def _after(self, stage: str) -> None:
        self._reused()
        if stage in ROUNDS:
            self._figures(ROUNDS[stage])
        if stage == DECIDE:
            for who in (w for w in self.table.people.values() if not w.following):
                for tried in strangers.gone(self.table, who):
                    strangers.told(who, tried)

    def vague(self) -> None:
        """A condition that nobody can check keeps the meeting from closing."""
        table = self.table
        word = load.starter().concreteness[table.cast.locale].triggers[0].word
        content = Condition(who="-", what=word, until="-", why="-")
        table.must(RECORDER, "vague", AddEntry(content=content))
        self._try(Probe("vague", MODERATOR, CloseMeeting(expected=DECIDE), "gate_closed"))
        entry = EntryId(table.names.key("vague"))
        table.must(RECORDER, "vague-gone", WithdrawEntry(entry=entry, reason="-"))

    def sent_back(self) -> None:
        """What goes back to the group keeps the decision open; the decider's next answer counts."""
        table = self.table
        decider = table.cast.seat(table.cast.vignette.decider)
        reaction = EntryId(table.names.key("reaction-0"))
        back = AnswerReaction(reaction=reaction, answer="-", outcome="back")
        table.must(decider, "sent-back", back)
        passing = Bypass(need="reaction_sent_back", about=reaction, reason="-")
        self._try(Probe("reaction-0-answer", MODERATOR, passing, "cannot_bypass"))

    def _reused(self) -> None:
        """A key that was used says nothing else any more."""
        table, said = self.table, self.table.said[-1]
        other = {"type": "NoteAlarm", "who": "-"}
        reply = table.people[said.seat].ask(said.key, other)
        if reply.code != "key_reused":
            table.tally.fault(f"a used key with another body was {reply.code or 'accepted'}")

    def _figures(self, round_id: RoundId) -> None:
        """Everybody is shown the same figures, and they are those of the answers given."""
        table = self.table
        pictures = [who.view()["stage"]["picture"] for who in table.present()]
        found = [figures.shown(picture, table.names) for picture in pictures]
        if any(other != found[0] for other in found):
            table.tally.fault(f"{round_id}: not everybody is shown the same figures")
        answers = ((s.seat, s.command) for s in table.said if isinstance(s.command, GiveAnswers))
        counted = recount((s, c) for s, c in answers if c.round == round_id)
        for difference in differences(found[0], counted, table.cast.vignette):
            table.tally.fault(difference)
        self.rounds.append(found[0])

    # -- the end

    def part(self) -> None:
        """Before the meeting closes: what was acknowledged to those who now go home is there."""
        table = self.table
        staying = frozenset({MODERATOR, RECORDER, table.cast.seat(table.cast.vignette.decider)})
        going = [who.seat for who in table.go_home(staying) if who.seat != SCREEN]
        table.tally.count(found=checks.repeated(table, going))

    def _record(self) -> tuple[bytes, str]:
        table = self.table
        view = table.moderator.view()
        if view.get("stage_id") != "closed":
            raise Broken(f"the session did not close: it is in {view.get('stage_id')}")
        checks.entries(table)
        staying = [who.seat for who in table.present()]
        table.tally.count(found=checks.repeated(table, staying))
        for tried in strangers.no_reader(table):
            strangers.told(table.moderator, tried)
        stored = table.host.json(f"/sessions/{table.session}/record.json?for=file")
        page = table.host.page(f"/sessions/{table.session}/record?for=file")
        if (stored.status_code, page.status_code) != (OK, OK):
            table.tally.fault(f"the record answered {stored.status_code}, {page.status_code}")
        else:
            checks.record(table, stored.content, view["stage"]["sealed"])
        return stored.content, page.text


GATES = frozenset(f"G{number}" for number in range(12)) | {"quorum"}
HOOKS: Any = {
    "plan-b": Rehearsed.vague,
    "acute-prepare": Rehearsed.prework,
    "leave-facts": Rehearsed.doors,
    "close-meeting": Rehearsed.part,
    "reaction-0-answer": Rehearsed.sent_back,
}
