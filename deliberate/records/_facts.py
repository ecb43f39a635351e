"""Window 2: what are the facts?"""

from deliberate.sessions.project import View
from deliberate.sessions.views.windows import WindowsView

from ._section import Section, listed, numbered


def facts(view: View) -> Section:
    windows = view.windows or WindowsView()
    core = [{**numbered(row), "number": row.core} for row in windows.core]
    numbers = {row.id: row.core or row.number for row in windows.facts}
    own = [
        {**numbered(row), "facts": [numbers[f] for f in row.content.facts if f in numbers]}
        for row in windows.case_factors
    ]
    return {
        "goals": listed(windows.goals),
        "core": core,
        "other": listed(tuple(row for row in windows.facts if not row.core)),
        "missing": listed(windows.missing),
        "expertise_missing": listed(windows.expertise),
        "case_factors": own,
        "instrument": {
            "title": view.case.catalogue if view.case else "",
            "version": view.case.catalogue_version if view.case else "",
            "disclaimer": view.case.disclaimer if view.case else "",
        },
    }
