"""Window 2: what are the facts?"""

from typing import Any

from deliberate.sessions.ids import EntryId
from deliberate.sessions.project import View
from deliberate.sessions.views.course import CaseView
from deliberate.sessions.views.windows import WindowsView

from ._section import Section, listed, numbered, written


def facts(view: View, case: CaseView) -> Section:
    windows = written(view)
    return {
        "goals": listed(windows.goals),
        "core": listed(windows.core),
        "other": listed(_other(windows), start=len(windows.core) + 1),
        "childs_words": _childs_words(windows),
        "missing": listed(windows.missing),
        "expertise_missing": listed(windows.expertise),
        "case_factors": _case_factors(windows),
        "instrument": _instrument(case),
    }


def _other(windows: WindowsView) -> tuple[Any, ...]:
    return tuple(row for row in windows.facts if not row.core)


def fact_numbers(windows: WindowsView) -> dict[EntryId, int]:
    """The core facts by their own numbers; the others count on after them."""
    return {row.id: n for n, row in enumerate((*windows.core, *_other(windows)), start=1)}


def _childs_words(windows: WindowsView) -> list[dict[str, Any]]:
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
