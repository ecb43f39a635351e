"""From the page of a record to the blocks of a document, so that both always say the same."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape

from .blocks import (
    BREAK,
    Block,
    Box,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Pair,
    Pairs,
    Paragraph,
    Quote,
    Row,
    Run,
    Table,
    Words,
)
from .tree import Node, Page, parsed

HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3, "h5": 4}
INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong"}
    | {"sub", "sup", "time"}
)
UNSEEN = frozenset({"no-print", "vh"})
BOXES = ("decision", "dissent", "beside", "pictures", "notice", "item")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read(html: str) -> tuple[Block, ...]:
    """The record on this page; controls that belong to the screen alone are left out."""
    page = parsed(html)
    article = next((one for one in page.root.every("article") if "record" in one.kinds), None)
    if article is None:
        raise LookupError("there is no record on this page")
    return tuple(_Reader(page).blocks(article))


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page

    def blocks(self, node: Node) -> Iterator[Block]:
        """Words that stand loose between blocks become paragraphs of their own."""
        loose: list[Node | str] = []
        for one in node.inside:
            if isinstance(one, str) or one.tag in INLINE:
                loose.append(one)
                continue
            yield from _paragraph(loose)
            loose = []
            if not _unseen(one):
                yield from self.block(one)
        yield from _paragraph(loose)

    def block(self, node: Node) -> Iterator[Block]:
        """One element; what only arranges a screen gives what lies inside it."""
        match node.tag:
            case "p" if "notice" in node.kinds:
                lines = (line for one in node.inside for line in _paragraph([one]))
                yield Box(tuple(lines), "notice")
            case "p":
                yield from _paragraph(node.inside, _kind(node))
            case "h1" | "h2" | "h3" | "h4" | "h5":
                yield _heading(node)
            case "ul" | "ol":
                yield self._list(node)
            case "dl":
                yield self._pairs(node)
            case "table":
                yield self._table(node)
            case "blockquote":
                yield Quote(tuple(self.blocks(node)))
            case "figure" | "svg":
                yield from self._figures(node)
            case _:
                yield from self._box(node)

    def _box(self, node: Node) -> Iterator[Block]:
        kind = next((kind for kind in BOXES if kind in node.kinds), "")
        inside = tuple(self.blocks(node))
        if kind and inside:
            yield Box(inside, kind)
        else:
            yield from inside

    def _list(self, node: Node) -> Listing:
        items = (
            Item(tuple(self.blocks(one)), _number(one))
            for one in node.elements("li")
            if not _unseen(one)
        )
        return Listing(tuple(items), numbered=node.tag == "ol", kind=_kind(node))

    def _pairs(self, node: Node) -> Pairs:
        """A description list, whether or not each pair lies in a group of its own."""
        rows: list[Pair] = []
        groups = [node, *node.elements("div")]
        for one in (one for group in groups for one in group.elements("dt", "dd")):
            if one.tag == "dt":
                rows.append(Pair(_words(one.inside), ()))
            elif rows:
                rows[-1] = replace(rows[-1], said=rows[-1].said + tuple(self.blocks(one)))
        return Pairs(tuple(rows))

    def _table(self, node: Node) -> Table:
        caption = next(node.elements("caption"), Node("caption"))
        head = next((row for part in node.elements("thead") for row in part.elements("tr")), None)
        columns = (_words(cell.inside) for cell in head.elements("th", "td")) if head else ()
        rows = (row for part in node.elements("tbody") for row in part.elements("tr"))
        return Table(
            caption=_words(caption.inside),
            columns=tuple(columns),
            rows=tuple(self._row(row) for row in rows),
            kind=_kind(node),
            quiet="vh" in caption.kinds,
        )

    def _row(self, node: Node) -> Row:
        cells = node.elements("th", "td")
        told = (Cell(tuple(self.blocks(cell)), heads=cell.tag == "th") for cell in cells)
        return Row(tuple(told), _kind(node))

    def _figures(self, node: Node) -> Iterator[Figure]:
        caption = next(node.elements("figcaption"), Node("figcaption"))
        words = _words(caption.inside)
        for place in [node] if node.tag == "svg" else node.every("svg"):
            svg = self.page.pictures[int(place.attributes["data-picture"])]
            yield Figure(svg, _alternative(svg), words)


def _alternative(svg: str) -> str:
    """A picture's own title and description."""
    said = (re.search(rf"<{tag}>(.*?)</{tag}>", svg, re.DOTALL) for tag in ("title", "desc"))
    return ". ".join(unescape(found[1]).strip().rstrip(".") for found in said if found)


def _heading(node: Node) -> Heading:
    """A heading may look like one of a lower level, by its class."""
    level = HEADINGS[node.tag]
    look = next((HEADINGS[kind] for kind in node.kinds if kind in HEADINGS), level)
    return Heading(level, look, _words(node.inside))


def _paragraph(inside: Iterable[Node | str], kind: str = "") -> Iterator[Paragraph]:
    words = _words(inside)
    if words:
        yield Paragraph(words, kind)


def _words(inside: Iterable[Node | str]) -> Words:
    """Runs with spaces as a page shows them: one between words, none at either end."""
    told: list[Run] = []
    for run in _runs(inside, Run("")):
        text = _SPACE.sub(" ", run.text) if run is not BREAK else run.text
        if (not told or told[-1].text.endswith((" ", "\n"))) and text != "\n":
            text = text.lstrip(" ")
        if text:
            told.append(replace(run, text=text))
    return tuple(_trimmed(told))


def _trimmed(told: list[Run]) -> list[Run]:
    while told and not told[-1].text.strip(" \n"):
        told.pop()
    return [*told[:-1], replace(told[-1], text=told[-1].text.rstrip(" "))] if told else []


def _runs(inside: Iterable[Node | str], look: Run) -> Iterator[Run]:
    for one in inside:
        if isinstance(one, str):
            yield replace(look, text=one)
        elif one.tag == "br":
            yield BREAK
        elif not _unseen(one):
            yield from _runs(one.inside, _look(one, look))


def _look(node: Node, look: Run) -> Run:
    return replace(
        look,
        bold=look.bold or node.tag in {"b", "strong"},
        soft=look.soft or "meta" in node.kinds,
        code=look.code or node.tag == "code",
        mark=look.mark or "tag" in node.kinds,
    )


def _unseen(node: Node) -> bool:
    return "hidden" in node.attributes or not UNSEEN.isdisjoint(node.kinds)


def _kind(node: Node) -> str:
    return node.kinds[0] if node.kinds else ""


def _number(node: Node) -> int | None:
    value = node.attributes.get("value", "")
    return int(value) if value.isdecimal() else None
