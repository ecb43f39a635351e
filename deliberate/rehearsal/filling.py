"""What one field takes, beside what its page has in it already."""

from dataclasses import MISSING, Field
from types import UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin

from .form import Form
from .hands import CHOICE, NOTHING, Effort


def filled(record: Any, declared: Field[Any], form: Form, shown: object) -> Effort:
    """What one field takes, beside what the page has in it."""
    name, value = declared.name, getattr(record, declared.name)
    if name in form.sets | form.pressed:
        return NOTHING
    default = None if declared.default is MISSING or name in form.unset else declared.default
    before = getattr(shown, name, default)
    if "max" in declared.metadata:
        begun = (words for words in form.begun.get(name, ()) if value.startswith(words))
        return _typed(next(begun, before or ""), value)
    if isinstance(value, frozenset | tuple):
        ticked = set(value) ^ set(before if isinstance(before, frozenset | tuple) else ())
        return Effort(len(ticked), fields=bool(ticked))
    return CHOICE if value != before else NOTHING


def hidden(hint: Any) -> bool:
    """Ids, and the one name of a kind of entry, are no fields that anybody fills in."""
    if get_origin(hint) in {Union, UnionType}:
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    return isinstance(hint, NewType) or (get_origin(hint) is Literal and len(get_args(hint)) == 1)


def _typed(before: str, after: str) -> Effort:
    """One tap to enter, and what lies between the first and the last difference."""
    if before == after:
        return NOTHING
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return Effort(1, max(len(after) - start - end, 1), 1)


def _alike(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
