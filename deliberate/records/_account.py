"""The account: what the guards did, and how the figures were made."""

from typing import Any

from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier
from deliberate.store.codec import plain

from ._section import Section


def account(view: View, told: Dossier) -> Section:
    return {
        "guards": [{"guard": note.code, **dict(note.params)} for note in told.guards],
        "method": _method(view, told),
    }


def _method(view: View, told: Dossier) -> dict[str, Any]:
    """Round 1 only: round 2 is convergence, and no measure of reliability."""
    first = told.first
    case = view.case
    return {
        "catalogue": f"{case.catalogue} {case.catalogue_version}" if case else "",
        "factors": case.factors if case else 0,
        "case_factors_left_out": first.case_factors if first else 0,
        "raters": first.raters if first else 0,
        "direction_conflicts": len(first.conflicts) if first else 0,
        "within_one_level": dict(first.within_one) if first else {},
        "unknown_percent": first.unknown if first else None,
        "coefficients": [plain(c) for c in first.coefficients] if first else [],
    }
