"""Window 3: how do we weigh the situation?"""

from typing import Any

from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.windows import Row, WindowsView
from deliberate.sessions.windows import Condition

from ._challenge import challenge
from ._decision import agreement, consequences, decision, dissent, shift_reasons
from ._discussion import discussion, terms
from ._facts import fact_numbers
from ._options import options, silent_round
from ._rounds import blind_round, preference
from ._section import Section, numbered, written
from ._test import lapsed, process, signed, taken_off, tests


def weighing(view: View, told: Dossier) -> Section:
    windows = written(view)
    return {
        "first_round": blind_round(told.first, windows),
        "discussion": discussion(windows, told),
        "terms": terms(windows),
        "second_round": blind_round(told.second, windows),
        "preference": preference(told.second),
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
        "conditions": [_condition(row, windows, told) for row in windows.conditions],
        "dissent": dissent(windows, told),
        "taken_off": taken_off(told),
        "process": process(told),
        "test": signed(told),
        "lapsed": lapsed(told),
    }


def _condition(row: Row[Condition], windows: WindowsView, told: Dossier) -> dict[str, Any]:
    """With the facts that it answers by their numbers, as far as this reader has them."""
    numbers = fact_numbers(windows)
    facts = [numbers[fact] for fact in row.content.facts if fact in numbers]
    return {**numbered(row), "facts": facts, **tests(told, row.id)}
