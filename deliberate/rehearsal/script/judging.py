"""Both blind rounds and the reveal."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from deliberate.catalogue.vignettes.people import Rater
from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.discussion.commands import AgendaItem, SetAgenda
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.forms import CAN, CANNOT, DIRECTED, NONE_OF_THESE, Answer, Shift, moved
from deliberate.sessions.ids import (
    BLIND_1,
    BLIND_2,
    REVEAL,
    ROUND_1,
    ROUND_2,
    QuestionId,
    question,
)
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from deliberate.sessions.rounds.forms import DECIDING_FACT, FIRST_CHOICE, SUPPORT

from ._move import MODERATOR, Cast, Move, move

PER_SCREEN = 5


def first_round(cast: Cast) -> Iterator[Move]:
    for rater in cast.vignette.raters:
        yield from one_rater(cast, rater)
    yield move(MODERATOR, "leave-blind_1", Advance(expected=BLIND_1))


def one_rater(cast: Cast, rater: Rater) -> Iterator[Move]:
    """Directions five at a time, then levels, then judgements, then the seal."""
    seat, letter = cast.seat(rater.letter), rater.letter
    given = {cast.question(q): a for q, a in cast.vignette.answers(1, letter).items()}
    factors = {q: a for q, a in given.items() if a.direction is not None}
    judged = {q: a for q, a in given.items() if a.direction is None}
    bare = {q: replace(a, level=None, benefit=None, cause=None) for q, a in factors.items()}
    directed = {q: a for q, a in factors.items() if a.direction in DIRECTED}
    judged[question(DECIDING_FACT)] = Answer(pick=_deciding(cast, rater))
    screens = (*_paged(bare), *_paged(directed), *_paged(judged))
    for number, answers in enumerate(screens):
        yield move(seat, f"r1-{letter}-{number}", GiveAnswers(round=ROUND_1, answers=answers))
    yield move(seat, f"r1-{letter}-seal", SealRound(round=ROUND_1))


def _deciding(cast: Cast, rater: Rater) -> str:
    return cast.fact(rater.deciding_fact) if rater.deciding_fact else NONE_OF_THESE


def _paged(given: Mapping[QuestionId, Answer]) -> Iterator[Mapping[QuestionId, Answer]]:
    pairs = list(given.items())
    for start in range(0, len(pairs), PER_SCREEN):
        yield dict(pairs[start : start + PER_SCREEN])


def reveal(cast: Cast) -> Iterator[Move]:
    acute = cast.vignette.acute
    if acute is not None and cast.in_danger(1):
        note = cast.say(acute.done)[:400]
        yield move(MODERATOR, "acute-reveal", AnswerAcute(acute=False, note=note))
    items = tuple(
        AgendaItem(questions=tuple(cast.question(_factor(cast, f)) for f in item.factors))
        for item in cast.vignette.discussion
    )
    yield move(MODERATOR, "agenda", SetAgenda(items=items))
    yield move(MODERATOR, "leave-reveal", Advance(expected=REVEAL))


def _factor(cast: Cast, factor: str) -> str:
    return f"case:{cast.case_factor(factor)}" if factor.startswith("case:") else factor


def second_round(cast: Cast) -> Iterator[Move]:
    for rater in cast.vignette.raters:
        yield from _second(cast, rater)
    yield move(MODERATOR, "leave-blind_2", Advance(expected=BLIND_2))


def _second(cast: Cast, rater: Rater) -> Iterator[Move]:
    seat, letter = cast.seat(rater.letter), rater.letter
    asked = {f for item in cast.vignette.discussion for f in item.factors}
    given = {q: _explained(cast, letter, q, a) for q, a in cast.vignette.answers(2, letter).items()}
    factors = {cast.question(_factor(cast, q)): a for q, a in given.items() if q in asked}
    judged = {cast.question(q): a for q, a in given.items() if "@" in q}
    choices = {question(FIRST_CHOICE): Answer(pick=cast.option(rater.first_choice))}
    for option in cast.vignette.options:
        said = CANNOT if option.letter in rater.cannot else CAN
        choices[question(SUPPORT, cast.option(option.letter))] = Answer(pick=said)
    for number, answers in enumerate((factors, judged, choices)):
        yield move(seat, f"r2-{letter}-{number}", GiveAnswers(round=ROUND_2, answers=answers))
    yield move(seat, f"r2-{letter}-seal", SealRound(round=ROUND_2))


LEVELS = 2
WHY = {
    "cleared_up": Shift.NEW_FACT,
    "other_fact": Shift.NEW_FACT,
    "other_weight": Shift.OTHER_ARGUMENT,
    "term_understood_differently": Shift.MISREAD,
}
"""What moved somebody, by how the talk about it ended."""


def _explained(cast: Cast, letter: str, named: str, answer: Answer) -> Answer:
    """A shift goes with its reason: that of the conversation about it."""
    if not moved(answer, cast.vignette.answers(1, letter).get(named), LEVELS):
        return answer
    talked = (item.outcome for item in cast.vignette.discussion if named in item.factors)
    return replace(answer, shift=WHY[next(talked, "other_weight")])
