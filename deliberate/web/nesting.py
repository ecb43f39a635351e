"""Flat form fields into the nested values that a command's own types ask for."""

import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from deliberate.sessions.forms import UNKNOWN, Answer

from .clean import Unclean

Names = Mapping[str, Sequence[str]]
"""What is left of each field's name, with its values; "" is the value itself."""


def nested(kind: type, names: Names, path: str = "") -> dict[str, Any]:
    """A dataclass's values by field name; what is absent, or empty and optional, is not given."""
    hints = get_type_hints(kind)
    known = {field.name for field in fields_of(kind)}
    groups = _by_head(names, path)
    if strange := next((head for head in groups if head not in known), None):
        raise Unclean("field_unknown", _join(path, strange))
    return {head: _value(hints[head], part, _join(path, head)) for head, part in groups.items()}


def kind_of(content: type) -> object:
    """The name by which a kind of entry goes."""
    return next((field.default for field in fields_of(content) if field.name == "kind"), None)


def _value(hint: Any, names: Names, path: str) -> Any:
    hint, optional = _plain_hint(hint)
    if optional and _bare(names) in ([""], []):
        return None
    if get_origin(hint) in {Union, types.UnionType}:
        return nested(_meant(get_args(hint), names, path), names, path)
    if is_dataclass(hint) and isinstance(hint, type):
        return nested(hint, names, path)
    if isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Mapping):
        return _mapping(get_args(hint)[1], names, path)
    if get_origin(hint) in {tuple, frozenset}:
        return _collection(get_args(hint)[0], names, path)
    return _scalar(hint, names, path)


def _plain_hint(hint: Any) -> tuple[Any, bool]:
    """The type behind NewType and `| None`, and whether it may be missing."""
    optional = False
    if get_origin(hint) in {Union, types.UnionType} and type(None) in get_args(hint):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        hint, optional = kinds[0] if len(kinds) == 1 else Union[tuple(kinds)], True  # noqa: UP007 # made at run time
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint, optional


def _meant(kinds: Iterable[type], names: Names, path: str) -> type:
    """The member of a union whose `kind` was posted."""
    said = list(names.get("kind", ()))
    for kind in kinds:
        if said == [kind_of(kind)]:
            return kind
    raise Unclean("field_wrong", _join(path, "kind"))


def _mapping(hint: Any, names: Names, path: str) -> dict[str, Any]:
    """Keys may hold dots: what is after the last one belongs to the value."""
    groups: dict[str, dict[str, Sequence[str]]] = {}
    for name, values in names.items():
        key, dot, rest = name.rpartition(".")
        if not dot or not key:
            raise Unclean("field_unknown", _join(path, name))
        groups.setdefault(key, {})[rest] = values
    return {
        key: _answer(part, _join(path, key)) if hint is Answer else _value(hint, part, key)
        for key, part in groups.items()
    }


def _answer(names: Names, path: str) -> dict[str, Any]:
    """Of an answer the last value counts, since a tick comes after what it replaces; "don't
    know" stands among the levels and is a pick."""
    last = {name: values[-1:] for name, values in names.items()}
    if last.get("level") == [UNKNOWN]:
        last |= {"level": [""], "pick": [UNKNOWN]}
    return nested(Answer, last, path)


def _collection(hint: Any, names: Names, path: str) -> list[Any]:
    hint, _ = _plain_hint(hint)
    if not is_dataclass(hint):
        return [_scalar(hint, {"": [value]}, path) for value in _bare(names, path) if value]
    groups = _by_head(names, path)
    if wrong := next((head for head in groups if not (head.isascii() and head.isdigit())), None):
        raise Unclean("field_unknown", _join(path, wrong))
    return [_value(hint, groups[head], _join(path, head)) for head in sorted(groups, key=int)]


def _scalar(hint: Any, names: Names, path: str) -> Any:
    values = _bare(names, path)
    if len(values) != 1:
        raise Unclean("field_wrong", path)
    value = values[0]
    if not value and hint is not str and not (get_origin(hint) is Literal and "" in get_args(hint)):
        raise Unclean("field_missing", path)
    if hint is bool and value in {"true", "false"}:
        return value == "true"
    if hint is int and value.isascii() and value.isdigit() and len(value) <= 15:
        return int(value)
    if hint in {bool, int}:
        raise Unclean("field_wrong", path)
    return value


def _bare(names: Names, path: str | None = None) -> list[str]:
    """The values of a name without dots; with a path, dots after it are refused."""
    if path is not None and (strange := next((name for name in names if name), None)):
        raise Unclean("field_unknown", _join(path, strange))
    return list(names.get("", ()))


def _by_head(names: Names, path: str) -> dict[str, dict[str, Sequence[str]]]:
    groups: dict[str, dict[str, Sequence[str]]] = {}
    for name, values in names.items():
        head, _, rest = name.partition(".")
        if not head:
            raise Unclean("field_unknown", path)
        groups.setdefault(head, {})[rest] = values
    return groups


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
