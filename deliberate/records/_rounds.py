"""A revealed round as distributions; which answer was whose is not in here and not in the view."""

from typing import Any

from deliberate.sessions.forms import Asks
from deliberate.sessions.ids import item_of
from deliberate.sessions.views.picture import ItemPicture, PictureView
from deliberate.sessions.views.windows import WindowsView

from ._facts import fact_numbers
from ._section import Section

CASE_FACTOR = "case"


def blind_round(picture: PictureView | None, windows: WindowsView) -> Section | None:
    if picture is None:
        return None
    if not picture.raters:
        return _in_words(picture, windows)
    return {
        "raters": picture.raters,
        "left_out": picture.left_out,
        "late": picture.late,
        "direction_conflicts": len(picture.conflicts),
        "factors": [_factor(item) for item in (*picture.conflicts, *picture.spread)],
        "judgements": [_judgement(item) for item in picture.judgements],
        "deciding_facts": _deciding(picture.deciding, windows) if picture.deciding else [],
    }


def _in_words(picture: PictureView, windows: WindowsView) -> Section:
    """What is left of a round for who gets no counts: whether people agreed, and on what."""
    numbers = {str(entry): number for entry, number in fact_numbers(windows).items()}
    deciding = picture.deciding.said if picture.deciding else ()
    return {
        "judgements": [
            {
                "id": _catalogue_id(item),
                "label": item.label,
                "child": item.child,
                "agree": item.agree,
                "answers": [label for _, label in item.said],
            }
            for item in picture.judgements
        ],
        "direction_conflicts": [item.label for item in picture.conflicts],
        "deciding_facts": sorted(numbers[fact] for fact, _ in deciding if fact in numbers),
    }


def preference(second: PictureView | None) -> Section | None:
    """Which option most would choose, in words, where no counts are told."""
    asked = [i for i in second.choices if i.asks == Asks.OPTION] if second else []
    told = next((item for item in asked if item.agree), None)
    if told is None:
        return None
    return {"agree": told.agree, "options": [label for _, label in told.said]}


def _item(item: ItemPicture) -> dict[str, Any]:
    """A question with its whole scale, answers that nobody gave included."""
    return {
        "id": _catalogue_id(item),
        "label": item.label,
        "answers": [
            {"value": value, "label": label, "n": item.counts.get(value, 0)}
            for value, label in item.scale
        ],
        "unknown": item.unknown,
        "median": item.median,
        "average_deviation": item.deviation,
    }


def _catalogue_id(item: ItemPicture) -> str:
    """A factor of this case alone has the id of its entry, which stays inside."""
    found = item_of(item.q)
    return CASE_FACTOR if found.startswith(f"{CASE_FACTOR}:") else found


def _factor(item: ItemPicture) -> dict[str, Any]:
    return {
        **_item(item),
        "direction_conflict": item.conflict,
        "opposing_pair_share": item.opposing,
        "causes": [{"cause": cause, "n": n} for cause, n in item.causes],
    }


def _judgement(item: ItemPicture) -> dict[str, Any]:
    return {**_item(item), "child": item.child, "acute": item.acute}


def _deciding(item: ItemPicture, windows: WindowsView) -> list[dict[str, Any]]:
    numbers = {str(entry): number for entry, number in fact_numbers(windows).items()}
    return [
        {"number": numbers.get(value), "fact": label, "n": item.counts[value]}
        for value, label in item.scale
        if item.counts.get(value)
    ]
