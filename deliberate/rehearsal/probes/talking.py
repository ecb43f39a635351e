"""What is tried while the group talks, lists options and is challenged."""

from collections.abc import Iterator
from dataclasses import replace

from deliberate.rehearsal.script import Cast, Move
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR, RECORDER
from deliberate.rehearsal.script.talking import WORD
from deliberate.rehearsal.script.weighing import alike
from deliberate.sessions.challenge.commands import (
    AnswerPoint,
    DeliverPoint,
    OverrideAdvocate,
    PointKind,
    Reply,
)
from deliberate.sessions.discussion.commands import OpenItem
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.flow.commands import (
    Adjourn,
    Advance,
)
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import (
    IDEAS,
    ROUND_1,
    EntryId,
    IdeaId,
    ItemId,
    PointId,
    QuestionId,
    StageId,
    question,
)
from deliberate.sessions.rounds.commands import (
    CloseRound,
    GiveAnswers,
    OpenRound,
    PlaceIdea,
)
from deliberate.sessions.rounds.forms import IDEA
from deliberate.sessions.windows import Option, Term, Weight

from .probe import NOTHING, Probe, preference


def discuss(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
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


def options(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    rater = cast.raters[0]
    yield Probe(moves[0].key, rater, preference(ROUND_1), "options_first")
    yield Probe(moves[0].key, MODERATOR, OpenRound(round=IDEAS), "family_first")
    own = AddEntry(content=Option(title="-", weight=Weight.SAME))
    yield Probe(moves[0].key, rater, own, "ideas_first")
    yield Probe("ideas-close", MODERATOR, own, "ideas_first")
    yield Probe("ideas-close", rater, preference(IDEAS), "options_first")
    picked = GiveAnswers(round=IDEAS, answers={_idea(): Answer(reason="-", pick="option-A")})
    yield Probe("ideas-close", rater, picked, "answer_does_not_fit")
    yield Probe("ideas-close", rater, CloseRound(round=IDEAS), "out_of_turn")
    yield Probe("ideas-close", MODERATOR, Advance(expected=StageId("options")), "gate_closed")
    late = GiveAnswers(round=IDEAS, answers={_idea(): Answer(reason="-")})
    yield Probe("idea-joins", rater, late, "round_closed")
    gone = PlaceIdea(round=IDEAS, idea=IdeaId(NOTHING), drop=True)
    yield Probe("idea-joins", RECORDER, gone, "unknown_idea")


def challenge(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
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


def _idea() -> QuestionId:
    return question(IDEA, EntryId("1"))
