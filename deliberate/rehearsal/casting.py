"""A vignette with as many raters as are wanted at the table."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from deliberate.catalogue.vignettes import Vignette, vignette
from deliberate.catalogue.vignettes.people import Rater

from .script import Cast

FEWEST, MOST = 3, 8


def cast(vignette_id: str, seats: int | None, locale: str, today: date) -> Cast:
    """The vignette's own raters, the first few of them, or with doubles who answer alike."""
    whole = vignette(vignette_id)
    return Cast(_seated(whole, seats or len(whole.raters)), locale, today)


def _seated(whole: Vignette, seats: int) -> Vignette:
    raters = (*whole.raters[:seats], *_doubles(whole, seats - len(whole.raters)))
    letters = {rater.letter for rater in raters}
    given = {
        (number, rater.letter): whole.answers(number, _original(whole, rater))
        for number in (1, 2)
        for rater in raters
    }
    dissents = tuple(d for d in whole.dissents if d.letter in letters)
    return replace(whole, raters=raters, dissents=dissents, given=given)


def _doubles(whole: Vignette, wanted: int) -> Iterator[Rater]:
    for number in range(max(wanted, 0)):
        model = whole.raters[number % len(whole.raters)]
        letter = chr(ord(whole.raters[-1].letter) + 1 + number)
        name = f"{model.name} 2"
        # What one of them knew, the other has nothing to add to.
        yield replace(model, letter=letter, name=name, presenter=False, card=None)


def _original(whole: Vignette, rater: Rater) -> str:
    """The letter of whoever gave the answers that this rater gives."""
    name = rater.name.removesuffix(" 2")
    return next(known.letter for known in whole.raters if known.name == name)
