"""A page of our own as a tree, with its pictures lifted out whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_PICTURE = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_SHOWN = 'class="plot"'


@dataclass(slots=True)
class Node:
    """An element; what it holds is text or elements, in their order."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    inside: "list[Node | str]" = field(default_factory=list)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.attributes.get("class", "").split())

    def elements(self, *tags: str) -> "Iterator[Node]":
        """What lies directly inside, of these tags."""
        return (one for one in self.inside if isinstance(one, Node) and one.tag in tags)

    def every(self, tag: str) -> "Iterator[Node]":
        """What lies inside, however deep."""
        for one in self.inside:
            if isinstance(one, Node):
                if one.tag == tag:
                    yield one
                yield from one.every(tag)


@dataclass(frozen=True, slots=True)
class Page:
    root: Node
    pictures: tuple[str, ...]


def parsed(html: str) -> Page:
    """Pictures stay as they are written, for the setter draws them; icons only adorn and go."""
    pictures: list[str] = []

    def lifted(found: re.Match[str]) -> str:
        if _SHOWN not in found[1]:
            return ""
        pictures.append(found[0])
        return f'<svg data-picture="{len(pictures) - 1}"></svg>'

    grower = _Grower()
    grower.feed(_PICTURE.sub(lifted, html))
    grower.close()
    return Page(grower.root, tuple(pictures))


class _Grower(HTMLParser):
    """Our templates close what they open, so an end tag ends the element that is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)
