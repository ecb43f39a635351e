"""The account: what the guards did, and how the figures were made."""

from typing import Any

from deliberate.sessions.views.course import CaseView
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.visibility import Made
from deliberate.store.codec import plain

from ._section import Section


def account(case: CaseView, told: Dossier) -> Section:
    return {
        "guards": [
            {"guard": note.guard, "code": note.code, "params": plain(note.params)}
            for note in told.guards
        ],
        "gates": [plain(gate) for gate in told.gates],
        "method": _method(case, told),
    }


def _method(case: CaseView, told: Dossier) -> dict[str, Any] | None:
    """Round 1 only: round 2 is convergence, and no measure of reliability."""
    first = told.first
    if first is None or told.recipient.made is Made.FAMILY:
        return None
    return {
        "catalogue": case.catalogue,
        "version": case.catalogue_version,
        "factors": case.factors,
        "case_factors_left_out": first.case_factors,
        "raters": first.raters,
        "direction_conflicts": len(first.conflicts),
        "within_one_level": dict(first.within_one),
        "unknown_percent": first.unknown,
        "coefficients": [plain(c) for c in first.coefficients],
    }
