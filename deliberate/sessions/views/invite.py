"""Which answer is invited to speak: the answer that deviates, never whoever gave it.

What is said here depends on the counts of a revealed round alone, and names no number: an answer
that one person gave reads like an answer that four people gave.
"""

from dataclasses import dataclass

from deliberate.sessions.ids import QuestionId

from .picture import ItemPicture


@dataclass(frozen=True, slots=True)
class Invite:
    """The answers to one question that somebody may speak for; none where all answered alike."""

    q: QuestionId
    label: str
    child: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the answers to one question lie apart, in words.

    `risk` and `protective` are numbers of people only where neither would point at one person.
    """

    q: QuestionId
    conflict: bool
    risk: int
    protective: int
    low: str
    high: str


def invited(item: ItemPicture) -> Invite:
    return Invite(item.q, item.label, item.child, _deviating(item))


def difference(item: ItemPicture) -> Difference:
    given = _given(item)
    plain = min(item.risk, item.protective) > 1
    return Difference(
        q=item.q,
        conflict=item.conflict,
        risk=item.risk if plain else 0,
        protective=item.protective if plain else 0,
        low=given[0][1] if given else "",
        high=given[-1][1] if given else "",
    )


def _given(item: ItemPicture) -> tuple[tuple[int, str, int], ...]:
    """The answers that were given: value, words, number; from the lowest to the highest."""
    return tuple(
        (int(value), words, item.counts[value])
        for value, words in item.scale
        if item.counts.get(value)
    )


def _deviating(item: ItemPicture) -> tuple[str, ...]:
    """The far end of the smaller side; where the sides weigh the same, both ends."""
    given = _given(item)
    if len(given) < 2:
        return ()
    low, high = given[0], given[-1]
    weight_low, weight_high = _weights(item, low, high)
    if weight_low == weight_high:
        return (low[1], high[1])
    return (low[1],) if weight_low > weight_high else (high[1],)


def _weights(
    item: ItemPicture, low: tuple[int, str, int], high: tuple[int, str, int]
) -> tuple[tuple[float, int], tuple[float, int]]:
    """How much each end deviates: by its side's number where the sides are opposite, else by its
    distance from the middle, and then by how few gave it."""
    if item.risk and item.protective:
        return (-item.risk, 0), (-item.protective, 0)
    middle = float(item.median or 0)
    return (middle - low[0], -low[2]), (high[0] - middle, -high[2])
