"""What was asked and granted at a table, written down from the commands alone."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from deliberate.sessions.challenge.events import AdvocateDrawn
from deliberate.sessions.windows import Arrangement, Condition, Option, Person, Relation

SYSTEM, MODERATOR = "system", "moderator"
BEFORE_MEETING, AFTER_MEETING = ("prepare",), ("test", "agree", "explain", "closed")
AT_THE_TABLE = ("open", "facts", "blind_1", "reveal", "discuss", "options", "challenge", "blind_2")
ORDER = (*BEFORE_MEETING, *AT_THE_TABLE, "decide", *AFTER_MEETING)
ROUND_OF = {"blind_1": "round-1", "blind_2": "round-2"}
CLOSES = {**ROUND_OF, "options": "ideas"}
STAY = {MODERATOR, "condition_reviewer", "decision_maker", "recorder"}
"""Who still has a task after the meeting."""


@dataclass
class Sealing:
    """A round as the model knows it: who has done what, and what they said of direct safety."""

    attempt: int = 1
    open: bool = True
    whose: str = ""
    sealed: set[str] = field(default_factory=set)
    abstained: set[str] = field(default_factory=set)
    excused: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    said: dict[Any, Any] = field(default_factory=lambda: defaultdict(dict))

    def done(self, seat):
        return seat in self.sealed | self.abstained | self.excused


@dataclass
class Books:
    """What has been granted so far."""

    short: bool = False
    entered: list[Any] = field(default_factory=lambda: ["prepare"])
    authority: str = ""
    said_weighty: bool = False
    acute: dict[Any, Any] = field(default_factory=dict)
    alarm: bool = False
    paused: bool = False
    adjourned: bool = False
    roles: dict[Any, Any] = field(default_factory=dict)
    standing: dict[Any, Any] = field(default_factory=dict)
    rounds: dict[Any, Any] = field(default_factory=dict)
    entries: dict[Any, Any] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    safe: set[str] = field(default_factory=set)
    unsafe: set[str] = field(default_factory=set)
    decisions: list[Any] = field(default_factory=list)
    taken_back: int = 0
    advocate: str = ""
    guest: bool = False
    bypassed: list[Any] = field(default_factory=list)
    explained: dict[Any, Any] = field(default_factory=dict)
    tests: dict[Any, Any] = field(default_factory=lambda: defaultdict(dict))
    signed: set[str] = field(default_factory=set)

    @property
    def stage(self):
        return self.entered[-1]

    def present(self, role):
        seated = (s for s, how in self.standing.items() if how == "admitted")
        return {seat for seat in seated if role in self.roles[seat]}

    def raters(self):
        return self.present("rater") - self.present(MODERATOR)

    def live(self, kind):
        known = ((e, v[-1]) for e, v in self.entries.items() if e not in self.gone)
        return {entry: content for entry, content in known if isinstance(content, kind)}

    def children(self):
        return {e for e, p in self.live(Person).items() if p.relation is Relation.CHILD}

    @property
    def decision(self):
        return self.decisions[-1] if len(self.decisions) > self.taken_back else None

    def follow(self, seat, key, command, events):
        """Write down what was granted."""
        noted = getattr(self, f"_on_{type(command).__name__}", None)
        if noted:
            noted(seat, key, command)
        for event in events:
            if isinstance(event, AdvocateDrawn):
                self.advocate, self.guest = event.seat, False

    def _on_OpenSession(self, _seat, _key, command):
        self.short = command.short
        self._invite(MODERATOR, {MODERATOR, "condition_reviewer"})
        self._invite("screen", {"screen"})

    def _on_DescribeCase(self, _seat, _key, command):
        self.authority, self.said_weighty = command.decision_authority, command.weighty

    def _invite(self, seat, roles):
        self.roles[seat], self.standing[seat] = set(roles), "invited"

    def _on_Invite(self, _seat, key, command):
        self._invite(key, command.roles)

    def _on_EnterByLink(self, _seat, _key, command):
        if self.roles[command.seat] & {MODERATOR, "screen"}:
            self.standing[command.seat] = "admitted"

    def _on_AdmitSeat(self, _seat, _key, command):
        self.standing[command.seat] = "admitted"
        first, own = self.rounds.get("round-1"), f"late-{command.seat}"
        came_late = first and not first.open and not first.done(command.seat)
        before_end = ORDER.index(self.stage) <= ORDER.index("decide")
        if "rater" in self.roles[command.seat] and came_late and before_end:
            self.rounds.setdefault(own, Sealing(whose=command.seat))

    def _on_GiveRole(self, _seat, _key, command):
        self.roles[command.seat] = set(command.roles)

    def _on_MarkAbsent(self, _seat, _key, command):
        self.standing[command.seat] = "absent"

    def _on_EndSeat(self, _seat, _key, command):
        self.standing[command.seat] = "ended"

    def _on_Advance(self, _seat, _key, _command):
        leaving = self.stage
        for name, this in self.rounds.items():
            ends = name == CLOSES.get(leaving) or leaving == "decide"
            this.open = this.open and not ends
        if leaving == "decide":
            self._meeting_over()
        self.entered.append(ORDER[ORDER.index(leaving) + 1])
        if (opens := ROUND_OF.get(self.stage)) in self.rounds:
            self.rounds[opens].sealed, self.rounds[opens].abstained = set(), set()
        elif opens:
            self.rounds[opens] = Sealing()

    def _meeting_over(self):
        for seat, roles in self.roles.items():
            if not roles & STAY and self.standing[seat] in {"invited", "admitted"}:
                self.standing[seat] = "went home"

    _on_CloseMeeting = _on_Advance

    def _on_ReopenDecision(self, _seat, _key, _command):
        self.entered.append("decide")
        for seat, how in self.standing.items():
            self.standing[seat] = "invited" if how == "went home" else how
        self.taken_back, self.signed, self.safe = len(self.decisions), set(), set()

    def _on_Bypass(self, seat, _key, command):
        self.bypassed.append((command.need, command.about, seat, command.reason, self.stage))

    def _on_ExplainWarning(self, _seat, _key, command):
        self.explained[command.warning] = command.reason

    def _on_Pause(self, *_):
        self.paused = True

    def _on_Adjourn(self, _seat, key, command):
        self.adjourned = True
        if command.who:
            row = {"who": command.who, "what": command.what, "when": command.when}
            self.entries[key] = [Arrangement(**row, direct=True)]

    def _on_Resume(self, *_):
        self.paused = self.adjourned = False

    def _on_AnswerAcute(self, _seat, _key, command):
        self.acute[self.stage], self.alarm = command.acute, self.alarm or command.acute

    def _on_SoundAlarm(self, *_):
        self.alarm = True

    def _on_EndAlarm(self, *_):
        self.alarm = False

    def _on_OpenPrework(self, *_):
        self.rounds["round-1"] = Sealing()

    def _on_OpenRound(self, _seat, _key, command):
        self.rounds[command.round] = Sealing()

    def _on_CloseRound(self, _seat, _key, command):
        self.rounds[command.round].open = False

    def _on_VoidRound(self, _seat, _key, command):
        self.rounds[command.round] = Sealing(self.rounds[command.round].attempt + 1)

    def _on_GiveAnswers(self, seat, _key, command):
        this = self.rounds[command.round]
        this.said[seat] |= command.answers
        if command.round in {"ideas", "agreement", "process"}:
            self._seals(this, seat)

    def _on_SealRound(self, seat, _key, command):
        self._seals(self.rounds[command.round], seat)

    def _seals(self, this, seat):
        """The last word counts."""
        this.sealed.add(seat)
        this.abstained.discard(seat)
        this.excused.discard(seat)
        this.open = this.open and not this.whose

    def _on_Abstain(self, seat, _key, command):
        this = self.rounds[command.round]
        this.abstained.add(seat)
        this.sealed.discard(seat)
        this.open = this.open and not this.whose

    def _on_ExcuseSeat(self, _seat, _key, command):
        self.rounds[command.round].excused.add(command.seat)

    def _on_ExcludeFromCount(self, _seat, _key, command):
        self.rounds[command.round].left_out.add(command.seat)

    def _on_AddEntry(self, _seat, key, command):
        self.entries[key] = [command.content]
        self._ends_test(command.content)

    def _on_CorrectEntry(self, _seat, _key, command):
        self.entries[command.entry].append(command.content)
        self._ends_test(command.content)

    def _on_WithdrawEntry(self, _seat, _key, command):
        self.gone.add(command.entry)
        self._ends_test(self.entries[command.entry][-1])

    def _ends_test(self, content):
        """Nothing is changed under a signature."""
        if isinstance(content, Condition):
            self.signed = set()

    def _on_DeliverPoint(self, _seat, key, command):
        if command.kind == "option":
            self.entries[key] = [Option(title=command.text, weight=command.weight)]

    def _on_AnswerPoint(self, _seat, key, command):
        """What is to be found out joins what is missing."""
        if command.reply == "find_out":
            self.entries[key] = [None]

    def _on_PlaceIdea(self, _seat, key, command):
        if command.weight is not None and command.into is None and not command.drop:
            self.entries[key] = [Option(title="?", weight=command.weight)]

    def _on_OverrideAdvocate(self, _seat, _key, command):
        self.advocate, self.guest = command.seat, False

    def _on_PassTurn(self, *_):
        self.advocate = ""

    def _on_CallGuest(self, *_):
        self.guest = True

    def _on_AnswerSafeEnough(self, _seat, _key, command):
        self.safe.add(command.child)
        self.unsafe.discard(command.child)
        if not command.safe_enough:
            self.unsafe.add(command.child)

    def _on_RecordDecision(self, _seat, _key, command):
        before = self.decisions[-1].option if self.decision else None
        self.decisions.append(command)
        if before != command.option:
            attempt = self.rounds["agreement"].attempt + 1 if "agreement" in self.rounds else 1
            self.rounds["agreement"] = Sealing(attempt)

    def _on_TestCondition(self, seat, _key, command):
        version = len(self.entries[command.entry])
        self.tests[command.entry, version][seat] = command.verdict.value
        self.signed = set()

    def _on_SignTest(self, seat, _key, _command):
        self.signed.add(seat)
