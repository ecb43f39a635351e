"""A blind form as one rater sees it: screens in this rater's order, with own answers only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from deliberate.sessions.draws import direct_first
from deliberate.sessions.forms import (
    CANNOT,
    DIRECTED,
    NONE_OF_THESE,
    Answer,
    Asks,
    Catalogue,
    Direction,
    Factor,
    Form,
    Question,
    Tap,
    complete,
    moved,
)
from deliberate.sessions.ids import ROUND_2, QuestionId, RoundId, child_of, item_of
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.rounds.forms import FORMS, factors
from deliberate.sessions.rounds.shifts import held_against, unexplained
from deliberate.sessions.rounds.state import Round
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Fact, Option, Person

from .look import Look

LEVELS_PER_SCREEN = 3


@dataclass(frozen=True, slots=True)
class TapView:
    """One extra tap: its question and the choices as (value, label)."""

    question: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScaleView:
    """One direction with its levels, for a whole answer given at once.

    `far` are the levels that would be a shift since the first round; for a direction without
    levels "0" stands for itself.
    """

    direction: str
    label: str
    levels: tuple[tuple[str, str], ...]
    far: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One question on a screen. Which fields are filled depends on `asks`.

    `far` are the values on this screen that lie so far from the viewer's own earlier answer that
    a reason is asked with them; `unexplained` says that the present answer still lacks it.
    """

    q: QuestionId
    asks: str
    label: str
    hint: str = ""
    child: str = ""
    directions: tuple[tuple[str, str], ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    side: str = ""
    scales: tuple[ScaleView, ...] = ()
    benefit: TapView | None = None
    cause: TapView | None = None
    acute_level: int = 0
    acute_message: str = ""
    picks: tuple[tuple[str, str], ...] = ()
    own: Answer | None = None
    earlier: Answer | None = None
    far: tuple[str, ...] = ()
    shifted: bool = False
    unexplained: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown at once: `part` is direction, level, whole, judgement, fact, choice, support.

    Once sealed, a factor is answered whole, direction and level together, one to a screen.
    """

    id: str
    part: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """One rater's form; `unreadable` answers were given on another device."""

    round: RoundId
    number: int
    attempt: int
    late: bool
    open: bool
    sealed: bool
    abstained: bool
    excused: bool
    factors_done: bool
    missing: tuple[QuestionId, ...]
    unexplained: tuple[QuestionId, ...]
    unreadable: int
    screens: tuple[Screen, ...]


def form_view(session: Session, look: Look, this: Round) -> FormView:
    seat = look.viewer.seat
    form = FORMS[this.spec](session)
    own = {q: a for (r, q), a in look.viewer.own.items() if r == this.id}
    known = this.answered.get(seat, {})
    before = _held_against(look, this)
    return FormView(
        round=this.id,
        number=2 if this.spec == ROUND_2 else 1,
        attempt=this.attempt,
        late=bool(this.seats),
        open=this.open,
        sealed=seat in this.sealed,
        abstained=seat in this.abstained,
        excused=seat in this.excused,
        factors_done=all(complete(q, own.get(q.id)) for q in form.questions if q.first),
        missing=tuple(q.id for q in form.questions if not complete(q, own.get(q.id))),
        unexplained=tuple(unexplained(session, form, own, before)),
        unreadable=len([q for q in known if q not in own]),
        screens=tuple(_Forms(session, look, this, form).screens()),
    )


def _held_against(look: Look, this: Round) -> Mapping[QuestionId, Answer]:
    """What this viewer answered to the same questions in the round before."""
    before = held_against(this.spec)
    return {q: a for (r, q), a in look.viewer.own.items() if r == before}


@dataclass(frozen=True, slots=True)
class _Forms:
    session: Session
    look: Look
    this: Round
    form: Form

    def screens(self) -> Iterator[Screen]:
        order = self._factor_order()
        if self.look.viewer.seat in self.this.sealed:
            yield from (Screen(f"w-{q.id}", "whole", (self.whole(q),)) for q in order)
        else:
            yield from self._factors(order)
        yield from self._judged()
        yield from self._picked()

    def _factors(self, order: tuple[Question, ...]) -> Iterator[Screen]:
        size = self.session.opened.parameters.factors_per_screen
        yield from self._paged("d", "direction", [self.direction(q) for q in order], size)
        levelled = [self.level(q) for q in order if _directed(self.own(q.id))]
        yield from self._paged("l", "level", levelled, LEVELS_PER_SCREEN)

    def _picked(self) -> Iterator[Screen]:
        for asks, part in (
            (Asks.CORE_FACT, "fact"),
            (Asks.OPTION, "choice"),
            (Asks.SUPPORT, "support"),
        ):
            cards = tuple(self.picked(q) for q in self.form.questions if q.asks is asks)
            if cards:
                yield Screen(part, part, cards)

    def own(self, question: QuestionId) -> Answer | None:
        return self.look.viewer.own.get((self.this.id, question))

    def before(self, question: QuestionId) -> Answer | None:
        return _held_against(self.look, self.this).get(question)

    def _factor_order(self) -> tuple[Question, ...]:
        asked = [q for q in self.form.questions if q.asks is Asks.FACTOR]
        direct = {f.id for f in factors(self.session) if f.direct}
        return direct_first(
            [q for q in asked if q.id in direct],
            [q for q in asked if q.id not in direct],
            self.this.seed,
            self.look.viewer.seat,
        )

    def _paged(self, prefix: str, part: str, cards: Sequence[Card], size: int) -> Iterator[Screen]:
        for page, start in enumerate(range(0, len(cards), size), start=1):
            yield Screen(f"{prefix}{page}", part, tuple(cards[start : start + size]))

    def _judged(self) -> Iterator[Screen]:
        asked = [q for q in self.form.questions if q.asks is Asks.LEVEL]
        for item in dict.fromkeys(item_of(q.id) for q in asked):
            cards = tuple(self.judged(q) for q in asked if item_of(q.id) == item)
            yield Screen(f"j-{item}", "judgement", cards)

    @property
    def catalogue(self) -> Catalogue:
        return self.session.opened.catalogue

    def _factor(self, question: Question) -> Factor:
        return next(f for f in factors(self.session) if f.id == question.id)

    def _card(self, question: Question, label: str, hint: str) -> Card:
        own = self.own(question.id)
        before = self.before(question.id)
        levels = self.session.opened.parameters.shift_levels
        shifted = own is not None and moved(own, before, levels)
        silent = shifted and own is not None and own.shift is None
        return Card(
            q=question.id,
            asks=question.asks,
            label=label,
            hint=hint,
            own=own,
            earlier=before or self._late(question.id),
            shifted=shifted,
            unexplained=silent,
            done=complete(question, own) and not silent,
        )

    def _late(self, asked: QuestionId) -> Answer | None:
        """What a late rater answered: shown to them as a text, and compared with nothing."""
        late = late_round(self.look.viewer.seat)
        return self.look.viewer.own.get((late, asked)) if self.this.id != late else None

    def _far(self, card: Card, direction: Direction | None, levels: int) -> tuple[str, ...]:
        """The levels in one direction that a reason would be asked for."""
        least = self.session.opened.parameters.shift_levels
        possible = (Answer(direction, n) for n in range(1, levels + 1))
        return tuple(str(a.level) for a in possible if moved(a, self.before(card.q), least))

    def _far_from_nothing(self, card: Card) -> bool:
        least = self.session.opened.parameters.shift_levels
        return moved(Answer(Direction.NONE), self.before(card.q), least)

    def direction(self, question: Question) -> Card:
        factor, to = self._factor(question), self.look.locale
        card = self._card(question, factor.label.at(to), factor.definition.at(to))
        words = ((d.value, self.catalogue.directions[d].at(to)) for d in question.directions)
        far = (Direction.NONE.value,) if self._far_from_nothing(card) else ()
        return replace(card, directions=tuple(words), far=far)

    def level(self, question: Question) -> Card:
        factor, to = self._factor(question), self.look.locale
        card = self._card(
            question, factor.label.at(to), factor.watch.at(to) if factor.watch else ""
        )
        direction = card.own.direction if card.own and card.own.direction else Direction.UNKNOWN
        scale, risk = self._scale(question, direction), direction is Direction.RISK
        return replace(
            card,
            levels=scale.levels,
            far=self._far(card, direction, question.levels),
            side=scale.label,
            benefit=None if risk else _tap(self.catalogue.benefit, to),
            cause=_tap(factor.cause, to) if risk else None,
        )

    def whole(self, question: Question) -> Card:
        card, factor, to = self.direction(question), self._factor(question), self.look.locale
        return replace(
            card,
            scales=tuple(self._whole_scale(card, question, d) for d in question.directions),
            benefit=_tap(self.catalogue.benefit, to) if question.benefits else None,
            cause=_tap(factor.cause, to),
        )

    def _whole_scale(self, card: Card, question: Question, direction: Direction) -> ScaleView:
        scale = self._scale(question, direction)
        if direction is Direction.NONE:
            return replace(scale, far=("0",) if self._far_from_nothing(card) else ())
        return replace(scale, far=self._far(card, direction, len(scale.levels)))

    def _scale(self, question: Question, direction: Direction) -> ScaleView:
        to, risk = self.look.locale, direction is Direction.RISK
        words = self.catalogue.risk_levels if risk else self.catalogue.protective_levels
        factor = self._factor(question)
        anchored = factor.default_direction == direction and factor.levels
        levels = tuple(
            (words[n].at(to), factor.levels[n].at(to) if anchored else "")
            for n in range(1, question.levels + 1)
        )
        label = self.catalogue.directions[direction].at(to)
        return ScaleView(direction, label, levels if direction in DIRECTED else ())

    def judged(self, question: Question) -> Card:
        judgement, to = self.catalogue.judgement(item_of(question.id)), self.look.locale
        if judgement is None:
            raise LookupError(question.id)
        hint = judgement.horizon.at(to) if judgement.horizon else ""
        card = self._card(question, judgement.label.at(to), hint)
        return replace(
            card,
            child=child_name(self.session, question.id),
            levels=tuple((level.at(to), "") for level in judgement.levels),
            far=self._far(card, None, len(judgement.levels)),
            acute_level=judgement.acute_level or 0,
            acute_message=judgement.acute_message.at(to) if judgement.acute_message else "",
        )

    def picked(self, question: Question) -> Card:
        to = self.look.locale
        if question.asks is Asks.CORE_FACT:
            card = self._card(question, self.catalogue.deciding_fact.at(to), "")
        else:
            card = self._card(question, title_of(self.session, question.id), "")
        return replace(card, picks=tuple((p, self._pick(p)) for p in question.picks))

    def _pick(self, pick: str) -> str:
        if pick == NONE_OF_THESE:
            return self.catalogue.none_of_these.at(self.look.locale)
        return pick if pick == CANNOT else title_of(self.session, QuestionId(f"@{pick}"))


def _directed(answer: Answer | None) -> bool:
    return answer is not None and answer.direction in DIRECTED


def _tap(tap: Tap | None, locale: str) -> TapView | None:
    if tap is None:
        return None
    labels = (label.at(locale) for label in tap.labels)
    return TapView(tap.question.at(locale), tuple(zip(tap.values, labels, strict=True)))


def child_name(session: Session, question: QuestionId) -> str:
    child = child_of(question)
    entry = session.entries.by_id.get(child) if child else None
    return entry.content.name if entry and isinstance(entry.content, Person) else ""


def title_of(session: Session, question: QuestionId) -> str:
    """The words of the option or fact that a question is about."""
    about = child_of(question)
    entry = session.entries.by_id.get(about) if about else None
    if entry and isinstance(entry.content, Option):
        return entry.content.title
    return entry.content.text if entry and isinstance(entry.content, Fact) else ""
