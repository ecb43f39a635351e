"""What counts as an answer, and the errors that name the row, the column and the remedy."""

from collections.abc import Callable, Sequence
from math import isfinite, isinf, isnan
from typing import SupportsFloat

import numpy as np

from ._numbers import Floats, Labels

Answer = float | str
Scale = range | Sequence[float] | Sequence[str]


def place(unit: str, rater: str) -> str:
    return f"unit {unit!r}, rater {rater!r}"


def infinite(where: str) -> ValueError:
    return ValueError(f"{where} is infinite; give a finite number, or None where it is unknown")


def off_scale(where: str, answer: Answer | None) -> ValueError:
    return ValueError(f"{where} is {answer!r}, which is not on the scale; correct it or add it")


def read_answer(value: object, where: Callable[[], str]) -> Answer | None:
    """Read one answer: a finite number, a label, or None where it is missing.

    `where` is asked only for an error, because putting every place into words takes most time.
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, str):
        return str(value) if value.strip() else None
    if not isinstance(value, float | int | SupportsFloat):
        raise ValueError(f"{where()} is {value!r}; give a number, a label or None")
    number = float(value)
    if isinf(number):
        raise infinite(where())
    return None if isnan(number) else number


def read_number(value: object, at: int) -> float | None:
    """Read one answer that must have a place on the scale, or None where it is unknown."""
    answer = read_answer(value, lambda: f"answer {at}")
    if isinstance(answer, str):
        raise ValueError(f"answer {at} is {answer!r}; give a number, or None where it is unknown")
    return answer


def read_scale(answers: set[Answer], scale: Scale | None) -> Floats | Labels:
    """Give the possible answers in their order: those of the scale, or those that occur."""
    kinds = {isinstance(answer, str) for answer in answers.union(scale or ())}
    if len(kinds) > 1:
        raise ValueError("numbers and labels are mixed; use one kind for all answers and the scale")
    given = list(answers if scale is None else scale)
    if len(set(given)) < len(given) or not all(isinstance(x, str) or isfinite(x) for x in given):
        raise ValueError(f"the scale {given} must be finite and name every answer once")
    if True in kinds:
        labels = np.array(given, dtype=np.str_)
        return labels if scale else np.sort(labels)
    numbers = np.array(given, dtype=np.float64)
    return numbers if scale else np.sort(numbers)


def check_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} must lie between 0 and 1, such as 0.95")
