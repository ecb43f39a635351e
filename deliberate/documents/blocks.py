"""What a document is made of, whoever sets it: runs of words in blocks, and nothing of a medium."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from math import sqrt
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike; `mark` stands out as a label does. A lone newline breaks the line."""

    text: str
    bold: bool = False
    soft: bool = False
    code: bool = False
    mark: bool = False


Words = tuple[Run, ...]
BREAK = Run("\n")


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is its place in the document, 0 the title; `look` how large it is set."""

    level: int
    look: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Of a list; `number` where the list says its own."""

    blocks: "tuple[Block, ...]"
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Item, ...]
    numbered: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    term: Words
    said: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Terms, and what is said of each."""

    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: "tuple[Block, ...]"
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """With a head of columns; `quiet` where a heading above it says what the caption says."""

    caption: Words
    columns: tuple[Words, ...]
    rows: tuple[Row, ...]
    kind: str = ""
    quiet: bool = False

    @property
    def widths(self) -> tuple[float, ...]:
        """Of the columns, in proportion: wide for much to say, and for a long word."""
        return tuple(self._width(place) for place in range(len(self.columns)))

    def _width(self, place: int) -> float:
        cells = [row.cells[place] for row in self.rows if place < len(row.cells)]
        texts = ["".join(run.text for run in runs(one)) for one in (self.columns[place], *cells)]
        longest = max(len(word) for text in texts for word in text.split() or [""])
        return max(sqrt(max(map(len, texts))), min(longest, LONG_WORD) * 0.42, 1.0)


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, what it shows in words, and its caption, if any."""

    svg: str
    alt: str
    caption: Words = ()


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks that belong together; `kind` says how it shows."""

    blocks: "tuple[Block, ...]"
    kind: str = ""


LONG_WORD = 16
"""Letters; a longer word is hyphenated rather than given a column as wide."""

Block = Heading | Paragraph | Listing | Pairs | Table | Quote | Figure | Box


def as_json(part: Any) -> Any:
    """Any part as lists and maps; each says what it `is` and how many `letters` are to be read."""
    if is_dataclass(part):
        told = {field.name: as_json(getattr(part, field.name)) for field in fields(part)}
        if isinstance(part, Table):
            told["widths"] = list(part.widths)
        return {"is": type(part).__name__.lower(), "letters": letters(part), **told}
    return [as_json(one) for one in part] if isinstance(part, tuple) else part


def letters(part: Any) -> int:
    """By what is to be read it is decided what may be parted by the end of a page."""
    return sum(len(run.text) for run in runs(part))


def runs(part: Any) -> Iterator[Run]:
    """All words of a part, in their order."""
    if isinstance(part, Run):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from runs(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from runs(getattr(part, field.name))
