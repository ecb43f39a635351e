"""Pictures of a revealed round as SVG: pure functions of counts, cached, print as they show."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_babel import gettext
from markupsafe import Markup

from .axis import LEFT, UNKNOWN, WIDTH, Axis, Scale, value_text
from .languages import locale
from .svg import Counts, arrow_head, frame, line, mark, text


@dataclass(frozen=True, slots=True)
class Words:
    """The words inside a picture, in the viewer's language."""

    median: str = "median"
    conflict: str = "conflict of direction"
    own: str = "you"
    before: str = "first round"
    after: str = "second round"
    nobody: str = "no answers"
    point: str = "."

    def number(self, axis: Axis, value: float) -> str:
        """A value that may lie between two levels, as it is written in this language."""
        return value_text(axis, value).replace(".", self.point)


ENGLISH = Words()


def _radius(counts: Counts) -> float:
    tallest = max((n for _, n in counts), default=1)
    return min(8.0, 72 / max(tallest, 1))


def _stacks(axis: Axis, counts: Counts, floor: float, r: float) -> Iterator[str]:
    for value, n in counts:
        for k in range(n):
            yield mark(axis.side(value), axis.x(value), floor - r - 3 - k * (2 * r + 2.5), r)


def _height(counts: Counts, r: float) -> float:
    tallest = max((n for _, n in counts), default=0)
    return max(tallest, 1) * (2 * r + 2.5) + 6


def _floor_line(axis: Axis, y: float) -> Iterator[str]:
    yield line(LEFT - 16, y, axis.end + 16, y, "axis")
    if UNKNOWN in dict(axis.scale):
        x = axis.x(UNKNOWN)
        yield line(x - 14, y, x + 14, y, "axis", ' stroke-dasharray="3 2"')


def _numbers(axis: Axis, y: float) -> Iterator[str]:
    for value, _ in axis.scale:
        yield text(axis.x(value), y, value_text(axis, value), size=16)


def _ends(axis: Axis, y: float) -> Iterator[str]:
    """The words under the axis: both ends, the middle, and "don't know"."""
    words = dict(axis.scale)
    first, last = axis.known[0][0], axis.known[-1][0]
    yield text(LEFT - 16, y, words[first], anchor="start", kind="soft")
    yield text(axis.end + 16, y, words[last], anchor="end", kind="soft")
    if axis.directed and words.get("0"):
        yield text(axis.x("0"), y + 16, words["0"], kind="soft")
    if words.get(UNKNOWN):
        yield text(WIDTH - 2, y + 16, words[UNKNOWN], anchor="end", kind="soft")


def _said(axis: Axis, counts: Counts) -> str:
    """The counts in words, for who does not see the picture."""
    labels = dict(axis.scale)
    some = [(v, n) for v, n in counts if n]
    return "; ".join(
        f"{n}\N{MULTIPLICATION SIGN} {labels[v] or value_text(axis, v)}" for v, n in some
    )


def _span(axis: Axis, counts: Counts) -> tuple[float, float]:
    """From the outermost risk to the outermost protective answer."""
    places = [axis.x(v) for v, n in counts if n and v != UNKNOWN]
    return min(places, default=LEFT), max(places, default=axis.end)


def _conflict_mark(axis: Axis, counts: Counts, words: Words) -> Iterator[str]:
    """A double arrow over the answers that point opposite ways, with its name above it."""
    low, high = _span(axis, counts)
    colour = 'class="p-clash" fill="#7a4800" stroke="#7a4800"'
    yield f'<line {colour} stroke-width="2" x1="{low:g}" y1="24" x2="{high:g}" y2="24"/>'
    for x, wing in ((low - 3, 8), (high + 3, -8)):
        yield f'<polygon {colour} points="{x:g},24 {x + wing:g},19 {x + wing:g},29"/>'
    half = len(words.conflict) * 3.6
    yield text(min(max((low + high) / 2, half), WIDTH - half), 13, words.conflict, bold=True)


def _median_mark(
    axis: Axis, median: float, top: float, floor: float, words: Words
) -> Iterator[str]:
    x = axis.x_of(median)
    label = f"{words.median} {words.number(axis, median)}"
    yield line(x, top + 4, x, floor, "line", ' stroke-width="1.5" stroke-dasharray="4 3"')
    yield text(min(max(x, 40), axis.end - 24), top, label, bold=True)


@lru_cache(maxsize=512)
def _dot_plot(
    counts: Counts,
    scale: Scale,
    title: str,
    median: float | None,
    conflict: bool,
    own: str | None,
    words: Words,
) -> Markup:
    axis, r = Axis(scale), _radius(counts)
    above = 32 if conflict else 0
    top = above + (18 if median is not None else 2)
    floor = top + _height(counts, r) + 4
    desc = [_said(axis, counts) or words.nobody]
    parts: list[str] = list(_floor_line(axis, floor))
    if median is not None:
        parts += _median_mark(axis, median, above + 12, floor, words)
        desc.append(f"{words.median} {words.number(axis, median)}")
    if conflict:
        parts += _conflict_mark(axis, counts, words)
        desc.append(words.conflict)
    parts += _stacks(axis, counts, floor, r)
    if own in dict(scale):
        parts += _own_mark(axis, counts, str(own), floor, r, words)
        desc.append(f"{words.own}: {value_text(axis, str(own))}")
    parts += _numbers(axis, floor + 18)
    parts += _ends(axis, floor + 35)
    return frame(floor + 56, title, ". ".join(desc), parts)


def _own_mark(
    axis: Axis, counts: Counts, own: str, floor: float, r: float, words: Words
) -> Iterator[str]:
    """A ring around the lowest mark of the viewer's own value, and one word."""
    x, y = axis.x(own), floor - r - 3
    if dict(counts).get(own):
        yield (
            f'<circle class="p-own" fill="none" stroke="#1a2530" stroke-width="2.5" '
            f'cx="{x:g}" cy="{y:g}" r="{r + 3.5:g}"/>'
        )
    yield text(x + 12, floor + 18, words.own, anchor="start", size=12, bold=True)


@lru_cache(maxsize=256)
def _before_after(
    before: Counts,
    after: Counts,
    scale: Scale,
    title: str,
    medians: tuple[float | None, float | None],
    words: Words,
) -> Markup:
    axis, r = Axis(scale), min(_radius(before), _radius(after))
    first = 16 + _height(before, r)
    second = first + 34 + _height(after, r)
    parts = [text(LEFT - 16, 11, words.before, anchor="start", kind="soft")]
    parts += _floor_line(axis, first)
    parts += _stacks(axis, before, first, r)
    parts.append(text(LEFT - 16, first + 30, words.after, anchor="start", kind="soft"))
    parts += _floor_line(axis, second)
    parts += _stacks(axis, after, second, r)
    said = f"{words.before}: {_said(axis, before)}. {words.after}: {_said(axis, after)}."
    if medians[0] is not None and medians[1] is not None:
        parts += _shift_arrow(axis, medians[0], medians[1], first, words)
        said += (
            f" {words.median} {words.number(axis, medians[0])} → {words.number(axis, medians[1])}."
        )
    parts += _numbers(axis, second + 18)
    parts += _ends(axis, second + 35)
    return frame(second + 56, title, said, parts)


def _shift_arrow(axis: Axis, old: float, new: float, y: float, words: Words) -> Iterator[str]:
    """From the first median to the second, in the band between the two rows."""
    x1, x2, low = axis.x_of(old), axis.x_of(new), y + 13
    yield line(x1, y - 4, x1, low, "line", ' stroke-width="2"')
    if abs(x2 - x1) > 1:
        towards = "right" if x2 > x1 else "left"
        yield line(x1, low, x2 - (5 if x2 > x1 else -5), low, "line", ' stroke-width="2"')
        yield arrow_head(x2, low, towards)
    else:
        yield arrow_head(x1, low + 7, "down")
    label = f"{words.median} {words.number(axis, old)} → {words.number(axis, new)}"
    yield text(WIDTH - 2, y + 30, label, anchor="end", bold=True)


def _ordered(counts: Mapping[str, int], scale: Sequence[tuple[str, str]]) -> Counts:
    return tuple((value, int(counts.get(value, 0))) for value, _ in scale)


def _scale(scale: Sequence[tuple[str, str]]) -> Scale:
    return tuple((str(value), str(label)) for value, label in scale)


def dot_plot(
    counts: Mapping[str, int],
    scale: Sequence[tuple[str, str]],
    title: str,
    median: float | str | None = None,
    conflict: bool = False,
    own: str | None = None,
    words: Words = ENGLISH,
) -> Markup:
    """Stacked marks per value of `scale` ("-3".."3" or "1".., "?" apart), one mark a rater."""
    steps = _scale(scale)
    middle = None if median is None else float(median)
    return _dot_plot(_ordered(counts, steps), steps, title, middle, conflict, own, words)


def before_after(
    before: Mapping[str, int],
    after: Mapping[str, int],
    scale: Sequence[tuple[str, str]],
    title: str,
    median_before: float | str | None = None,
    median_after: float | str | None = None,
    words: Words = ENGLISH,
) -> Markup:
    """Round 1 above round 2, with an arrow from median to median; never a line per rater."""
    steps = _scale(scale)
    medians = (
        None if median_before is None else float(median_before),
        None if median_after is None else float(median_after),
    )
    return _before_after(
        _ordered(before, steps), _ordered(after, steps), steps, title, medians, words
    )


def plot_rows(
    counts: Mapping[str, int], scale: Sequence[tuple[str, str]]
) -> tuple[tuple[str, int], ...]:
    """The same counts for the table beside the picture: label and number."""
    steps = _scale(scale)
    axis = Axis(steps)
    return tuple((_row(axis, v, label), int(counts.get(v, 0))) for v, label in steps)


def shift_rows(
    before: Mapping[str, int], after: Mapping[str, int], scale: Sequence[tuple[str, str]]
) -> tuple[tuple[str, int, int], ...]:
    """Label, number in round 1, number in round 2."""
    later = plot_rows(after, scale)
    return tuple((a[0], a[1], b[1]) for a, b in zip(plot_rows(before, scale), later, strict=True))


def _row(axis: Axis, value: str, label: str) -> str:
    if value == UNKNOWN:
        return label or UNKNOWN
    return f"{value_text(axis, value)} {label}".strip()


def plot_mark(side: str) -> Markup:
    """One mark by itself, for the legend: "risk", "none", "prot" or "unknown"."""
    return Markup(  # noqa: S704 - numbers and our own words only
        f'<svg class="plot" viewBox="0 0 20 20" aria-hidden="true">{mark(side, 10, 10, 7.5)}</svg>'
    )


def words() -> Words:
    """The words of the pictures in the language of this request."""
    return Words(
        median=gettext("median"),
        conflict=gettext("conflict of direction"),
        own=gettext("you"),
        before=gettext("first round"),
        after=gettext("second round"),
        nobody=gettext("no answers"),
        point="," if locale() == "nl" else ".",
    )


def template_globals() -> dict[str, Callable[..., Any]]:
    """What templates call, with the words of the request's language filled in."""
    return {
        "dot_plot": _in_their_language(dot_plot),
        "before_after": _in_their_language(before_after),
        "plot_mark": plot_mark,
        "plot_rows": plot_rows,
        "shift_rows": shift_rows,
    }


def _in_their_language(picture: Callable[..., Markup]) -> Callable[..., Markup]:
    return lambda *args: picture(*args, words=words())
