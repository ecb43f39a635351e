"""Window 3: how do we weigh the situation?"""

from typing import Any

from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier

from ._challenge import challenge
from ._decision import agreement, consequences, decision, dissent, shift_reasons
from ._discussion import discussion, terms
from ._options import options, silent_round
from ._rounds import blind_round
from ._section import Section, name, numbered, written


def weighing(view: View, told: Dossier) -> Section:
    windows = written(view)
    return {
        "first_round": blind_round(told.first, windows),
        "discussion": discussion(windows, told),
        "terms": terms(windows),
        "second_round": blind_round(told.second, windows),
        "shift_reasons": shift_reasons(told),
        "safe_enough": [
            {
                "child": c.name,
                "safe_enough": c.safe_enough,
                "reason": c.reason,
                "stays": c.stays,
            }
            for c in told.verdict.children
            if c.answered
        ],
        "silent_round": silent_round(told.ideas),
        "options": options(windows, told),
        "challenge": challenge(view, told.advocate, windows),
        "consequences": consequences(windows),
        "decision": decision(told),
        "agreement": agreement(told),
        "conditions": [{**numbered(row), **_tests(told, row.id)} for row in windows.conditions],
        "dissent": dissent(windows, told),
        "test": _signed(view, told),
    }


def _tests(told: Dossier, entry: str) -> dict[str, Any]:
    """Every test of one condition; only the last can be of its present wording."""
    rows = [row for row in told.testing.rows if row.entry == entry]
    tests = [
        {"verdict": t.verdict, "weakest": t.weakest, "why": t.why, "version": t.version}
        for row in rows
        for t in row.tests
    ]
    return {"tests": tests, "tested": any(row.current for row in rows)}


def _signed(view: View, told: Dossier) -> dict[str, Any] | None:
    signed = told.testing.signed
    if signed is None:
        return None
    return {
        "at": signed.at,
        "by": name(view, signed.by),
        "by_moderator": signed.moderator_too,
        "proportional": signed.proportional,
    }
