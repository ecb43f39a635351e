"""A round counted again from its answers, and held against what was shown and printed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from deliberate.catalogue import load
from deliberate.catalogue.vignettes import Vignette
from deliberate.sessions.forms import UNKNOWN, Answer, signed
from deliberate.sessions.ids import QuestionId, SeatId
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.rounds.merge import merged

from .figures import Counts, Figures

CLOSE = 1e-6


def recount(given: Iterable[tuple[SeatId, GiveAnswers]]) -> Counts:
    """Each question's answers, from what was acknowledged in one round; the last one counts."""
    own: dict[SeatId, dict[QuestionId, Answer]] = {}
    for seat, command in given:
        before = own.setdefault(seat, {})
        before |= merged(command, before).answers
    counts: dict[str, Counter[str]] = {}
    for answers in own.values():
        for question, answer in answers.items():
            counts.setdefault(question.replace("@child-", "@"), Counter())[_value(answer)] += 1
    return counts


def _value(answer: Answer) -> str:
    if answer.pick is not None:
        return answer.pick
    if answer.direction is None:
        return str(answer.level)
    value = signed(answer, load.starter().counts_as_protective)
    return UNKNOWN if value is None else str(value)


def differences(found: Figures, counted: Counts, vignette: Vignette) -> Iterator[str]:
    """Where a round's figures are not those of the answers given, or not as printed."""
    for question in sorted(found.items.keys() | counted.keys()):
        seen, wanted = dict(found.items.get(question, {})), dict(counted.get(question, {}))
        if seen != wanted:
            yield f"{found.id}: {question} shows {seen}, and the answers were {wanted}"
    printed = vignette.expected["rounds"].get(found.id.rpartition("-")[2])
    if printed and printed["n_raters"] == len(vignette.raters):
        yield from _unlike_printed(found, printed)


def _unlike_printed(found: Figures, printed: Mapping[str, Any]) -> Iterator[str]:
    for question, counts in _printed_counts(printed):
        wanted = {str(level): n for level, n in enumerate(counts, start=1) if n}
        if dict(found.items.get(question, {})) != wanted:
            yield f"{found.id}: {question} is not {wanted} as printed"
    if found.id != "round-1":  # a later round asks about some of the factors only
        return
    conflicts = printed["direction_conflicts"]["factors"]
    if sorted(found.conflicts) != sorted(conflicts):
        yield f"{found.id}: conflicts {sorted(found.conflicts)} are not {sorted(conflicts)}"
    for kind, value in found.alpha.items():
        wanted_value = printed["ordinal_alpha"][f"{kind}_type"]["value"]
        if not _same(value, wanted_value):
            yield f"{found.id}: alpha of {kind} factors is {value}, not {wanted_value}"


def _printed_counts(printed: Mapping[str, Any]) -> Iterator[tuple[str, list[int]]]:
    for name in ("direct_safety", "stable_safety", "development_threat", "urgency"):
        found = printed.get(name, {})
        if "counts" in found:
            yield name, found["counts"]
        else:
            yield from ((f"{name}@{child}", of["counts"]) for child, of in found.items())


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < CLOSE
