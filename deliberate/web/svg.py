"""The strokes that pictures are made of: a scale's axis, marks, lines, words, the frame.

Marks carry their meaning by place and shape (diamond = risk, disc = protective, open = not in
play, dashed = don't know); classes let the page's sheet recolour what the attributes give.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

UNKNOWN = "?"
WIDTH, PITCH, LEFT, APART = 360, 40.0, 24.0, 16.0

Counts = tuple[tuple[str, int], ...]
Scale = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Where each value of a scale stands; "don't know" stands apart on the right."""

    scale: Scale

    @property
    def known(self) -> Scale:
        return tuple(step for step in self.scale if step[0] != UNKNOWN)

    @property
    def pitch(self) -> float:
        return PITCH * 6 / max(len(self.known) - 1, 1)

    def x(self, value: str) -> float:
        if value == UNKNOWN:
            return self.end + APART + PITCH
        places = [v for v, _ in self.known]
        return LEFT + self.pitch * places.index(value)

    def x_of(self, number: float) -> float:
        """The place of a number between the values, such as a median of 0.5."""
        return LEFT + self.pitch * (number - float(self.known[0][0]))

    @property
    def end(self) -> float:
        return LEFT + self.pitch * (len(self.known) - 1)

    @property
    def directed(self) -> bool:
        return any(value.startswith("-") for value, _ in self.known)

    def side(self, value: str) -> str:
        if value == UNKNOWN:
            return "unknown"
        if not self.directed:
            return "prot"
        number = float(value)
        return "risk" if number < 0 else "prot" if number > 0 else "none"


def signed(value: str | float) -> str:
    """A number as people write it: a real minus, an explicit plus, no needless decimals."""
    if value == UNKNOWN:
        return UNKNOWN
    number = float(value)
    text = f"{abs(number):g}"
    return f"\N{MINUS SIGN}{text}" if number < 0 else f"+{text}" if number > 0 else "0"


def value_text(axis: Axis, value: str | float) -> str:
    return signed(value) if axis.directed or value == UNKNOWN else f"{float(value):g}"


_LOOKS = {
    "risk": 'fill="#a6470f" stroke="#a6470f"',
    "prot": 'fill="#1c5c94" stroke="#1c5c94"',
    "none": 'fill="#fff" stroke="#52606c" stroke-width="2"',
    "unknown": 'fill="#fff" stroke="#52606c" stroke-width="1.5" stroke-dasharray="2.5 2"',
}


def mark(side: str, x: float, y: float, r: float) -> str:
    look = f'class="p-{side}" {_LOOKS[side]}'
    if side == "risk":
        d = r * 1.18
        corners = f"{x:g},{y - d:g} {x + d:g},{y:g} {x:g},{y + d:g} {x - d:g},{y:g}"
        return f'<polygon {look} points="{corners}"/>'
    return f'<circle {look} cx="{x:g}" cy="{y:g}" r="{r:g}"/>'


def text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "middle",
    kind: str = "",
    size: int = 14,
    bold: bool = False,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    soft = ' class="p-soft" fill="#52606c"' if kind == "soft" else ""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}"{weight}{soft}>'
        f"{escape(text)}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str, extra: str = "") -> str:
    colour = {"axis": "#76828e", "grid": "#dfd9cd", "line": "#1a2530"}[kind]
    return (
        f'<line class="p-{kind}" stroke="{colour}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" '
        f'y2="{y2:g}"{extra}/>'
    )


def arrow_head(x: float, y: float, towards: str) -> str:
    dx, dy = {"left": (-1, 0), "right": (1, 0), "down": (0, 1)}[towards]
    tip = f"{x:g},{y:g}"
    wings = [(x - 7 * dx + 4.5 * dy * s, y - 7 * dy + 4.5 * dx * s) for s in (1, -1)]
    corners = " ".join([tip, *(f"{a:g},{b:g}" for a, b in wings)])
    return f'<polygon class="p-fill" fill="#1a2530" points="{corners}"/>'


def frame(height: float, title: str, desc: str, parts: Iterable[str]) -> Markup:
    return Markup(  # noqa: S704 - built from escaped words and numbers only
        f'<svg class="plot" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {WIDTH} {height:g}" font-family="Source Sans 3, sans-serif" fill="#1a2530">'
        f"<title>{escape(title)}</title><desc>{escape(desc)}</desc>{''.join(parts)}</svg>"
    )
