"""The questions of each round, from the catalogue and from what the group wrote down."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from deliberate.sessions.forms import (
    AGREES,
    CAN,
    CANNOT,
    DISAGREES,
    NONE_OF_THESE,
    TAPS,
    UNKNOWN,
    Asks,
    Direction,
    Factor,
    Form,
    Judgement,
    Question,
    Text,
)
from deliberate.sessions.ids import (
    AGREEMENT,
    IDEAS,
    LATE,
    PROCESS,
    ROUND_1,
    ROUND_2,
    EntryId,
    RoundId,
    item_of,
    question,
)
from deliberate.sessions.safety import safety_now
from deliberate.sessions.state import Session
from deliberate.sessions.windows import CaseFactor, Person, Relation

DECIDING_FACT = "deciding_fact"
FIRST_CHOICE = "first_choice"
SUPPORT = "support"
IDEA = "idea"
AGREE = "agree"
PROCESS_ITEMS = ("said_it", "dissent_welcome", "other_explanations", "enough_time")


def children(session: Session) -> tuple[EntryId, ...]:
    return tuple(
        entry.id
        for entry, person in session.entries.of(Person)
        if person.relation is Relation.CHILD
    )


def factors(session: Session) -> tuple[Factor, ...]:
    """The catalogue's factors and those of this case."""
    catalogue = session.opened.catalogue
    own = tuple(
        Factor(
            id=f"case:{entry.id}",
            label=Text(content.label, content.label),
            definition=Text("", ""),
            directions=catalogue.case_factor_directions,
            default_direction="open",
            timeframe="both",
            case_factor=True,
        )
        for entry, content in session.entries.of(CaseFactor)
    )
    return (*catalogue.factors, *own)


def _factor(session: Session, factor: Factor) -> Question:
    protects = Direction.PROTECTIVE in factor.directions
    return Question(
        id=question(factor.id),
        asks=Asks.FACTOR,
        levels=3,
        directions=factor.directions,
        causes=factor.cause.values if factor.cause else (),
        benefits=session.opened.catalogue.benefit.values if protects else (),
        first=True,
    )


def _judged(session: Session, judgement: Judgement) -> Iterator[Question]:
    for child in children(session) if judgement.per_child else (None,):
        yield Question(
            id=question(judgement.id, child),
            asks=Asks.LEVEL,
            levels=len(judgement.levels),
            picks=(UNKNOWN,),
        )


def _judgements(session: Session, number: int) -> Iterator[Question]:
    for judgement in session.opened.catalogue.judgements:
        if number in judgement.rounds:
            yield from _judged(session, judgement)


def first_round(session: Session) -> Form:
    """All factors, then the judgements, then one deciding fact."""
    deciding = Question(
        id=question(DECIDING_FACT),
        asks=Asks.CORE_FACT,
        picks=(*session.entries.core, NONE_OF_THESE),
        optional=not session.entries.core,
    )
    asked = (_factor(session, factor) for factor in factors(session))
    return Form((*asked, *_judgements(session, 1), deciding))


def second_round(session: Session) -> Form:
    """The discussed factors, safety for each child, one first choice, and what nobody can.

    In half an hour only direct safety and the first choice.
    """
    if session.opened.parameters.short:
        now = (q for q in _judgements(session, 2) if safety_now(session, q.id))
        return Form((*now, *islice(_choices(session), 1)))
    discussed = {item_of(q) for q in session.talk.questions()}
    asked = (_factor(session, f) for f in factors(session) if f.id in discussed)
    return Form((*asked, *_judgements(session, 2), *_choices(session)))


def _choices(session: Session) -> Iterator[Question]:
    """Nothing where gate G3 was passed over with an empty list: nobody could answer that."""
    options = tuple(entry.id for entry, _ in session.entries.options())
    if not options:
        return
    yield Question(id=question(FIRST_CHOICE), asks=Asks.OPTION, picks=options)
    for option in options:
        yield Question(
            id=question(SUPPORT, option), asks=Asks.SUPPORT, picks=(CANNOT, CAN), optional=True
        )


def ideas(session: Session) -> Form:
    """A few possibilities, each with what is for and against; all may stay empty."""
    numbers = range(1, session.opened.parameters.ideas_per_seat + 1)
    asked = (question(IDEA, EntryId(str(n))) for n in numbers)
    return Form(tuple(Question(id=q, asks=Asks.IDEA, optional=True) for q in asked))


def agreement(_session: Session) -> Form:
    return Form((Question(id=question(AGREE), asks=Asks.AGREE, picks=(AGREES, DISAGREES)),))


def process_check(_session: Session) -> Form:
    """Four taps on how the meeting went; leaving one out is an answer too."""
    asked = (question(item) for item in PROCESS_ITEMS)
    return Form(tuple(Question(id=q, asks=Asks.TAP, picks=TAPS, optional=True) for q in asked))


FORMS: Mapping[RoundId, Callable[[Session], Form]] = {
    ROUND_1: first_round,
    LATE: first_round,
    ROUND_2: second_round,
    IDEAS: ideas,
    AGREEMENT: agreement,
    PROCESS: process_check,
}
"""The form of each kind of round."""
