"""Events to bytes and back: canonical JSON, strict reading, encryption, older versions."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import GenericAlias
from typing import Any

import rfc8785
from pydantic import ConfigDict, TypeAdapter
from pydantic_core import from_json

from deliberate.sessions.events import WIRE, Event
from deliberate.sessions.forms import Answer

SCHEMA = 1

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""From (wire name, schema) to what turns that payload into one of the next schema."""

_NAMES: Mapping[type, str] = {cls: name for name, cls in WIRE.items()}
_STRICT = ConfigDict(strict=True, extra="forbid")
_ANSWER = TypeAdapter(tuple[Answer], config=_STRICT)


class Unreadable(Exception):
    """A payload that was changed, moved, or written by a later version."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left of an event whose payload was erased."""

    type: str
    subject: str


def wire_name(event: Event) -> str:
    return _NAMES[type(event)]


def dump(event: Event) -> bytes:
    """The event in canonical JSON: sorted, NFC, integers below 2^53."""
    return rfc8785.dumps(plain(event))


def load(wire: str, schema: int, data: bytes) -> Event:
    """The event that was dumped under this name and schema."""
    if wire not in WIRE or schema > SCHEMA:
        raise Unreadable(f"{wire} in schema {schema} is of a later version")
    try:
        if schema < SCHEMA or (wire, schema) in UPCASTERS:
            data = rfc8785.dumps(_upcast(wire, schema, from_json(data)))
        event: Event = _adapter(wire).validate_json(b"[" + data + b"]")[0]
    except ValueError as error:
        raise Unreadable(f"{wire} does not have the fields of its schema") from error
    return event


def dump_answer(answer: Answer) -> bytes:
    """A blind answer in canonical JSON, for its envelopes."""
    return rfc8785.dumps(plain(answer))


def load_answer(data: bytes) -> Answer:
    return _ANSWER.validate_json(b"[" + data + b"]")[0]


def plain(value: Any) -> Any:
    """A record as JSON values; sets are sorted, so that equal events have equal bytes."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, int):
        return value
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {plain(key): plain(part) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(part) for part in value)
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


@cache
def _adapter(wire: str) -> TypeAdapter[Any]:
    """A strict reader; the tuple is there because a bare dataclass takes no configuration."""
    alone: Any = GenericAlias(tuple, (WIRE[wire],))
    return TypeAdapter(alone, config=_STRICT)


def _upcast(wire: str, schema: int, body: dict[str, Any]) -> dict[str, Any]:
    for version in range(schema, SCHEMA):
        if upcaster := UPCASTERS.get((wire, version)):
            body = upcaster(body)
    return body
