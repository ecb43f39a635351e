"""What was decided: its consequences, by which right, who agreed, and who did not and why."""

from typing import Any

from deliberate.sessions.ids import EntryId
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.windows import WindowsView
from deliberate.store.codec import plain

from ._facts import fact_numbers
from ._section import numbered

INSIDE = frozenset({"number", "option"})


def consequences(windows: WindowsView) -> list[dict[str, Any]]:
    """Per option, in the order in which they were written down."""
    options = {row.id: row for row in windows.options}
    return [
        {
            "letter": options[row.content.option].letter,
            "option": options[row.content.option].content.title,
            **{key: said for key, said in numbered(row).items() if key not in INSIDE},
        }
        for row in windows.consequences
        if row.content.option in options
    ]


def shift_reasons(told: Dossier) -> list[dict[str, Any]]:
    """Over all questions together: what one question says can point at somebody."""
    return [{"reason": reason, "n": n} for reason, n in told.verdict.why_shifted.total]


def agreement(told: Dossier) -> dict[str, Any] | None:
    """How many did not agree when they were asked privately, and how many wrote it down;
    nothing where too few answered for a count without names."""
    found = told.verdict.agreement
    if not found.closed or found.few:
        return None
    return {"of": found.of, "disagree": found.disagree, "wrote": found.wrote}


def decision(told: Dossier) -> dict[str, Any] | None:
    """Both columns: what was settled at the table and what was completed after it."""
    verdict = told.verdict
    if verdict.decision is None:
        return None
    later = verdict.completed
    return {
        **plain(verdict.decision),
        "option": verdict.decision_title,
        "letter": verdict.decision_letter,
        "lightest": verdict.lightest_title,
        "lightest_letter": verdict.lightest_letter,
        "good_enough": later.good_enough if later else "",
        "if_nothing_changes": later.if_nothing_changes if later else "",
        "why_not_heavier": later.why_not_heavier if later else "",
        "not_chosen": later.not_chosen if later else "",
    }


def dissent(windows: WindowsView, told: Dossier) -> list[dict[str, Any]]:
    """Each in its own words; without a name where none was kept."""
    answers = dict(told.verdict.dissent_answers)
    facts = fact_numbers(windows)
    return [
        {
            **{key: said for key, said in numbered(row).items() if key != "anonymous"},
            "deciding_fact": facts.get(row.content.deciding_fact or EntryId("")),
            "by": row.author,
            "answer": answers.get(row.id, ""),
        }
        for row in windows.dissent
    ]
