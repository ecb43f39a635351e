"""Window 4: what are the next steps?"""

from collections.abc import Iterable, Mapping
from typing import Any

from deliberate.sessions.ids import EntryId, item_of
from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.process_check import ProcessCheck
from deliberate.sessions.views.telling import TellingView
from deliberate.sessions.views.windows import Row
from deliberate.sessions.windows import Arrangement
from deliberate.store.codec import plain

from ._section import Section, listed, numbered, written

Names = Mapping[EntryId, str]
"""People by name, and factors by what they are called."""


def steps(view: View, told: Dossier) -> Section:
    windows = written(view)
    names = {row.id: row.content.name for row in windows.people}
    names |= {EntryId(factor.id): factor.label for factor in told.telling.factors}
    direct = [row for row in windows.arrangements if row.content.direct]
    stable = [row for row in windows.arrangements if not row.content.direct]
    return {
        "direct": _arrangements(direct, names),
        "stable": _arrangements(stable, names, start=len(direct) + 1),
        "coordinator": _one(windows.coordinator),
        "plan_makers": _one(windows.plan_makers),
        "decides": listed(windows.decides),
        "plan_b": listed(windows.plan_b),
        "reviews": listed(windows.reviews),
        "informing": listed(windows.informing),
        "summary": _one(windows.summary),
        **_telling(told.telling),
        "statements": listed(windows.statements),
        "learning": listed(windows.learning),
        "process_check": _process_check(told.process_check),
    }


def _arrangements(
    rows: Iterable[Row[Arrangement]], names: Names, start: int = 1
) -> list[dict[str, Any]]:
    return [
        {
            **numbered(row, number),
            "people": [names[who] for who in row.content.people],
            "factor": names.get(EntryId(row.content.factor), ""),
        }
        for number, row in enumerate(rows, start)
    ]


def _one(rows: tuple[Row[Any], ...]) -> dict[str, Any] | None:
    """Of what there is only one of."""
    found = listed(rows[:1])
    return {key: said for key, said in found[0].items() if key != "number"} if found else None


def _telling(telling: TellingView) -> Section:
    return {
        "copy_risk": telling.checked,
        "explained": [
            {key: said for key, said in plain(e).items() if key != "decision"}
            for e in telling.explained
        ],
        "reactions": [
            {
                "whose": r.name,
                "text": r.text,
                "answer": r.answer,
                "outcome": r.outcome,
                "earlier": r.earlier,
            }
            for r in telling.reactions
        ],
        "consents": [
            {
                "whose": row.name,
                "said": row.said,
                "remark": row.remark,
                "understood": row.understood,
                "say": row.say,
            }
            for row in telling.people
            if row.said
        ],
        "plan": plain(telling.plan),
    }


def _process_check(check: ProcessCheck) -> list[dict[str, Any]] | None:
    """How the meeting went, in counts; a question that too few answered has none."""
    if not check.closed:
        return None
    return [
        {"question": item_of(row.question), "n": row.n, "counts": dict(row.counts)}
        for row in check.rows
    ]
