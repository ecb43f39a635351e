"""Window 4: what are the next steps?"""

from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.windows import WindowsView
from deliberate.store.codec import plain

from ._section import Section, listed


def steps(view: View, told: Dossier) -> Section:
    windows = view.windows or WindowsView()
    verdict = told.verdict
    return {
        "direct": listed(tuple(row for row in windows.arrangements if row.content.direct)),
        "stable": listed(tuple(row for row in windows.arrangements if not row.content.direct)),
        "decides": listed(windows.decides),
        "plan_b": listed(windows.plan_b),
        "reviews": listed(windows.reviews),
        "explained": [plain(e) for e in verdict.explained],
        "reactions": [plain(r) for r in verdict.reactions],
        "consents": [plain(c) for c in verdict.consents],
        "statements": listed(windows.statements),
        "learning": listed(windows.learning),
    }
