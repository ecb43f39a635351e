"""What the statistics say of a revealed round: the core's answers in, the core's figures out."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from deliberate.scoring import (
    Counts,
    Estimate,
    Ratings,
    Undefined,
    direction_conflict,
    factor_spread,
    for_screen,
    gwet_ac2,
    icc,
    krippendorff_alpha,
    standing,
    within_one_level,
)
from deliberate.sessions.forms import UNKNOWN, Answer, Asks, Direction, Question, signed
from deliberate.sessions.ids import QuestionId, SeatId, item_of
from deliberate.sessions.rounds.forms import FORMS, factors
from deliberate.sessions.rounds.spec import OpenedAnswer
from deliberate.sessions.rounds.state import Round
from deliberate.sessions.rounds.summary import Coefficient, ItemSummary, RoundSummary
from deliberate.sessions.state import Session

Given = Mapping[QuestionId, Sequence[tuple[SeatId, Answer]]]
TYPES = ("risk", "protective")
RESTRICTED = 95
"""Percentage of pairs within one level from which on AC2 stands beside alpha."""


def summarise(
    session: Session, this: Round, opened: Iterable[OpenedAnswer], seats: Collection[SeatId]
) -> RoundSummary:
    """All figures of a round over the counted seats; free text is never looked at.

    Only acute danger is counted over everybody who sealed: that must not be missed.
    """
    everybody = _by_question(opened)
    given = {q: [(s, a) for s, a in answers if s in seats] for q, answers in everybody.items()}
    form = FORMS[this.spec](session)
    questions = tuple(q for q in form.questions if q.asks is not Asks.IDEA)
    items = tuple(
        replace(_item(session, q, given.get(q.id, ())), acute=_acute(session, q, everybody))
        for q in questions
    )
    asked = _catalogue_factors(session, questions)
    rated = _rated(session, given, asked)
    unknown = [i.unknown for i in items if i.question in asked]
    answers = sum(i.n + i.unknown for i in items if i.question in asked)
    return RoundSummary(
        raters=len(seats),
        left_out=len(this.sealed) - len(seats),
        items=items,
        coefficients=tuple(_coefficients(rated, items)),
        within_one=_within_one(rated),
        unknown=_percent(sum(unknown), answers),
        unknown_direct=_unknown_direct(session, items),
        case_factors=sum(q.asks is Asks.FACTOR and q.id not in asked for q in questions),
    )


def _by_question(opened: Iterable[OpenedAnswer]) -> Given:
    given: dict[QuestionId, list[tuple[SeatId, Answer]]] = {}
    for one in opened:
        given.setdefault(one.question, []).append((one.seat, one.answer))
    return given


def _catalogue_factors(session: Session, questions: Iterable[Question]) -> Mapping[QuestionId, str]:
    """The factors that go into coefficients, with their type; those of the case are left out."""
    types = {f.id: f.default_direction for f in factors(session) if not f.case_factor}
    return {q.id: types[q.id] for q in questions if q.asks is Asks.FACTOR and q.id in types}


def _item(
    session: Session, question: Question, given: Sequence[tuple[SeatId, Answer]]
) -> ItemSummary:
    answers = [answer for _, answer in given]
    if question.asks is Asks.FACTOR:
        return _factor(session, question, answers)
    if question.asks is Asks.LEVEL:
        values = [None if a.pick == UNKNOWN else a.level for a in answers]
        return _spread(question.id, values, shifts=_taps(a.shift for a in answers))
    picks = Counter(a.pick for a in answers if a.pick)
    return ItemSummary(question.id, dict(sorted(picks.items())), 0, sum(picks.values()))


def _factor(session: Session, question: Question, answers: Sequence[Answer]) -> ItemSummary:
    counting = session.opened.catalogue.counts_as_protective
    values = [signed(a, counting) for a in answers]
    sides = Counter(_side(value) for value in values if value is not None)
    conflict = direction_conflict(sides["protective"], sides["none"], sides["risk"])
    return _spread(
        question.id,
        values,
        risk=conflict.risk,
        none=conflict.none,
        protective=conflict.protective,
        conflict=conflict.flagged,
        split=conflict.split,
        opposing=_decimal(conflict.opposing_pair_share),
        causes=_taps(a.cause for a in answers if a.direction is Direction.RISK),
        shifts=_taps(a.shift for a in answers),
        benefits=_taps(a.benefit for a in answers if a.direction is Direction.PROTECTIVE),
    )


def _side(value: int) -> str:
    return "risk" if value < 0 else "protective" if value > 0 else "none"


def _acute(session: Session, question: Question, everybody: Given) -> int:
    judgement = session.opened.catalogue.judgement(item_of(question.id))
    if judgement is None or judgement.acute_level is None:
        return 0
    answers = everybody.get(question.id, ())
    return sum(answer.level == judgement.acute_level for _, answer in answers)


def _spread(question: QuestionId, values: Sequence[int | None], **more: object) -> ItemSummary:
    found = factor_spread(values)
    figures = {
        "question": question,
        "counts": {str(int(value)): n for value, n in found.counts},
        "unknown": found.n_unknown,
        "n": found.n,
        "median": _decimal(found.median),
        "low": _decimal(found.minimum),
        "high": _decimal(found.maximum),
        "deviation": _decimal(found.average_deviation),
        "within_one": _decimal(found.percent_within),
    }
    return ItemSummary(**{**figures, **more})  # type: ignore[arg-type]  # the names are its own


def _taps(taps: Iterable[str | None]) -> Mapping[str, int]:
    return dict(sorted(Counter(tap for tap in taps if tap).items()))


def _decimal(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def _percent(part: int, whole: int) -> str | None:
    return _decimal(100 * part / whole) if whole else None


def _unknown_direct(session: Session, items: Iterable[ItemSummary]) -> str | None:
    direct = {f.id for f in factors(session) if f.direct and not f.case_factor}
    asked = [item for item in items if item.question in direct]
    return _percent(sum(i.unknown for i in asked), sum(i.n + i.unknown for i in asked))


def _rated(
    session: Session, given: Given, asked: Mapping[QuestionId, str]
) -> Mapping[str, Ratings]:
    """The signed answers about all catalogue factors and about those of each type."""
    counting = session.opened.catalogue.counts_as_protective
    records = [
        (question, seat, signed(answer, counting))
        for question in asked
        for seat, answer in given.get(question, ())
    ]
    kinds = {"catalogue": records} | {
        kind: [record for record in records if asked[record[0]] == kind] for kind in TYPES
    }
    return {
        name: Ratings.from_records(among, scale=range(-3, 4))
        for name, among in kinds.items()
        if among
    }


def _directions(items: Sequence[ItemSummary], n_raters: int) -> Counts:
    """The directions as they are shown: only their counts."""
    sides: dict[str, dict[float | str, int]] = {
        item.question: {"risk": item.risk, "none": item.none, "protective": item.protective}
        for item in items
    }
    unknown: dict[str, int] = {item.question: item.unknown for item in items}
    return Counts.from_mapping(sides, n_raters=n_raters, unknown=unknown)


def _coefficients(
    rated: Mapping[str, Ratings], items: Iterable[ItemSummary]
) -> Iterable[Coefficient]:
    """Within one type of factor only: a pooled coefficient flatters."""
    for kind in TYPES:
        if kind not in rated:
            continue
        ratings = rated[kind]
        found = for_screen(krippendorff_alpha(ratings, "ordinal"))
        yield _coefficient("ordinal_alpha", kind, found)
        if isinstance(found, Estimate) and _restricted(ratings):
            yield _coefficient("gwet_ac2", kind, for_screen(gwet_ac2(ratings)))
        yield _coefficient("icc_2_1", kind, for_screen(icc(ratings, "ICC(2,1)")))
        if kind == "protective":
            among = [item for item in items if item.question in ratings.units]
            sides = krippendorff_alpha(_directions(among, found.n_raters), "nominal")
            yield _coefficient("direction_alpha", kind, for_screen(sides))


def _restricted(ratings: Ratings) -> bool:
    """Whether nearly all answers lie so close that alpha falls although nobody differs much."""
    within = within_one_level(ratings)
    return not isinstance(within, Undefined) and within.percent >= RESTRICTED


def _coefficient(name: str, among: str, found: Estimate | Undefined) -> Coefficient:
    given = found if isinstance(found, Estimate) else None
    return Coefficient(
        name=name,
        among=among,
        method=given.method if given else "",
        value=_decimal(given.value) if given else None,
        low=_decimal(given.low) if given else None,
        high=_decimal(given.high) if given else None,
        reason=found.reason if isinstance(found, Undefined) else None,
        n_units=found.n_units,
        n_raters=found.n_raters,
        n_missing=found.n_missing,
        level=found.level,
        n_units_dropped=found.n_units_dropped,
        standing=standing(found),
    )


def _within_one(rated: Mapping[str, Ratings]) -> Mapping[str, str]:
    """The percentage of answer pairs within one level, over all catalogue factors and by type."""
    found = {name: within_one_level(ratings) for name, ratings in rated.items()}
    return {
        name: _decimal(within.percent) or "0"
        for name, within in found.items()
        if not isinstance(within, Undefined)
    }
