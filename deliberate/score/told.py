"""An analysis in words and columns, for people."""

from collections.abc import Iterator

from deliberate.scoring import STATISTICS, Estimate, IccEstimate, Undefined, standing

from .analysis import Analysis, Found
from .columns import columns, short
from .units import MOST_LEVELS

REASONS = {
    "no_variation": "all answers are the same",
    "not_pairable": "no unit has two answers",
    "one_unit": "only one unit has two answers",
    "no_complete_units": "no unit was answered by every rater",
    "no_total_variance": "units differ less than chance allows",
}
NOTES = {
    "interval_not_estimable": "no interval can be estimated",
    "low_unbounded": "the interval has no lower limit",
    "high_capped": "the interval ends at 1",
    "resamples_undefined": "resamples without variation left out",
}
LABELS = {statistic.name: statistic for statistic in STATISTICS}


def in_words(name: str, analysis: Analysis) -> Iterator[str]:
    """Say what was read, then every unit, most disagreement first, then the coefficients."""
    ratings = analysis.ratings
    cells = len(ratings.units) * len(ratings.raters)
    yield (
        f"{name}: {len(ratings.units)} units, {len(ratings.raters)} raters, "
        f"{ratings.n_missing} of {cells} ratings missing"
    )
    if len(ratings.scale) <= MOST_LEVELS:
        yield f"scale: {' '.join(map(short, ratings.scale.tolist()))}"
    yield ""
    yield "Answers per unit, most disagreement first"
    yield from columns(analysis.units)
    yield ""
    yield "Coefficients"
    for code, found in analysis.coefficients:
        yield from _coefficient(code, found)


def _coefficient(code: str, found: Found) -> Iterator[str]:
    about = LABELS[code]
    kind = found.level if code == "icc" else f"{about.label}, {found.level}"
    yield f"{kind}: {_value(found)}"
    dropped = f" ({found.n_units_dropped} left out)" if found.n_units_dropped else ""
    yield f"    {found.n_units} units{dropped}, {found.n_raters} raters, {found.n_missing} missing"
    if isinstance(found, Estimate):
        yield f"    {about.reads_as}"
    for remark in _remarks(found):
        yield f"    {remark}"


def _value(found: Found) -> str:
    if isinstance(found, Undefined):
        return f"none, because {REASONS[found.reason]}"
    value = f"{found.value:.4f}"
    if found.high is None:
        return value
    low = "no limit" if found.low is None else f"{found.low:.4f}"
    return f"{value}, 95% interval {low} to {found.high:.4f} ({_method(found)})"


def _method(found: Estimate) -> str:
    if found.method != "bootstrap":
        return found.method
    return f"bootstrap, {found.n_resamples} resamples"


def _remarks(found: Found) -> Iterator[str]:
    if isinstance(found, Undefined):
        return
    if isinstance(found, IccEstimate):
        yield f"F = {found.f:.4g}, df = {found.df1} and {found.df2}, p = {found.p:.4g}"
    for note in found.notes:
        count = f"{found.n_resamples_undefined} " if note == "resamples_undefined" else ""
        yield f"{count}{NOTES[note]}"
    match standing(found):
        case "withheld":
            yield "too little to show to a team: look at the answers per unit"
        case "folded" | "wide":
            yield "few units, so the interval is wide: look at the answers per unit first"
        case _:
            pass
