"""Which screen of a blind form comes now, and what a rater's own answers read like."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from deliberate.sessions.forms import DIRECTED, UNKNOWN, Asks
from deliberate.sessions.views.blind import Card, FormView, Screen

from . import words

REVIEW = "review"
FIRST_LEVELS = "l1"
"""The screen after the last direction; it may come into being only when that one is posted."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a form; the last has no screen and is the review of all answers."""

    screen: Screen | None
    id: str
    previous: str
    next: str
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One own answer, with the step at which it can be changed."""

    label: str
    answer: str
    done: bool
    at: str


def form_step(form: FormView, at: str = "") -> Step:
    """The step that was asked for; without one, the first that is not done, else the review."""
    ids = [*(screen.id for screen in form.screens), REVIEW]
    here = at if at in ids and _begun(form, at) else _first_open(form)
    place = ids.index(here)
    return Step(
        screen=form.screens[place] if here != REVIEW else None,
        id=here,
        previous=ids[place - 1] if place else "",
        next=_following(form, ids, place),
        n=place + 1,
        of=len(ids),
    )


def _begun(form: FormView, at: str) -> bool:
    """A review has something to show; an address kept from an earlier round leads to the start."""
    return at != REVIEW or form.sealed or any(card.own for s in form.screens for card in s.cards)


def _following(form: FormView, ids: list[str], place: int) -> str:
    if place + 1 == len(ids):
        return ""
    parts = [*(screen.part for screen in form.screens), ""]
    last_direction = parts[place] == "direction" and parts[place + 1] != "direction"
    return FIRST_LEVELS if last_direction else ids[place + 1]


def _first_open(form: FormView) -> str:
    if form.sealed:
        return REVIEW
    for screen in form.screens:
        if not all(_answered(screen, card) for card in screen.cards):
            return screen.id
    return REVIEW


def _answered(screen: Screen, card: Card) -> bool:
    """In the first pass a direction is enough."""
    if screen.part == "direction":
        return card.own is not None and card.own.direction is not None
    return card.done


def answer_text(card: Card) -> str:
    """The viewer's own answer to a card, in words; "" when there is none."""
    own = card.own
    if own is None:
        return ""
    if card.asks == Asks.FACTOR:
        return _factor_text(card)
    if card.asks == Asks.LEVEL:
        if own.pick == UNKNOWN or own.level is None:
            return words.word("direction", UNKNOWN)
        return card.levels[own.level - 1][0]
    if card.asks == Asks.SUPPORT:
        return words.word("pick", own.pick or "can")
    return dict(card.picks).get(own.pick or "", "")


def _factor_text(card: Card) -> str:
    own = card.own
    if own is None or own.direction is None:
        return ""
    side = card.side or dict(card.directions).get(own.direction, "")
    scales = {scale.direction: scale.levels for scale in card.scales}
    levels = card.levels or scales.get(own.direction, ())
    if own.direction not in DIRECTED or own.level is None or not levels:
        return side
    return f"{side}: {levels[own.level - 1][0]}"


def review_rows(form: FormView) -> tuple[tuple[str, tuple[ReviewRow, ...]], ...]:
    """All questions by part, each with the answer given and where to change it."""
    levelled = {
        card.q for screen in form.screens if screen.part == "level" for card in screen.cards
    }
    rows = list(_rows(form, levelled))
    parts = groupby(rows, key=lambda row: row[0])
    return tuple(
        (words.word("part", part), tuple(row for _, row in found)) for part, found in parts
    )


def _rows(form: FormView, levelled: set[Any]) -> Iterator[tuple[str, ReviewRow]]:
    """A factor stands where most of it is asked: with its level once it has a direction."""
    for screen in form.screens:
        for card in screen.cards:
            if screen.part == "direction" and card.q in levelled:
                continue
            label = f"{card.label} – {card.child}" if card.child else card.label
            yield screen.part, ReviewRow(label, answer_text(card), card.done, screen.id)


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {"form_step": form_step, "answer_text": answer_text, "review_rows": review_rows}
