"""Window 3: how do we weigh the situation?"""

from typing import Any

from deliberate.sessions.project import View
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.picture import ItemPicture, PictureView
from deliberate.sessions.views.windows import WindowsView
from deliberate.store.codec import plain

from ._section import Section, numbered


def weighing(view: View, told: Dossier) -> Section:
    windows = view.windows or WindowsView()
    return {
        "first_round": _round(told.first),
        "discussion": [
            {
                "factors": [picture.label for picture in item.pictures],
                "outcome": item.outcome,
                "note": item.note,
                "counter_sentences": list(item.counter),
            }
            for item in told.items
        ],
        "second_round": _round(told.second),
        "safe_enough": [
            {"child": c.name, "safe_enough": c.safe_enough, "reason": c.reason}
            for c in told.verdict.children
            if c.answered
        ],
        "options": _options(windows, told),
        "challenge": _challenge(told),
        "decision": _decision(told),
        "conditions": [{**numbered(row), **_tests(told, row.id)} for row in windows.conditions],
        "dissent": [_dissent(windows, told, n) for n in range(len(windows.dissent))],
        "test": _signed(told),
    }


def _round(picture: PictureView | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "raters": picture.raters,
        "left_out": picture.left_out,
        "late": picture.late,
        "factors": [_item(i) for i in (*picture.conflicts, *picture.spread)],
        "judgements": [_item(i) for i in picture.judgements],
        "deciding_facts": _picked(picture.deciding) if picture.deciding else [],
    }


def _item(item: ItemPicture) -> dict[str, Any]:
    levels = [
        {"value": value, "label": label, "n": item.counts.get(value, 0)}
        for value, label in item.scale
        if item.counts.get(value)
    ]
    return {
        "id": item.q.partition("@")[0],
        "label": item.label,
        "child": item.child,
        "answers": levels,
        "unknown": item.unknown,
        "median": item.median,
        "average_deviation": item.deviation,
        "direction_conflict": item.conflict,
        "opposing_pair_share": item.opposing,
        "acute": item.acute,
        "causes": [{"cause": cause, "n": n} for cause, n in item.causes],
    }


def _picked(item: ItemPicture) -> list[dict[str, Any]]:
    found = [(label, item.counts.get(value, 0)) for value, label in item.scale]
    return [{"fact": label, "n": n} for label, n in found if n]


def _options(windows: WindowsView, told: Dossier) -> list[dict[str, Any]]:
    choices = {choice.option: choice for choice in told.verdict.choices}
    chosen = told.verdict.decision.option if told.verdict.decision else None
    rows = []
    for row in windows.options:
        choice = choices.get(row.id)
        counts = {"first_choice": choice.first, "cannot_support": choice.cannot} if choice else {}
        rows.append({**numbered(row), "letter": row.letter, "chosen": row.id == chosen, **counts})
    return rows


def _challenge(told: Dossier) -> dict[str, Any]:
    advocate = told.advocate
    return {
        "advocate": advocate.name,
        "relaxed": advocate.relaxed,
        "overridden": advocate.overridden,
        "draw": {
            "seed": advocate.seed,
            "candidates": [
                {"name": name, "turns": turns, "attended": attended}
                for name, turns, attended in advocate.turns
            ],
        },
        "points": [
            {k: v for k, v in plain(point).items() if k not in {"id", "by", "about"}}
            for point in advocate.points
        ],
    }


def _decision(told: Dossier) -> dict[str, Any] | None:
    made = told.verdict.decision
    if made is None:
        return None
    return {**plain(made), "option": told.verdict.decision_title}


def _tests(told: Dossier, entry: str) -> dict[str, Any]:
    tests = [row for row in told.verdict.tests if row.entry == entry]
    return {
        "tests": [
            {"verdict": t.verdict, "weakest": t.weakest, "why": t.why, "version": t.version}
            for row in tests
            for t in row.tests
        ]
    }


def _dissent(windows: WindowsView, told: Dossier, place: int) -> dict[str, Any]:
    row = windows.dissent[place]
    answers = dict(told.verdict.dissent_answers)
    return {**numbered(row), "by": row.author, "answer": answers.get(row.id, "")}


def _signed(told: Dossier) -> dict[str, Any] | None:
    signed = told.verdict.signed
    if signed is None:
        return None
    return {
        "at": signed.at,
        "by_moderator": signed.moderator_too,
        "proportional": signed.proportional,
    }
