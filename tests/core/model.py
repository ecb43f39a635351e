"""The protocol a second time, small: what was asked and granted at a table, and what must never be.

It keeps its own books from the commands alone (and from the draw of the advocate, which nobody
commands), reads nothing of a session and calls no gate; so it cannot share a mistake with them.
"""

from dataclasses import dataclass, field

from deliberate.sessions.danger.commands import DangerCommand
from deliberate.sessions.flow.commands import Resume
from deliberate.sessions.rounds.commands import RoundCommand
from deliberate.sessions.seating.commands import EnterByLink
from deliberate.sessions.windows import Arrangement, Condition, Option, Person, Relation
from tests.core.books import MODERATOR, ROUND_OF, SYSTEM, Books

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
    "child_missing",
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
"""The acute question, who may decide, a child, the quorum, and gates G2, G6, G8 and G9."""


@dataclass
class Model(Books):
    """What the protocol forbids, with the books as they stand."""

    met: set[str] = field(default_factory=set)
    """The hard stops that held somebody back."""

    def counted(self, name):
        this = self.rounds[name]
        leads = {seat for seat, roles in self.roles.items() if MODERATOR in roles}
        return this.sealed - this.left_out - leads

    def late(self, seat):
        return any(r.open and r.whose == seat for r in self.rounds.values())

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

    def _forbids_CorrectEntry(self, _seat, command):
        before, now = self.entries.get(command.entry, [None])[-1], command.content
        if not isinstance(before, Person) or not isinstance(now, Person):
            return ""
        turned = (before.relation is Relation.CHILD) != (now.relation is Relation.CHILD)
        begun = self.stage != "prepare" or "round-1" in self.rounds
        return "a child stays" if turned and begun else ""

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
        yield from self._stops_facts()

    def _stops_facts(self):
        if not self.children():
            yield "a child"

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
        yield from self._stops_agree()
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

    def _stops_agree(self):
        direct = any(row.direct for row in self.live(Arrangement).values())
        if self.unsafe and not direct:
            yield "something done at once"

    def _stops_test(self):
        yield from self._stops_agree()
        want = 2 if self.weighty() else 1
        for condition in self.live(Condition):
            said = self.tests[condition, len(self.entries[condition])].values()
            if "back" in said or sum(verdict in PASSED for verdict in said) < want:
                yield "conditions tested"
        if len(self.signed) < want:
            yield "second behavioural scientist" if want == 2 and self.signed else "test signed"
