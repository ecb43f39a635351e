"""The strokes that pictures are made of: marks, lines, words, the frame.

Marks carry their meaning by place and shape (diamond = risk, disc = protective, open = not in
play, dashed = don't know); classes let the page's sheet recolour what the attributes give.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from .axis import WIDTH

Counts = tuple[tuple[str, int], ...]

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
