"""Window 2: what are the facts?"""

from collections.abc import Iterable
from typing import Any, get_args

from deliberate.sessions.ids import EntryId
from deliberate.sessions.project import View
from deliberate.sessions.views.course import CaseView
from deliberate.sessions.views.windows import Row, WindowsView
from deliberate.sessions.windows import Fact
from deliberate.sessions.windows.facts import Perspective
from deliberate.sessions.windows.voices import Dimension

from ._people import about
from ._section import Section, listed, numbered, written


def facts(view: View, case: CaseView) -> Section:
    windows = written(view)
    return {
        "goals": listed(windows.goals),
        "timeline": listed(windows.timeline),
        "core": [_fact(row, row.core) for row in windows.core],
        "other": [_fact(row, n) for n, row in _others(windows)],
        "perspectives": _perspectives(windows),
        "childs_words": [about(row) for row in windows.said],
        "childs_view": _childs_view(windows),
        "felt_threats": [about(row) for row in windows.threats],
        "missing": listed(windows.missing),
        "strengths": listed(sorted(windows.strengths, key=lambda r: r.content.effect != "safer")),
        "own_strength": {
            dimension: listed(r for r in windows.own_strengths if r.content.dimension == dimension)
            for dimension in get_args(Dimension)
        },
        "instruments": listed(windows.instruments),
        "expertise_missing": listed(windows.expertise),
        "case_factors": _case_factors(windows),
        "instrument": _instrument(case),
    }


def _other(windows: WindowsView) -> tuple[Row[Fact], ...]:
    return tuple(row for row in windows.facts if not row.core)


def _others(windows: WindowsView) -> Iterable[tuple[int, Row[Fact]]]:
    """The other facts count on after the core facts."""
    return enumerate(_other(windows), start=len(windows.core) + 1)


def _fact(row: Row[Fact], number: int) -> dict[str, Any]:
    """A fact that somebody tells otherwise is contradicted, whatever was said of it before."""
    found = numbered(row, number)
    return {**found, "status": "contradicted"} if row.contested else found


def _perspectives(windows: WindowsView) -> dict[str, int]:
    """How many facts come from whom: an empty one was asked about when the meeting opened."""
    told = [row.content.perspective for row in windows.facts]
    return {named: told.count(named) for named in get_args(Perspective) if named}


def fact_numbers(windows: WindowsView) -> dict[EntryId, int]:
    """The core facts by their own numbers; the others count on after them."""
    return {row.id: n for n, row in enumerate((*windows.core, *_other(windows)), start=1)}


def _childs_view(windows: WindowsView) -> list[dict[str, Any]]:
    """Facts as the child or young person sees them, pointed out once more."""
    numbers = fact_numbers(windows)
    return [
        {"fact": numbers[row.id], "text": row.content.text, "source": row.content.source}
        for row in windows.facts
        if row.content.perspective == "youth"
    ]


def _case_factors(windows: WindowsView) -> list[dict[str, Any]]:
    numbers = fact_numbers(windows)
    return [
        {**numbered(row), "facts": [numbers[f] for f in row.content.facts if f in numbers]}
        for row in windows.case_factors
    ]


def _instrument(case: CaseView) -> dict[str, Any]:
    return {
        "title": case.catalogue,
        "version": case.catalogue_version,
        "factors": case.factors,
        "disclaimer": case.disclaimer,
    }
