"""Window 3, the words: what the people at the table mean by them."""

from dataclasses import dataclass
from typing import Literal

from deliberate.sessions.texts import line


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that somebody marked, and what the group means by it once that is written down."""

    kind: Literal["term"] = "term"
    word: str = line(60)
    meaning: str = line(300, required=False)
