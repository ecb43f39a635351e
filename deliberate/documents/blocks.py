"""What a document is made of, whoever sets it: runs of words in blocks, and nothing of a medium."""

from dataclasses import dataclass, fields, is_dataclass
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


Block = Heading | Paragraph | Listing | Pairs | Table | Quote | Figure | Box


def as_json(part: Any) -> Any:
    """Any part as lists and maps; each block says under `is` what it is."""
    if is_dataclass(part):
        told = {field.name: as_json(getattr(part, field.name)) for field in fields(part)}
        return {"is": type(part).__name__.lower(), **told}
    return [as_json(one) for one in part] if isinstance(part, tuple) else part
