"""Fictional cases to demonstrate, rehearse and calibrate with."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from deliberate.catalogue.faults import CatalogueError, told
from deliberate.catalogue.load import parsed
from deliberate.sessions.forms import Answer

from .ratings import given
from .shape import Vignette

__all__ = ["VIGNETTES", "Vignette", "vignette"]

HERE = Path(__file__).parent
VIGNETTES = ("V1", "V2", "V3")


@cache
def vignette(vignette_id: str) -> Vignette:
    """The vignette with its texts, its blind answers and the figures these should give."""
    if vignette_id not in VIGNETTES:
        raise CatalogueError(vignette_id, [f"known are {', '.join(VIGNETTES)}"])
    name = f"{vignette_id.lower()}.toml"
    try:
        texts = TypeAdapter(Vignette).validate_python(parsed(HERE / name))
    except ValidationError as error:
        raise CatalogueError(name, told(error)) from error
    expected = json.loads((HERE / "expected.json").read_text("utf-8"))
    return replace(
        texts, given=_with_confidence(texts), expected=expected["vignettes"][vignette_id]
    )


def _with_confidence(texts: Vignette) -> dict[tuple[int, str], dict[str, Answer]]:
    """The data files hold no confidence; each rater's is told with the rater."""
    answers = given(texts.id)
    for rater in texts.raters:
        answers[1, rater.letter]["confidence"] = Answer(level=rater.confidence)
    return answers
