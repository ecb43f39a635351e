"""Window 3: how do we weigh the situation?"""

from typing import Any

from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.windows import WindowsView
from deliberate.store.codec import plain

from ._challenge import challenge
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
        "safe_enough": [
            {"child": c.name, "safe_enough": c.safe_enough, "reason": c.reason}
            for c in told.verdict.children
            if c.answered
        ],
        "silent_round": silent_round(told.ideas),
        "options": options(windows, told),
        "challenge": challenge(view, told.advocate, windows),
        "decision": _decision(windows, told),
        "conditions": [{**numbered(row), **_tests(told, row.id)} for row in windows.conditions],
        "dissent": _dissent(windows, told),
        "test": _signed(view, told),
    }


def _decision(windows: WindowsView, told: Dossier) -> dict[str, Any] | None:
    made = told.verdict.decision
    if made is None:
        return None
    letter = next((row.letter for row in windows.options if row.id == made.option), "")
    return {**plain(made), "option": told.verdict.decision_title, "letter": letter}


def _tests(told: Dossier, entry: str) -> dict[str, Any]:
    """Every test of one condition; only the last can be of its present wording."""
    rows = [row for row in told.verdict.tests if row.entry == entry]
    tests = [
        {"verdict": t.verdict, "weakest": t.weakest, "why": t.why, "version": t.version}
        for row in rows
        for t in row.tests
    ]
    return {"tests": tests, "tested": any(row.current for row in rows)}


def _dissent(windows: WindowsView, told: Dossier) -> list[dict[str, Any]]:
    answers = dict(told.verdict.dissent_answers)
    return [
        {**numbered(row), "by": row.author, "answer": answers.get(row.id, "")}
        for row in windows.dissent
    ]


def _signed(view: View, told: Dossier) -> dict[str, Any] | None:
    signed = told.verdict.signed
    if signed is None:
        return None
    return {
        "at": signed.at,
        "by": name(view, signed.by),
        "by_moderator": signed.moderator_too,
        "proportional": signed.proportional,
    }
