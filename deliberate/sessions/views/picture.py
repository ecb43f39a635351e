"""The picture of a revealed round, in the order in which it is talked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deliberate.sessions.forms import Answer, Asks, Direction, Factor, Question, Tap, signed
from deliberate.sessions.ids import QuestionId, RoundId, child_of, item_of
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.rounds.forms import FORMS, factors
from deliberate.sessions.rounds.state import Round, Status
from deliberate.sessions.rounds.summary import Coefficient, ItemSummary, RoundSummary
from deliberate.sessions.state import Session
from deliberate.sessions.visibility import Sees

from .blind import child_name, title_of
from .look import Look

Scale = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ItemPicture:
    """One question as a distribution; `own` is the viewer's own value and nobody else's."""

    q: QuestionId
    asks: str
    label: str
    child: str
    scale: Scale
    counts: Mapping[str, int]
    unknown: int
    n: int
    median: str | None
    deviation: str | None
    within_one: str | None
    risk: int
    none: int
    protective: int
    conflict: bool
    split: bool
    opposing: str | None
    acute: int
    causes: tuple[tuple[str, int], ...]
    own: str | None
    agree: str = ""
    said: Scale = ()
    """In a copy without counts: whether people agreed, and what was said at all."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A whole round: acute answers, conflicts, the rest by spread, judgements, coefficients."""

    round: RoundId
    attempt: int
    raters: int
    left_out: int
    late: int
    acute: tuple[ItemPicture, ...]
    conflicts: tuple[ItemPicture, ...]
    spread: tuple[ItemPicture, ...]
    judgements: tuple[ItemPicture, ...]
    choices: tuple[ItemPicture, ...]
    coefficients: tuple[Coefficient, ...]
    within_one: Mapping[str, str]
    unknown: str | None
    unknown_direct: str | None
    case_factors: int
    deciding: ItemPicture | None = None

    def items(self) -> tuple[ItemPicture, ...]:
        return (*self.conflicts, *self.spread, *self.judgements)


def picture(session: Session, look: Look, round_id: RoundId) -> PictureView | None:
    """The picture, if it has been revealed and this viewer may see it."""
    this = session.rounds.get(round_id)
    if this is None or this.summary is None or not look.may(Sees.DISTRIBUTION):
        return None
    by_question = {q.id: q for q in FORMS[this.spec](session).questions}
    named = {QuestionId(factor.id): factor for factor in factors(session)}
    known = [
        _item(session, look, this, by_question[summary.question], summary, named)
        for summary in this.summary.items
        if summary.question in by_question
    ]
    return _arranged(session, this, this.summary, known)


def _arranged(
    session: Session, this: Round, summary: RoundSummary, known: Sequence[ItemPicture]
) -> PictureView:
    asked = {asks: [i for i in known if i.asks == asks] for asks in Asks}
    by_spread = sorted(asked[Asks.FACTOR], key=_spread, reverse=True)
    return PictureView(
        round=this.id,
        attempt=this.attempt,
        raters=summary.raters,
        left_out=summary.left_out,
        late=_late(session),
        acute=tuple(i for i in known if i.acute),
        conflicts=tuple(sorted((i for i in by_spread if i.conflict), key=_opposing, reverse=True)),
        spread=tuple(i for i in by_spread if not i.conflict),
        judgements=tuple(asked[Asks.LEVEL]),
        choices=(*asked[Asks.OPTION], *asked[Asks.SUPPORT]),
        coefficients=summary.coefficients,
        within_one=summary.within_one,
        unknown=summary.unknown,
        unknown_direct=summary.unknown_direct,
        case_factors=summary.case_factors,
        deciding=next(iter(asked[Asks.CORE_FACT]), None),
    )


def _late(session: Session) -> int:
    rounds = (session.rounds.get(late_round(seat)) for seat in session.roster.seats)
    return sum(late is not None and late.status is Status.CLOSED for late in rounds)


def _spread(item: ItemPicture) -> float:
    return float(item.deviation or 0)


def _opposing(item: ItemPicture) -> tuple[float, float]:
    return float(item.opposing or 0), _spread(item)


def _item(
    session: Session,
    look: Look,
    this: Round,
    question: Question,
    summary: ItemSummary,
    named: Mapping[QuestionId, Factor],
) -> ItemPicture:
    label, scale, cause = _words(session, look, question, named)
    told = this.words.get(question.id)
    return ItemPicture(
        q=question.id,
        asks=question.asks,
        label=label,
        child=child_name(session, question.id),
        scale=scale,
        counts=summary.counts,
        unknown=summary.unknown,
        n=summary.n,
        median=summary.median,
        deviation=summary.deviation,
        within_one=summary.within_one,
        risk=summary.risk,
        none=summary.none,
        protective=summary.protective,
        conflict=summary.conflict,
        split=summary.split,
        opposing=summary.opposing,
        acute=summary.acute,
        causes=_causes(cause, summary, look.locale),
        own=_own(session, look.viewer.own.get((this.id, question.id))),
        agree=told.agree if told else "",
        said=tuple(step for step in scale if told and step[0] in told.values),
    )


def _words(
    session: Session, look: Look, question: Question, named: Mapping[QuestionId, Factor]
) -> tuple[str, Scale, Tap | None]:
    catalogue, to = session.opened.catalogue, look.locale
    if question.asks is Asks.FACTOR:
        factor = named[question.id]
        return factor.label.at(to), signed_scale(session, to), factor.cause
    if question.asks is Asks.LEVEL:
        judgement = catalogue.judgement(item_of(question.id))
        if judgement is None:
            raise LookupError(question.id)
        levels = enumerate((level.at(to) for level in judgement.levels), start=1)
        return judgement.label.at(to), tuple((str(n), text) for n, text in levels), None
    if question.asks is Asks.CORE_FACT:
        picks = ((p, title_of(session, QuestionId(f"@{p}"))) for p in question.picks)
        none = catalogue.none_of_these.at(to)
        return catalogue.deciding_fact.at(to), tuple((p, t or none) for p, t in picks), None
    if child_of(question.id):
        return title_of(session, question.id), tuple((p, p) for p in question.picks), None
    titles = tuple((p, title_of(session, QuestionId(f"@{p}"))) for p in question.picks)
    return "", titles, None


def signed_scale(session: Session, locale: str) -> Scale:
    """The seven values of a factor, from heavy risk to strong protection."""
    catalogue = session.opened.catalogue
    risk, protects = catalogue.risk_levels, catalogue.protective_levels
    left, right = catalogue.directions[Direction.RISK], catalogue.directions[Direction.PROTECTIVE]
    top = len(risk) - 1
    return (
        *((str(-n), f"{left.at(locale)}: {risk[n].at(locale)}") for n in range(top, 0, -1)),
        ("0", risk[0].at(locale)),
        *((str(n), f"{right.at(locale)}: {protects[n].at(locale)}") for n in range(1, top + 1)),
    )


def _causes(cause: Tap | None, summary: ItemSummary, locale: str) -> tuple[tuple[str, int], ...]:
    if cause is None or not summary.causes:
        return ()
    labelled = zip(cause.values, cause.labels, strict=True)
    return tuple((label.at(locale), summary.causes.get(value, 0)) for value, label in labelled)


def _own(session: Session, answer: Answer | None) -> str | None:
    if answer is None:
        return None
    if answer.pick is not None:
        return answer.pick
    if answer.direction is None:
        return str(answer.level)
    value = signed(answer, session.opened.catalogue.counts_as_protective)
    return "?" if value is None else str(value)
