"""From a request to a command: one parser for forms and JSON, driven by the commands themselves."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import GenericAlias, MappingProxyType
from typing import Any, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from deliberate.sessions.commands import Command
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.ids import CommandKey
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.commands import GiveAnswers, RevealRound
from deliberate.sessions.seating.commands import EnterByLink
from deliberate.sessions.windows import Content

from . import clean
from .clean import Unclean
from .nesting import kind_of, nested

COMMANDS: Mapping[str, type[Command]] = {c.__name__: c for c in get_args(Command)}
NOT_POSTED = frozenset({OpenSession, EnterByLink, RevealRound})
"""These come from the server's own pages or from inside a transaction."""
POSTED = MappingProxyType({name: c for name, c in COMMANDS.items() if c not in NOT_POSTED})

ENVELOPE = frozenset({"csrf_token", "key", "type", "at", "form"})
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_KINDS = frozenset(content.__name__ for content in get_args(Content))
_CODES = {"missing": "field_missing", "unexpected_keyword_argument": "field_unknown"}
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Posted:
    """A command with its key; `at` and `form` say where a browser wants to be after it."""

    key: CommandKey
    command: Command
    at: str = ""
    form: str = ""


def from_form(fields: Fields) -> Posted | Refusal:
    """A posted form: names with dots nest, repeated names are collections."""
    try:
        cleaned = {clean.text(n): [clean.text(v, n) for v in vs] for n, vs in fields.items()}
        type_, key, at, form = (_one(cleaned, name) for name in ("type", "key", "at", "form"))
        command = _command_type(type_)
        if isinstance(command, Refusal):
            return command
        inner = {name: values for name, values in cleaned.items() if name not in ENVELOPE}
        made = _made(command, nested(command, inner))
    except Unclean as unclean:
        return unclean.refusal
    return made if isinstance(made, Refusal) else _posted(key, made, at, form)


def from_body(body: bytes) -> Posted | Refusal:
    """A JSON object with `key`, `type` and the command's fields."""
    try:
        value = clean.tree(from_json(body, allow_inf_nan=False))
    except Unclean as unclean:
        return unclean.refusal
    except ValueError:
        return Refusal("bad_request")
    if not isinstance(value, dict):
        return Refusal("bad_request")
    inner = {name: part for name, part in value.items() if name not in ENVELOPE}
    command = _command_type(str(value.get("type", "")))
    if isinstance(command, Refusal):
        return command
    made = _made(command, inner)
    return made if isinstance(made, Refusal) else _posted(str(value.get("key", "")), made)


def posted_name(refusal: Refusal, command: Command, fields: Fields) -> Refusal:
    """The same refusal with `field` as it was posted: the core names a question by its id."""
    if not isinstance(command, GiveAnswers) or refusal.field not in command.answers:
        return refusal
    start = f"answers.{refusal.field}."
    if refusal.code in {"text_missing", "text_too_long"} and f"{start}reason" in fields:
        return Refusal(refusal.code, f"{start}reason", refusal.params)
    names = [name for name in fields if name.startswith(start)]
    return Refusal(refusal.code, names[-1] if names else start[:-1], refusal.params)


def _one(fields: Fields, name: str) -> str:
    values = fields.get(name, ())
    if len(values) > 1:
        raise Unclean("field_wrong", name)
    return values[0] if values else ""


def _command_type(name: str) -> type[Command] | Refusal:
    if name in POSTED:
        return POSTED[name]
    return Refusal("not_for_people" if name in COMMANDS else "unknown_command", "type")


def _posted(key: str, command: Command, at: str = "", form: str = "") -> Posted | Refusal:
    if not _KEY.fullmatch(key):
        return Refusal("field_wrong" if key else "field_missing", "key")
    return Posted(CommandKey(key), command, at[:200], form[:200])


def _made(command: type[Command], body: Any) -> Command | Refusal:
    try:
        made: Command = adapter(command.__name__).validate_json(json.dumps([body]))[0]
    except ValidationError as error:
        return _told(error.errors(include_url=False, include_context=False), body)
    return made


@cache
def adapter(command: str) -> TypeAdapter[Any]:
    """A strict reader; the tuple is there because a bare dataclass takes no configuration."""
    alone: Any = GenericAlias(tuple, (COMMANDS[command],))
    return TypeAdapter(alone, config=ConfigDict(strict=True, extra="forbid"))


def _told(errors: Sequence[ErrorDetails], body: Any) -> Refusal:
    """The first fault, in the words of the form; of a union only the kind that was meant."""
    content = body.get("content") if isinstance(body, dict) else None
    kind = content.get("kind") if isinstance(content, dict) else None
    meant = next((c.__name__ for c in get_args(Content) if kind_of(c) == kind), "")
    about = [e for e in errors if meant in e["loc"]] or list(errors)
    first = about[0]
    field = ".".join(str(part) for part in first["loc"][1:] if part not in _KINDS)
    return Refusal(_CODES.get(first["type"], "field_wrong"), field)
