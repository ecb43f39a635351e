"""Window 4: what are the next steps?"""

from deliberate.sessions.project import View
from deliberate.sessions.verdict.commands import Said
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.windows import Relation
from deliberate.store.codec import plain

from ._section import Section, listed, written


def steps(view: View, told: Dossier) -> Section:
    windows = written(view)
    verdict = told.verdict
    direct = [row for row in windows.arrangements if row.content.direct]
    stable = [row for row in windows.arrangements if not row.content.direct]
    return {
        "direct": listed(direct),
        "stable": listed(stable, start=len(direct) + 1),
        "decides": listed(windows.decides),
        "plan_b": listed(windows.plan_b),
        "reviews": listed(windows.reviews),
        "explained": [plain(e) for e in verdict.explained],
        "reactions": [plain(r) for r in verdict.reactions],
        "consents": [plain(c) for c in verdict.consents],
        "everybody_agreed": _everybody_agreed(view, told),
        "statements": listed(windows.statements),
        "learning": listed(windows.learning),
    }


def _everybody_agreed(view: View, told: Dossier) -> bool:
    """A decision may stand with dissent; a plan is complete only with everybody's consent."""
    said = {c.whose: c.said for c in told.verdict.consents}
    parents = [
        p.content.name for p in written(view).people if p.content.relation is Relation.PARENT
    ]
    return all(name in said for name in parents) and Said.SEEN_NOT_AGREED not in said.values()
