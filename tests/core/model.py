"""The protocol a second time, small: what was asked and granted at a table, and what must never be.

It keeps its own books from the commands alone (and from the draw of the advocate, which nobody
commands), reads nothing of a session and calls no gate; so it cannot share a mistake with them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from deliberate.sessions.challenge.events import AdvocateDrawn
from deliberate.sessions.danger.commands import DangerCommand
from deliberate.sessions.flow.commands import Resume
from deliberate.sessions.rounds.commands import RoundCommand
from deliberate.sessions.seating.commands import EnterByLink
from deliberate.sessions.windows import Condition, Option, Person, Relation

BEFORE_MEETING, AFTER_MEETING = ("prepare",), ("test", "agree", "explain", "closed")
AT_THE_TABLE = ("open", "facts", "blind_1", "reveal", "discuss", "options", "challenge", "blind_2")
ORDER = (*BEFORE_MEETING, *AT_THE_TABLE, "decide", *AFTER_MEETING)
SYSTEM, MODERATOR = "system", "moderator"
ROUND_OF = {"blind_1": "round-1", "blind_2": "round-2"}
CLOSES = {**ROUND_OF, "options": "ideas"}
STAY = {MODERATOR, "condition_reviewer", "decision_maker", "recorder"}
"""Who still has a task after the meeting."""
QUORUM = 3
ACUTE = 1
"""The level of direct safety that says "acute danger"."""
WEIGHTY = {"placement", "contact", "closed_care"}
OUT_OF_FRAME = WEIGHTY | {"compulsory"}
PASSED = {"agreed", "agreed_after_change"}
WEIGHS = {"advocate_missing", "point_missing", "points_too_few", "point_unanswered"}
"""What may be passed over, but never for a weighty decision."""
NEVER_PASSED = {
    "acute_question_open",
    "acute_answer_is_yes",
    "decision_authority_missing",
    "quorum",
    "seat_not_sealed",
    "too_few_sealed",
    "moderator_rates_first",
    "safe_enough_open",
    "direct_action_missing",
    "consequences_missing",
    "decision_missing",
    "decision_again",
    "condition_untested",
    "condition_returned",
    "condition_second_test",
    "second_tester_missing",
    "test_unsigned",
    "second_signature_missing",
}
"""The acute question, who may decide, the quorum, and gates G2, G6, G8 and G9."""


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
class Model:
    """What has been granted so far, and what it forbids."""

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
    decisions: list[Any] = field(default_factory=list)
    taken_back: int = 0
    advocate: str = ""
    guest: bool = False
    bypassed: list[Any] = field(default_factory=list)
    explained: dict[Any, Any] = field(default_factory=dict)
    tests: dict[Any, Any] = field(default_factory=lambda: defaultdict(dict))
    signed: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    """The hard stops that held somebody back."""

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

    def counted(self, name):
        this = self.rounds[name]
        leads = {seat for seat, roles in self.roles.items() if MODERATOR in roles}
        return this.sealed - this.left_out - leads

    def late(self, seat):
        return any(r.open and r.whose == seat for r in self.rounds.values())

    @property
    def decision(self):
        return self.decisions[-1] if len(self.decisions) > self.taken_back else None

    def weighty(self):
        chosen = self.entries[self.decisions[-1].option][-1] if self.decisions else None
        return self.said_weighty or (chosen is not None and bool(chosen.touches & WEIGHTY))

    # -- what must be refused

    def forbids(self, seat, command):
        """Why this must be refused now, in a word; empty when the model has nothing against it."""
        halt = self._halted(command) or self._stranger(seat, command)
        named = getattr(self, f"_forbids_{type(command).__name__}", None)
        why = halt or (named(seat, command) if named else "")
        if why:
            self.met.add(why)
        return why

    def _halted(self, command):
        if isinstance(command, DangerCommand | EnterByLink):
            return ""
        if self.alarm:
            return "alarm"
        if self.adjourned and not isinstance(command, Resume):
            return "adjourned"
        quiet = self.paused and type(command).__name__ not in {"Resume", "Adjourn"}
        return "paused" if quiet else ""

    def _stranger(self, seat, command):
        if seat == SYSTEM:
            return ""
        if self.stage == "closed":
            return "record sealed"
        how = self.standing.get(seat)
        if how in {"ended", "went home"} or (how != "admitted" and self.stage != "prepare"):
            return "not at the table"
        late = self.late(seat) and not isinstance(command, RoundCommand | DangerCommand)
        return "late rater first" if late else ""

    def _forbids_Advance(self, seat, command):
        if MODERATOR not in self.roles[seat]:
            return "only the moderator"
        if command.expected != self.stage:
            return "no stage skipped"
        stops = list(self.stops())
        self.met.update(stops)
        return stops[0] if stops else ""

    _forbids_CloseMeeting = _forbids_Advance

    def _forbids_Bypass(self, _seat, command):
        if command.need in NEVER_PASSED or (command.need in WEIGHS and self.weighty()):
            return "cannot be bypassed"
        return ""

    def _forbids_GiveAnswers(self, seat, command):
        this = self.rounds.get(command.round)
        if this is None or not this.open:
            return "round closed"
        return "another's round" if this.whose and this.whose != seat else ""

    _forbids_SealRound = _forbids_Abstain = _forbids_GiveAnswers

    def _forbids_RecordDecision(self, _seat, command):
        if self.stage != "decide":
            return "options first"
        touches = self.live(Option)[command.option].touches if self._is_option(command) else set()
        if self.short and touches & OUT_OF_FRAME:
            return "full session"
        if not self.short and touches & WEIGHTY and next(self._unchallenged(), ""):
            return "advocate for weighty"
        return ""

    def _is_option(self, command):
        return command.option in self.live(Option)

    def _forbids_TestCondition(self, seat, _command):
        return "" if "condition_reviewer" in self.roles[seat] else "only the reviewer"

    _forbids_SignTest = _forbids_TestCondition

    # -- the hard stops at the end of each stage

    def stops(self):
        """Every hard stop that this stage still stands before."""
        return getattr(self, f"_stops_{self.stage}", lambda: iter(()))()

    def _not_acute(self, stage):
        if self.acute.get(stage) is not False:
            yield f"acute question: {stage}"

    def _stops_prepare(self):
        yield from self._not_acute("prepare")
        if not self.authority.strip():
            yield "who may decide"

    def _stops_open(self):
        yield from self._not_acute("open")
        if len(self.raters()) < QUORUM:
            yield "three raters"

    def _blind(self):
        name = ROUND_OF[self.stage]
        if not all(self.rounds[name].done(seat) for seat in self.present("rater")):
            yield "blind round complete"
        if len(self.counted(name)) < QUORUM:
            yield "three raters counted"

    _stops_blind_1 = _stops_blind_2 = _blind

    def _answered_acute(self, name):
        said = self.rounds[name].said
        return any(
            answer.level == ACUTE
            for seat in self.counted(name)
            for asked, answer in said[seat].items()
            if asked.startswith("direct_safety")
        )

    def _stops_reveal(self):
        if self._answered_acute("round-1"):
            yield from self._not_acute("reveal")

    def _unchallenged(self):
        passed = any(need in WEIGHS for need, *_ in self.bypassed)
        if passed or not (self.advocate or self.guest):
            yield "advocate for weighty"

    def _stops_challenge(self):
        if self.said_weighty:
            yield from self._unchallenged()

    def _stops_decide(self):
        if self._answered_acute("round-2"):
            yield from self._not_acute("decide")
        if self.children() - self.safe:
            yield "safe enough now"
        if self.decision is None:
            yield "decision"
        elif not (self.decision.decider.strip() and self.decision.reason.strip()):
            yield "decider and reason"
        elif not (self.decision.advice or self.decision.competence.strip()):
            yield "advice, labelled so"
        if self.weighty():
            yield from self._unchallenged()
            if self.short:
                yield "full session"

    def _stops_test(self):
        want = 2 if self.weighty() else 1
        for condition in self.live(Condition):
            said = self.tests[condition, len(self.entries[condition])].values()
            if "back" in said or sum(verdict in PASSED for verdict in said) < want:
                yield "conditions tested"
        if len(self.signed) < want:
            yield "second behavioural scientist" if want == 2 and self.signed else "test signed"

    # -- what was granted

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
            self.rounds[opens].sealed = set()
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
        self.taken_back, self.signed = len(self.decisions), set()

    def _on_Bypass(self, seat, _key, command):
        self.bypassed.append((command.need, command.about, seat, command.reason, self.stage))

    def _on_ExplainWarning(self, _seat, _key, command):
        self.explained[command.warning] = command.reason

    def _on_Pause(self, *_):
        self.paused = True

    def _on_Adjourn(self, _seat, key, command):
        self.adjourned = True
        if command.who:
            self.entries[key] = [None]

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
