"""Talking about differences: each item opened, countered once, and closed with its outcome."""

from collections.abc import Iterator

from deliberate.catalogue.vignettes.weighing import DiscussionItem
from deliberate.sessions.challenge.commands import DeliverPoint, PointKind
from deliberate.sessions.discussion.commands import CloseItem, OpenItem, Outcome
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.forms import Text
from deliberate.sessions.ids import DISCUSS, EntryId, ItemId
from deliberate.sessions.windows import Term

from ._move import ADVOCATE, MODERATOR, RECORDER, Cast, Move, move

WORD = Text("steunen", "to support")
MEANING = Text(
    "Iemand steunt als het kind er iets van merkt: wie doet wat, en wanneer.",
    "Somebody supports if the child notices it: who does what, and when.",
)


def discuss(cast: Cast) -> Iterator[Move]:
    """The advocate's counter-sentences are delivered by whoever was drawn: seat ADVOCATE."""
    yield from _term(cast)
    for number, item in enumerate(cast.vignette.discussion, start=1):
        yield from _item(cast, number, item)
    yield move(MODERATOR, "leave-discuss", Advance(expected=DISCUSS))


def _term(cast: Cast) -> Iterator[Move]:
    """Somebody marks a word, and the recorder writes what the group means by it."""
    marked, meant = Term(word=cast.say(WORD)), cast.say(MEANING)
    yield move(cast.raters[-1], "term", AddEntry(content=marked))
    explained = Term(word=marked.word, meaning=meant)
    yield move(RECORDER, "term-meaning", CorrectEntry(entry=EntryId("term"), content=explained))


def _item(cast: Cast, number: int, item: DiscussionItem) -> Iterator[Move]:
    place = ItemId(str(number))
    yield move(MODERATOR, f"item-{number}-open", OpenItem(item=place))
    counter = DeliverPoint(
        kind=PointKind.COUNTER_SENTENCE, text=cast.say(item.counter), about=place
    )
    yield move(ADVOCATE, f"counter-{number}", counter)
    closed = CloseItem(
        item=place,
        outcome=Outcome(item.outcome),
        note=cast.say(item.closing)[:400],
        fact=cast.fact(item.fact) if item.fact else None,
        mechanism=cast.say(item.mechanism)[:300],
        example=cast.say(item.example)[:300],
    )
    yield move(RECORDER, f"item-{number}-close", closed)
