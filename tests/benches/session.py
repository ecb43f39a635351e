"""A session as large as one gets: nine raters, thirty factors, two rounds."""

import random
from dataclasses import replace

from deliberate.sessions.forms import Answer, Asks, Direction, Question
from deliberate.sessions.ids import ROUND_1, QuestionId, SeatId
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.rounds.spec import OpenedAnswer
from deliberate.sessions.rounds.state import Round
from deliberate.sessions.state import Session
from tests.core.play import Table

FACTORS = 30
UNKNOWN = 0.02
SEATS = tuple(SeatId(f"rater-{n}") for n in range(1, 10))

Asked = tuple[Session, Round, tuple[OpenedAnswer, ...], tuple[SeatId, ...]]


def nine_seats_and_thirty_factors() -> tuple[Asked, Asked]:
    """What the figures of either round are made of; the second asks as much as the first."""
    session = _with_thirty(Table("V1").until("blind_1").session)
    questions = FORMS[ROUND_1](session).questions
    assert sum(question.asks is Asks.FACTOR for question in questions) == FACTORS
    this = session.rounds[ROUND_1]
    first, second = (
        tuple(
            OpenedAnswer(seat, question.id, _answer(question, chance))
            for seat in SEATS
            for question in questions
        )
        for chance in (random.Random(1), random.Random(2))
    )
    return (session, this, first, SEATS), (session, this, second, SEATS)


def _with_thirty(session: Session) -> Session:
    """The factors of the list again under other names, until there are enough."""
    catalogue = session.opened.catalogue
    have = catalogue.factors
    more = (replace(have[n % len(have)], id=QuestionId(f"more-{n}")) for n in range(FACTORS))
    factors = (*have, *more)[:FACTORS]
    opened = replace(session.opened, catalogue=replace(catalogue, factors=factors))
    return replace(session, setup=opened)


def _answer(question: Question, chance: random.Random) -> Answer:
    if question.asks is Asks.FACTOR:
        known = [way for way in question.directions if way is not Direction.UNKNOWN]
        way = Direction.UNKNOWN if chance.random() < UNKNOWN else chance.choice(known)
        directed = way in (Direction.RISK, Direction.PROTECTIVE)
        return Answer(direction=way, level=chance.randint(1, 3) if directed else None)
    if question.asks is Asks.LEVEL:
        return Answer(level=chance.randint(1, question.levels))
    return Answer(pick=chance.choice(question.picks))
