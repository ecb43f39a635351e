"""What is tried in the blind rounds and when they are shown."""

from collections.abc import Iterator

from deliberate.rehearsal.script import Cast, Move
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.discussion.commands import AgendaItem, SetAgenda
from deliberate.sessions.flow.commands import (
    Advance,
    Bypass,
)
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import (
    ROUND_1,
    ROUND_2,
    QuestionId,
    StageId,
    question,
)
from deliberate.sessions.rounds.commands import (
    GiveAnswers,
    SealRound,
)

from .probe import PLAIN, Probe, answers, judgement, preference


def blind_1(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start, last = moves[0].key, _last_turn(moves)
    rater = cast.raters[-1]
    yield from _unsealed(cast, last, StageId("blind_1"))
    yield Probe(start, rater, preference(ROUND_1), "options_first")
    yield Probe(start, rater, judgement(), "factors_first")
    yield Probe(start, rater, SealRound(round=ROUND_1), "answers_missing")
    yield Probe(start, rater, answers("no_such_factor", PLAIN), "unknown_question")
    factor = cast.vignette.factor_ids[0]
    high = Answer(direction=Direction.RISK, level=9)
    yield Probe(start, rater, answers(factor, high), "level_out_of_range")
    yield Probe(start, MODERATOR, answers(factor, PLAIN), "out_of_turn")
    yield Probe(start, rater, GiveAnswers(round=ROUND_2, answers={}), "unknown_round")


def blind_2(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start, last, rater = moves[0].key, _last_turn(moves), cast.raters[-1]
    yield from _unsealed(cast, last, StageId("blind_2"))
    again = GiveAnswers(round=ROUND_1, answers={question("urgency"): Answer(level=1)})
    yield Probe(start, rater, again, "round_closed")
    yield Probe(start, rater, preference(ROUND_2), "factors_first")
    yield Probe(start, rater, SealRound(round=ROUND_2), "answers_missing")


def reveal(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start = moves[0].key
    factor = cast.vignette.factor_ids[0]
    yield Probe(start, cast.raters[0], answers(factor, PLAIN), "round_closed")
    strange = SetAgenda(items=(AgendaItem(questions=(QuestionId("no_such_factor"),)),))
    yield Probe("agenda", MODERATOR, strange, "unknown_question")
    yield Probe("agenda", MODERATOR, SetAgenda(items=()), "agenda_length")
    if start != "agenda":
        yield Probe(start, MODERATOR, strange, "acute_first")


def _unsealed(cast: Cast, key: str, stage: StageId) -> Iterator[Probe]:
    """One rater is still at it: nothing opens, and nobody can pass that by."""
    yield Probe(key, MODERATOR, Advance(expected=stage), "gate_closed")
    late = Bypass(need="seat_not_sealed", about=cast.raters[-1], reason="-")
    yield Probe(key, MODERATOR, late, "cannot_bypass")


def _last_turn(moves: tuple[Move, ...]) -> str:
    """The key with which the last rater of a blind stage begins."""
    last = [move for move in moves if move.seat != MODERATOR][-1].seat
    return next(move.key for move in moves if move.seat == last)
