"""The answers per unit, in columns that are as wide as they must be."""

from collections.abc import Iterator, Sequence

from .units import UnitSpread

HEAD = ("unit", "answers", "median", "range", "AD", "within 1", "A", "differing", "unknown")


def columns(units: Sequence[UnitSpread]) -> Iterator[str]:
    """Give a line of names and a line per unit, without the columns that say nothing."""
    table = [HEAD, *map(_row, units)]
    used = [at for at in range(len(HEAD)) if any(row[at] != "-" for row in table[1:])]
    widths = {at: max(len(row[at]) for row in table) for at in used}
    for row in table:
        yield "  ".join(row[at].ljust(widths[at]) for at in used).rstrip()


def _row(unit: UnitSpread) -> Sequence[str]:
    answers = " ".join(f"{short(value)}:{n}" for value, n in unit.counts) or "-"
    share = "-" if unit.differing is None else f"{unit.differing:.0%}"
    found = unit.spread
    if found is None or found.median is None:
        return (unit.unit, answers, "-", "-", "-", "-", "-", share, str(unit.n_unknown))
    within = "-" if found.percent_within is None else f"{found.percent_within:.0f}%"
    return (
        unit.unit,
        answers,
        short(found.median),
        f"{short(found.minimum)} to {short(found.maximum)}",
        _decimals(found.average_deviation, 2),
        within,
        _decimals(found.agreement_a, 2),
        share,
        str(unit.n_unknown),
    )


def short(value: float | str | None) -> str:
    """Write a value as people write it, whole numbers without a point."""
    return value if isinstance(value, str) else "-" if value is None else f"{value:g}"


def _decimals(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
