"""What the log itself shows of how a decision came about: points 8 to 11 of the test."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from deliberate.sessions.challenge.commands import PointKind
from deliberate.sessions.challenge.owed import asked, points, wanted
from deliberate.sessions.ids import ROUND_1, ROUND_2, RoundId
from deliberate.sessions.refusals import Params
from deliberate.sessions.rounds.state import Round
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Option, Weight

from .commands import Judged

MUCH_UNKNOWN = 40
"""From this share of "don't know" on factors of now, the instrument says little (in percent)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One point of the process, how far the log proves it, and the numbers that say so."""

    code: str
    proved: Judged
    params: Params = field(default_factory=dict)


def findings(session: Session) -> tuple[Finding, ...]:
    """Blind rounds, the challenge, pros and cons, and the instrument, in the order of the test."""
    return (_rounds(session), _challenge(session), _weighed(session), _instrument(session))


def _how_far(done: int, of: int) -> Judged:
    if done >= of:
        return Judged.YES
    return Judged.PARTLY if done else Judged.NO


def _rounds(session: Session) -> Finding:
    """Point 8: everybody who was asked judged before anything was shown, in both rounds."""
    first, second = (_sealed(session, round_id) for round_id in (ROUND_1, ROUND_2))
    whole = sum(sealed == of and of > 0 for sealed, of in (first, second))
    params = {"first": first[0], "first_of": first[1], "second": second[0], "second_of": second[1]}
    return Finding("rounds", _how_far(whole, 2), params)


def _sealed(session: Session, round_id: RoundId) -> tuple[int, int]:
    this = session.rounds.get(round_id)
    if this is None or this.summary is None:
        return 0, 0
    sealed = len(this.sealed)
    return sealed, sealed + len(_stood_out(this))


def _stood_out(this: Round) -> frozenset[str]:
    return frozenset({*this.abstained, *this.excused}) - this.sealed


def _challenge(session: Session) -> Finding:
    """Point 9: another explanation and a fact that does not fit were brought, and answered."""
    kinds = {PointKind.EXPLANATION, PointKind.FACT} & set(asked(session))
    brought = [point for point in points(session) if point.kind in kinds]
    answered = sum(point.reply is not None for point in brought)
    of = min(len(kinds), wanted(session))
    params = {"brought": len(brought), "answered": answered, "of": of}
    return Finding("challenge", _how_far(answered, of), params)


def _weighed(session: Session) -> Finding:
    """Point 10: what is for and against the chosen option, a heavier one and a lighter one."""
    found = tuple(_sides(session))
    both = sum(option is not None and option.pro != "" and option.con != "" for option in found)
    return Finding("options", _how_far(both, len(found)), {"both": both, "of": len(found)})


def _sides(session: Session) -> Iterator[Option | None]:
    """The chosen option, and one on either side of it unless it is itself the outermost."""
    options = [option for _, option in session.entries.options()]
    decision = session.verdict.decision
    known = {entry.id: option for entry, option in session.entries.options()}
    chosen = known.get(decision.option) if decision else None
    yield chosen
    for weights in ({Weight.LIGHTER, Weight.NOTHING_CHANGES}, {Weight.HEAVIER}):
        beside = [o for o in options if o.weight in weights and o is not chosen]
        if beside or chosen is None or chosen.weight not in weights:
            yield max(beside, key=lambda o: bool(o.pro and o.con), default=None)


def _instrument(session: Session) -> Finding:
    """Point 11: the whole list was judged once, nothing was left out, and enough was known."""
    this = session.rounds.get(ROUND_1)
    if this is None or this.summary is None:
        return Finding("instrument", Judged.NO, {"factors": 0, "unknown": 0, "left_out": 0})
    unknown = round(float(this.summary.unknown_direct or 0))
    left_out = this.summary.left_out
    params = {
        "factors": len(session.opened.catalogue.factors),
        "unknown": unknown,
        "left_out": left_out,
        "attempts": this.attempt,
    }
    fine = (left_out == 0, unknown <= MUCH_UNKNOWN, this.attempt == 1)
    return Finding("instrument", _how_far(sum(fine), len(fine)), params)
