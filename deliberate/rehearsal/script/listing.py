"""The possibilities: the family's own first, two silent minutes, and one list."""

from collections.abc import Iterator, Mapping, Sequence

from deliberate.catalogue.vignettes.weighing import Option as Listed
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import IDEAS, OPTIONS, EntryId, QuestionId, SeatId, question
from deliberate.sessions.rounds.commands import (
    CloseRound,
    GiveAnswers,
    OpenRound,
    PlaceIdea,
    SealRound,
)
from deliberate.sessions.rounds.forms import IDEA
from deliberate.sessions.windows import Option, Weight

from ._move import MODERATOR, RECORDER, Cast, Move, idea, move


def options(cast: Cast) -> Iterator[Move]:
    """The moderator asks for the family's own and writes it down; one rater writes the same, and
    that idea joins it."""
    listed = [o for o in cast.vignette.options if not o.by_advocate]
    own = next(o for o in listed if o.from_family)
    others = [o for o in listed if o is not own]
    yield move(MODERATOR, cast.option(own.letter), AddEntry(content=option(cast, own)))
    yield move(MODERATOR, "ideas-open", OpenRound(round=IDEAS))
    yield from _in_silence(cast, own, others)
    yield move(MODERATOR, "ideas-close", CloseRound(round=IDEAS))
    same = PlaceIdea(round=IDEAS, idea=idea(cast.say(own.title)), into=cast.option(own.letter))
    yield move(RECORDER, "idea-joins", same)
    for other in others:
        yield from _placed(cast, other)
    yield move(MODERATOR, "leave-options", Advance(expected=OPTIONS))


def _in_silence(cast: Cast, own: Listed, others: Sequence[Listed]) -> Iterator[Move]:
    """Who thought of something writes it down; all others have nothing to add."""
    thought: dict[SeatId, list[Answer]] = {seat: [] for seat in (*cast.raters, RECORDER)}
    say = cast.say
    for number, other in enumerate(others):
        said = Answer(reason=say(other.title), pro=say(other.pro), con=say(other.con))
        thought[cast.raters[number % len(cast.raters)]].append(said)
    thought[cast.raters[len(others) % len(cast.raters)]].append(Answer(reason=say(own.title)))
    for seat, said_by in thought.items():
        for number, answer in enumerate(said_by, start=1):
            given = GiveAnswers(round=IDEAS, answers=_one(number, answer))
            yield move(seat, f"idea-{seat}-{number}", given)
        if not said_by:
            yield move(seat, f"nothing-more-{seat}", SealRound(round=IDEAS))


def _one(number: int, answer: Answer) -> Mapping[QuestionId, Answer]:
    return {question(IDEA, EntryId(str(number))): answer}


def _placed(cast: Cast, listed: Listed) -> Iterator[Move]:
    """On the list with one tap; what else there is to say of it comes after."""
    made, weight = cast.option(listed.letter), Weight(listed.weight)
    place = PlaceIdea(round=IDEAS, idea=idea(cast.say(listed.title)), weight=weight)
    yield move(RECORDER, made, place)
    full = CorrectEntry(entry=made, content=option(cast, listed))
    yield move(RECORDER, f"{made}-complete", full)


def option(cast: Cast, listed: Listed) -> Option:
    """What the vignette says of one possibility."""
    say = cast.say
    return Option(
        title=say(listed.title),
        weight=Weight(listed.weight),
        by_family=listed.from_family,
        pro=say(listed.pro),
        con=say(listed.con),
        harm=say(listed.harm),
        waiting="" if listed.no_wait else say(listed.waiting),
        bridging="" if listed.no_wait else say(listed.bridging),
        no_wait=listed.no_wait,
        touches=frozenset(listed.touches),
        goal=say(listed.goal),
    )
