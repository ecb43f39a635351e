"""Lengths and blanks of typed text: declared on the field, checked in one place."""

from collections.abc import Iterator
from dataclasses import field, fields, is_dataclass
from typing import Any

from .alike import latin
from .refusals import Refusal

LINE = 200
PARAGRAPH = 1000


def line(limit: int = LINE, *, required: bool = True) -> str:
    """A dataclass field for one line of text, at most `limit` characters."""
    return field(default="", metadata={"max": limit, "required": required, "rows": 1})


def paragraph(limit: int = PARAGRAPH, *, required: bool = True) -> str:
    """A dataclass field for a few sentences, at most `limit` characters."""
    return field(default="", metadata={"max": limit, "required": required, "rows": 3})


def plain_name(name: str) -> str:
    """What two ways of writing the same name share, with letters that look alike as one."""
    return " ".join(latin(name).casefold().split())


def plain_words(text: str) -> str:
    """What two ways of writing the same words share: capitals, spaces and signs at the end aside,
    and letters that look alike."""
    return " ".join(latin(text).casefold().split()).rstrip(" .!?")


def fault(record: object, path: str = "") -> Refusal | None:
    """The first text of a record that is missing or too long, however deep it lies."""
    return next(_faults(record, path), None)


def _faults(record: object, path: str) -> Iterator[Refusal]:
    if not is_dataclass(record) or isinstance(record, type):
        return
    for declared in fields(record):
        value: Any = getattr(record, declared.name)
        name = f"{path}{declared.name}"
        if isinstance(value, str) and "max" in declared.metadata:
            yield from _text_faults(value, name, declared.metadata)
        elif is_dataclass(value):
            yield from _faults(value, f"{name}.")
        elif isinstance(value, tuple):
            for number, part in enumerate(value):
                yield from _faults(part, f"{name}.{number}.")


def _text_faults(value: str, name: str, rule: Any) -> Iterator[Refusal]:
    if rule["required"] and not value.strip():
        yield Refusal("text_missing", name)
    if len(value) > rule["max"]:
        yield Refusal("text_too_long", name, {"max": rule["max"]})
