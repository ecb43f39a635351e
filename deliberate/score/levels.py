"""The possible answers in their order, as somebody types them."""

from collections.abc import Sequence

from .sheet import NUMBER, BadInput

Levels = Sequence[float] | Sequence[str]


def read_levels(text: str) -> Levels:
    """Read the possible answers in their order: 1..5, or a list between commas."""
    low, dots, high = text.partition("..")
    if dots:
        try:
            levels = range(int(low), int(high) + 1)
        except ValueError as error:
            raise BadInput(f"--scale {text!r} is not two whole numbers such as 1..5") from error
        if len(levels) < 2:
            raise BadInput(f"--scale {text!r} holds no two values; give the lowest first")
        return levels
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 2 or "" in parts or len(set(parts)) < len(parts):
        raise BadInput(f"--scale {text!r} must name every answer once, such as 1..5 or low,high")
    return [float(p) for p in parts] if all(map(NUMBER.fullmatch, parts)) else parts
