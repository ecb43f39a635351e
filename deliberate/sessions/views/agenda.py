"""The list to talk about while it is being made: proposed, and changed with one tap."""

from collections.abc import Sequence
from dataclasses import dataclass

from deliberate.sessions.ids import QuestionId, child_of, item_of
from deliberate.sessions.rounds.forms import factors
from deliberate.sessions.state import Session

from .invite import Difference, difference
from .picture import ItemPicture, PictureView

Questions = tuple[QuestionId, ...]
List = tuple[Questions, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One tap: which question it brings in, and the whole list as it then is."""

    q: QuestionId
    label: str
    child: str
    list: List


@dataclass(frozen=True, slots=True)
class Line:
    """One item with why it is there; `swap` puts the next candidate in its place."""

    questions: Questions
    pictures: tuple[ItemPicture, ...]
    why: tuple[Difference, ...]
    direct: bool
    swap: Change | None
    without: List


@dataclass(frozen=True, slots=True)
class More:
    """A candidate that is not on the list."""

    why: Difference
    add: Change


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The list as it stands or, before it was set, as it is proposed; with what else could be."""

    standing: bool
    lines: tuple[Line, ...]
    list: List
    more: tuple[More, ...]
    full: bool
    most: int


def agenda_view(session: Session, shown: PictureView) -> AgendaView:
    found = _Agenda(session, _candidates(shown))
    standing = tuple(item.questions for item in session.talk.items.values())
    listed = standing or found.proposed()
    most = session.opened.parameters.max_items
    return AgendaView(
        standing=bool(standing),
        lines=tuple(found.line(listed, place) for place in range(len(listed))),
        list=listed,
        more=tuple(found.more(listed)),
        full=len(listed) >= most,
        most=most,
    )


def _candidates(shown: PictureView) -> tuple[ItemPicture, ...]:
    """Opposite directions first, then by how far the answers lie apart; what all the raters say
    of themselves or of when to act is looked at, and not talked about."""
    judged = [item for item in shown.judgements if child_of(item.q)]
    rest = sorted((*shown.spread, *judged), key=_spread, reverse=True)
    return (*shown.conflicts, *rest)


def _spread(item: ItemPicture) -> float:
    return float(item.deviation or 0)


@dataclass(frozen=True, slots=True)
class _Agenda:
    session: Session
    candidates: tuple[ItemPicture, ...]

    def proposed(self) -> List:
        most = self.session.opened.parameters.proposed_items
        return self.ordered(tuple((item.q,) for item in self.candidates[:most]))

    def ordered(self, listed: List) -> List:
        """What is about safety now is talked about first."""
        return tuple(sorted(listed, key=lambda questions: not self.direct(questions)))

    def direct(self, questions: Questions) -> bool:
        judgements = self.session.opened.catalogue.judgements
        now = {factor.id for factor in factors(self.session) if factor.direct}
        now |= {judgement.id for judgement in judgements if judgement.acute_level is not None}
        return any(item_of(question) in now for question in questions)

    def line(self, listed: List, place: int) -> Line:
        questions = listed[place]
        known = {item.q: item for item in self.candidates}
        pictures = tuple(known[q] for q in questions if q in known)
        rest = (*listed[:place], *listed[place + 1 :])
        other = self._next(listed, questions)
        return Line(
            questions=questions,
            pictures=pictures,
            why=tuple(difference(item) for item in pictures),
            direct=self.direct(questions),
            swap=self._brings(other, rest, place) if other else None,
            without=rest,
        )

    def more(self, listed: List) -> Sequence[More]:
        off = self._off(listed)
        return [More(difference(i), self._brings(i, listed, len(listed))) for i in off]

    def _off(self, listed: List) -> tuple[ItemPicture, ...]:
        on = {question for questions in listed for question in questions}
        return tuple(item for item in self.candidates if item.q not in on)

    def _next(self, listed: List, questions: Questions) -> ItemPicture | None:
        """The first candidate after this one that is not on the list; after the last the first,
        so that a second tap does not bring back what was swapped."""
        ranks = {item.q: rank for rank, item in enumerate(self.candidates)}
        here = max((ranks[q] for q in questions if q in ranks), default=-1)
        off = self._off(listed)
        return next((item for item in off if ranks[item.q] > here), next(iter(off), None))

    def _brings(self, item: ItemPicture, into: List, place: int) -> Change:
        listed = self.ordered((*into[:place], (item.q,), *into[place:]))
        return Change(item.q, item.label, item.child, listed)
