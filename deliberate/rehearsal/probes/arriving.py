"""What is tried before and at the opening, and while the facts are told."""

from collections.abc import Iterator

from deliberate.rehearsal.script import Cast, Move
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, MarkCore
from deliberate.sessions.flow.commands import (
    Advance,
    Bypass,
    CloseMeeting,
    DescribeCase,
    ExplainWarning,
)
from deliberate.sessions.ids import (
    ROUND_1,
    StageId,
)
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    OpenPrework,
    SealRound,
)
from deliberate.sessions.seating.commands import AdmitSeat, Invite
from deliberate.sessions.windows import (
    CaseFactor,
    Fact,
    Option,
    Weight,
)

from .probe import NOTHING, Probe, judgement, preference


def prepare(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start, leave = moves[0].key, moves[-1].key
    rater = cast.raters[0]
    yield Probe(start, MODERATOR, Bypass(need="child_missing", reason="-"), "cannot_bypass")
    yield Probe(start, MODERATOR, Bypass(need="no_such_need", reason="-"), "nothing_to_bypass")
    early = ExplainWarning(warning="one_organisation", reason="-")
    yield Probe(start, MODERATOR, early, "nothing_to_explain")
    yield Probe(start, MODERATOR, CloseMeeting(expected=StageId("prepare")), "out_of_turn")
    yield Probe(start, MODERATOR, OpenPrework(), "child_missing")
    yield Probe(start, MODERATOR, DescribeCase(decision_question="?" * 301), "text_too_long")
    yield Probe(leave, MODERATOR, AdmitSeat(seat=rater), "lobby_not_open")
    nobody = Invite(name="-", discipline="-", organisation="-", roles=frozenset({Role.SCREEN}))
    yield Probe(leave, MODERATOR, nobody, "text_missing")
    yield Probe(leave, rater, Advance(expected=StageId("prepare")), "out_of_turn")
    yield Probe(leave, rater, preference(ROUND_1), "options_first")
    yield Probe(leave, rater, judgement(), "factors_first")
    yield Probe(leave, rater, SealRound(round=ROUND_1), "answers_missing")


def opening(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start = moves[0].key
    bypass = Bypass(need="acute_question_open", reason="-")
    yield Probe(start, MODERATOR, bypass, "cannot_bypass")
    yield Probe(start, MODERATOR, Bypass(need="quorum", reason="-"), "cannot_bypass")
    case = DescribeCase(decision_question="-?", decision_authority="-")
    yield Probe(start, MODERATOR, case, "out_of_turn")
    last = cast.raters[-1]
    yield Probe("acute-open", MODERATOR, AdmitSeat(seat=last), "seat_taken")


def facts(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start, rater = moves[0].key, cast.raters[-1]
    child = cast.child(cast.vignette.children[0].name)
    option = AddEntry(content=Option(title="-", weight=Weight.SAME))
    yield Probe(start, rater, option, "not_now")
    yield Probe(start, rater, MarkCore(entry=cast.fact(1), core=True), "out_of_turn")
    yield Probe(start, RECORDER, MarkCore(entry=child, core=True), "only_facts_are_core")
    yield Probe(start, RECORDER, MarkCore(entry=NOTHING, core=True), "unknown_entry")
    fact = Fact(text="-", source="dossier", date="2027")
    theirs = CorrectEntry(entry=cast.fact(1), content=fact)
    yield Probe(start, rater, theirs, "not_your_entry")
    own = AddEntry(content=CaseFactor(label="-"))
    yield Probe(start, MODERATOR, own, "case_factor_needs_fact")
