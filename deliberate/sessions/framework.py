"""The framework that help is given in, from light to heavy: what a family wants, or must."""

from typing import Literal, get_args

Framework = Literal["", "voluntary", "assertive", "compulsory"]
"""Empty is for what nobody said."""
FROM_LIGHT_TO_HEAVY: tuple[Framework, ...] = get_args(Framework)


def heavier(after: Framework, now: Framework) -> bool:
    """Whether a family has less to say in it; where nothing was said of now, it is voluntary."""
    place = FROM_LIGHT_TO_HEAVY.index
    return place(after) > place(now or "voluntary")
