"""What must not be possible: commands that are tried on the way, with the refusal they get."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from deliberate.sessions.challenge.commands import (
    AnswerPoint,
    DeliverPoint,
    OverrideAdvocate,
    PointKind,
    Reply,
)
from deliberate.sessions.commands import Command
from deliberate.sessions.discussion.commands import AgendaItem, OpenItem, SetAgenda
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, MarkCore, WithdrawEntry
from deliberate.sessions.flow.commands import (
    Adjourn,
    Advance,
    Bypass,
    CloseMeeting,
    DescribeCase,
)
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import (
    IDEAS,
    ROUND_1,
    ROUND_2,
    EntryId,
    IdeaId,
    ItemId,
    PointId,
    QuestionId,
    RoundId,
    SeatId,
    StageId,
    question,
)
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    CloseRound,
    GiveAnswers,
    OpenPrework,
    OpenRound,
    PlaceIdea,
    SealRound,
)
from deliberate.sessions.rounds.forms import FIRST_CHOICE, IDEA
from deliberate.sessions.seating.commands import AdmitSeat, Invite
from deliberate.sessions.testing.commands import Judged, SignTest
from deliberate.sessions.verdict.commands import (
    AnswerSafeEnough,
    CompleteDecision,
    RecordDecision,
)
from deliberate.sessions.windows import (
    CaseFactor,
    Consequences,
    Dissent,
    Fact,
    Option,
    Term,
    Weight,
)

from .script import Cast, Move, whole
from .script._move import ADVOCATE, MODERATOR, RECORDER
from .script.deciding import leading
from .script.talking import WORD
from .script.weighing import alike


@dataclass(frozen=True, slots=True)
class Probe:
    """Tried just before the move with this key, and refused with this code."""

    before: str
    seat: SeatId
    command: Command
    code: str


PLAIN = Answer(direction=Direction.NONE)
NOTHING = EntryId("nothing-of-this-name")


def probes(cast: Cast) -> Iterator[Probe]:
    """Everything that is tried in a whole session."""
    for stage, moves in whole(cast):
        keys = [move.key for move in moves]
        yield from _gate(stage, keys[0])
        yield from STAGES.get(stage, _none)(cast, moves)


def _gate(stage: StageId, key: str) -> Iterator[Probe]:
    """Going on at once, going on from elsewhere, and going on without the right to."""
    leave = CloseMeeting if stage == "decide" else Advance
    yield Probe(key, MODERATOR, leave(expected=stage), "gate_closed")
    yield Probe(key, MODERATOR, Advance(expected=StageId("closed")), "stale_stage")
    if stage not in {"prepare", "open"}:
        yield Probe(key, RECORDER, Advance(expected=stage), "out_of_turn")


def _none(_cast: Cast, _moves: tuple[Move, ...]) -> Iterator[Probe]:
    return iter(())


def _prepare(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start, leave = moves[0].key, moves[-1].key
    rater = cast.raters[0]
    yield Probe(start, MODERATOR, Bypass(need="child_missing", reason="-"), "cannot_bypass")
    yield Probe(start, MODERATOR, Bypass(need="no_such_need", reason="-"), "nothing_to_bypass")
    yield Probe(start, MODERATOR, CloseMeeting(expected=StageId("prepare")), "out_of_turn")
    yield Probe(start, MODERATOR, OpenPrework(), "child_missing")
    yield Probe(start, MODERATOR, DescribeCase(decision_question="?" * 301), "text_too_long")
    yield Probe(leave, MODERATOR, AdmitSeat(seat=rater), "lobby_not_open")
    nobody = Invite(name="-", discipline="-", organisation="-", roles=frozenset({Role.SCREEN}))
    yield Probe(leave, MODERATOR, nobody, "text_missing")
    yield Probe(leave, rater, Advance(expected=StageId("prepare")), "out_of_turn")
    yield Probe(leave, rater, _preference(ROUND_1), "options_first")
    yield Probe(leave, rater, _judgement(), "factors_first")
    yield Probe(leave, rater, SealRound(round=ROUND_1), "answers_missing")


def _open(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start = moves[0].key
    bypass = Bypass(need="acute_question_open", reason="-")
    yield Probe(start, MODERATOR, bypass, "cannot_bypass")
    yield Probe(start, MODERATOR, Bypass(need="quorum", reason="-"), "cannot_bypass")
    case = DescribeCase(decision_question="-?", decision_authority="-")
    yield Probe(start, MODERATOR, case, "out_of_turn")
    last = cast.raters[-1]
    yield Probe("acute-open", MODERATOR, AdmitSeat(seat=last), "seat_taken")


def _facts(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start, rater = moves[0].key, cast.raters[-1]
    child = cast.child(cast.vignette.children[0].name)
    option = AddEntry(content=Option(title="-", weight=Weight.SAME))
    yield Probe(start, rater, option, "not_now")
    yield Probe(start, rater, MarkCore(entry=cast.fact(1), core=True), "out_of_turn")
    yield Probe(start, RECORDER, MarkCore(entry=child, core=True), "only_facts_are_core")
    yield Probe(start, RECORDER, MarkCore(entry=NOTHING, core=True), "unknown_entry")
    fact = Fact(text="-", source="-", date="-")
    theirs = CorrectEntry(entry=cast.fact(1), content=fact)
    yield Probe(start, rater, theirs, "not_your_entry")
    own = AddEntry(content=CaseFactor(label="-"))
    yield Probe(start, MODERATOR, own, "case_factor_needs_fact")


def _blind_1(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start, last = moves[0].key, _last_turn(moves)
    rater = cast.raters[-1]
    yield from _unsealed(cast, last, StageId("blind_1"))
    yield Probe(start, rater, _preference(ROUND_1), "options_first")
    yield Probe(start, rater, _judgement(), "factors_first")
    yield Probe(start, rater, SealRound(round=ROUND_1), "answers_missing")
    yield Probe(start, rater, _answers("no_such_factor", PLAIN), "unknown_question")
    factor = cast.vignette.factor_ids[0]
    high = Answer(direction=Direction.RISK, level=9)
    yield Probe(start, rater, _answers(factor, high), "level_out_of_range")
    yield Probe(start, MODERATOR, _answers(factor, PLAIN), "out_of_turn")
    yield Probe(start, rater, GiveAnswers(round=ROUND_2, answers={}), "unknown_round")


def _unsealed(cast: Cast, key: str, stage: StageId) -> Iterator[Probe]:
    """One rater is still at it: nothing opens, and nobody can pass that by."""
    yield Probe(key, MODERATOR, Advance(expected=stage), "gate_closed")
    late = Bypass(need="seat_not_sealed", about=cast.raters[-1], reason="-")
    yield Probe(key, MODERATOR, late, "cannot_bypass")


def _reveal(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start = moves[0].key
    factor = cast.vignette.factor_ids[0]
    yield Probe(start, cast.raters[0], _answers(factor, PLAIN), "round_closed")
    strange = SetAgenda(items=(AgendaItem(questions=(QuestionId("no_such_factor"),)),))
    yield Probe(start, MODERATOR, strange, "unknown_question")
    yield Probe(start, MODERATOR, SetAgenda(items=()), "agenda_length")


def _discuss(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start = moves[0].key
    yield Probe(start, MODERATOR, OpenItem(item=ItemId("99")), "unknown_item")
    yield Probe(start, MODERATOR, Adjourn(provisional="-", until="-"), "not_a_date")
    over = Adjourn(provisional="-", until=cast.on(-1))
    yield Probe(start, MODERATOR, over, "date_has_passed")
    chosen = OverrideAdvocate(seat=RECORDER, reason="-")
    yield Probe(start, MODERATOR, chosen, "cannot_be_advocate")
    sentence = DeliverPoint(kind=PointKind.COUNTER_SENTENCE, text="-", about=ItemId("1"))
    yield Probe("counter-1", MODERATOR, sentence, "not_the_advocate")
    yield Probe("counter-2", ADVOCATE, sentence, "counter_given")
    rater, word = cast.raters[-1], Term(word=cast.say(WORD))
    yield Probe("term-meaning", rater, AddEntry(content=word), "term_listed")
    alone = CorrectEntry(entry=EntryId("term"), content=replace(word, meaning="-"))
    yield Probe("term-meaning", rater, alone, "meaning_is_the_groups")


def _options(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    rater = cast.raters[0]
    yield Probe(moves[0].key, rater, _preference(ROUND_1), "options_first")
    yield Probe(moves[0].key, MODERATOR, OpenRound(round=IDEAS), "family_first")
    yield Probe("ideas-close", rater, _preference(IDEAS), "options_first")
    picked = GiveAnswers(round=IDEAS, answers={_idea(): Answer(reason="-", pick="option-A")})
    yield Probe("ideas-close", rater, picked, "answer_does_not_fit")
    yield Probe("ideas-close", rater, CloseRound(round=IDEAS), "out_of_turn")
    yield Probe("ideas-close", MODERATOR, Advance(expected=StageId("options")), "gate_closed")
    late = GiveAnswers(round=IDEAS, answers={_idea(): Answer(reason="-")})
    yield Probe("idea-joins", rater, late, "round_closed")
    gone = PlaceIdea(round=IDEAS, idea=IdeaId(NOTHING), drop=True)
    yield Probe("idea-joins", RECORDER, gone, "unknown_idea")


def _challenge(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start = moves[0].key
    point = DeliverPoint(kind=PointKind.EXPLANATION, text="-")
    yield Probe(start, MODERATOR, point, "not_the_advocate")
    bare = DeliverPoint(kind=PointKind.OPTION, text="-")
    yield Probe(start, ADVOCATE, bare, "text_missing")
    strange = AnswerPoint(point=PointId(NOTHING), reply=Reply.ADOPTED)
    yield Probe("reply-explanation", RECORDER, strange, "unknown_point")
    unanswered = Advance(expected=StageId("challenge"))
    yield Probe("reply-explanation", MODERATOR, unanswered, "gate_closed")
    waved_away = AnswerPoint(point=PointId("point-fact"), reply=Reply.REJECTED)
    yield Probe("reply-fact", RECORDER, waved_away, "text_missing")
    yield Probe("point-fact", ADVOCATE, point, "already_brought")
    listed = replace(bare, text=cast.say(cast.vignette.options[0].title), lighter="-", heavier="-")
    yield Probe("point-option", ADVOCATE, listed, "option_listed")
    yield Probe(moves[-1].key, ADVOCATE, point, "role_laid_down")
    if not alike(cast):
        back = DeliverPoint(kind=PointKind.PRE_MORTEM, text="-")
        yield Probe(start, ADVOCATE, back, "pre_mortem_not_asked")


def _blind_2(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start, last, rater = moves[0].key, _last_turn(moves), cast.raters[-1]
    yield from _unsealed(cast, last, StageId("blind_2"))
    again = GiveAnswers(round=ROUND_1, answers={question("urgency"): Answer(level=1)})
    yield Probe(start, rater, again, "round_closed")
    yield Probe(start, rater, _preference(ROUND_2), "factors_first")
    yield Probe(start, rater, SealRound(round=ROUND_2), "answers_missing")


def _decide(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start = moves[0].key
    yield Probe(start, MODERATOR, Bypass(need="decision_missing", reason="-"), "cannot_bypass")
    yield Probe(start, MODERATOR, Advance(expected=StageId("decide")), "close_the_meeting")
    yield Probe(moves[-1].key, MODERATOR, _signature(), "out_of_turn")
    gone = WithdrawEntry(entry=NOTHING, reason="-")
    yield Probe(start, MODERATOR, gone, "unknown_entry")
    first, second = (cast.option(option.letter) for option in leading(cast))
    yield Probe(start, RECORDER, _decision(first), "consequences_first")
    yield Probe(start, RECORDER, _decision(NOTHING), "unknown_option")
    yield Probe(start, RECORDER, CompleteDecision(not_chosen="-"), "decision_first")
    yield Probe(start, RECORDER, AddEntry(content=_would(NOTHING)), "unknown_option")
    yield Probe("decision", RECORDER, AddEntry(content=_would(second)), "consequences_written")
    stranger = AnswerSafeEnough(child=NOTHING, safe_enough=True, reason="-", stays="-")
    yield Probe(start, RECORDER, stranger, "unknown_child")
    hidden = Dissent(about="facts", text="-", changes_mind="-", anonymous=True)
    yield Probe(start, cast.raters[0], AddEntry(content=hidden), "only_process_anonymous")


def _test(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    yield Probe(moves[0].key, MODERATOR, _signature(), "complete_first")


def _signature() -> SignTest:
    return SignTest(core=Judged.YES, proportional=Judged.YES, dissent=Judged.YES)


def _decision(option: EntryId) -> RecordDecision:
    """Complete as far as words go."""
    return RecordDecision(
        option=option,
        decider="-",
        competence="-",
        text="-",
        reason="-",
        lightest=option,
        why_not_lighter="-",
    )


def _would(option: EntryId) -> Consequences:
    return Consequences(
        option=option,
        child_now="-",
        child_later="-",
        siblings="-",
        contact_and_school="-",
        trusted_worker="-",
    )


def _preference(number: RoundId) -> GiveAnswers:
    return GiveAnswers(round=number, answers={question(FIRST_CHOICE): Answer(pick="option-A")})


def _idea() -> QuestionId:
    return question(IDEA, EntryId("1"))


def _judgement() -> GiveAnswers:
    return _answers("urgency", Answer(level=1))


def _answers(item: str, answer: Answer) -> GiveAnswers:
    return GiveAnswers(round=ROUND_1, answers={question(item): answer})


def _last_turn(moves: tuple[Move, ...]) -> str:
    """The key with which the last rater of a blind stage begins."""
    last = [move for move in moves if move.seat != MODERATOR][-1].seat
    return next(move.key for move in moves if move.seat == last)


STAGES = {
    "prepare": _prepare,
    "open": _open,
    "facts": _facts,
    "blind_1": _blind_1,
    "reveal": _reveal,
    "discuss": _discuss,
    "options": _options,
    "challenge": _challenge,
    "blind_2": _blind_2,
    "decide": _decide,
    "test": _test,
}
