"""The description of the HTTP interface for programs, made from the commands themselves."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter

from deliberate import __doc__ as purpose
from deliberate.sessions.condition_rule import Force
from deliberate.sessions.windows import Content

from .forms import POSTED
from .hints import Asked

ENVELOPE: Mapping[str, Any] = {
    "key": {
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]{16,64}$",
        "description": "Made by the sender; the same key with the same body is done once.",
    },
}
_SESSION = {"name": "session_id", "in": "path", "required": True, "schema": {"type": "string"}}
_FOR = {
    "name": "for",
    "in": "query",
    "required": True,
    "schema": {"type": "string"},
    "description": "for whom: `file`, or the key of a reader in the view's dossier",
}
_REFUSAL = {"$ref": "#/components/schemas/Refused"}
_STATUSES = {
    "400": "input that does not fit",
    "401": "this device has no seat any more",
    "403": "out of turn",
    "404": "foreign or unknown",
    "409": "stale, repeated with another body, or closed",
    "413": "too large",
    "429": "too many tries",
}


@cache
def document() -> Mapping[str, Any]:
    """OpenAPI 3.1; every command that may be posted is a schema of its own."""
    schemas = dict(_commands())
    commands = [{"$ref": f"#/components/schemas/{name}"} for name in POSTED]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Deliberate", "version": "1", "description": purpose or ""},
        "paths": _paths(commands),
        "components": {"schemas": schemas | {"Refused": _refused(), "Done": _done()}},
    }


def _paths(commands: list[dict[str, str]]) -> Mapping[str, Any]:
    view = {
        "summary": "What this device's seat sees now",
        "parameters": [_SESSION],
        "responses": _answers({"type": "object"}, "the view", ("401", "404")),
    }
    command = {
        "summary": "Ask for something; the answer is a receipt and the fresh view",
        "parameters": [_SESSION],
        "requestBody": {"required": True, "content": _json({"oneOf": commands})},
        "responses": _answers({"$ref": "#/components/schemas/Done"}, "done", tuple(_STATUSES)),
    }
    check = {
        "summary": "What the quality rule says of texts that are being typed; nothing is kept",
        "parameters": [_SESSION],
        "requestBody": {"required": True, "content": _json(Asked.model_json_schema())},
        "responses": _answers(_checked(), "what was found, by field", tuple(_STATUSES)),
    }
    protection = {
        "summary": "What each guard does, asks and tells, for who leads and who tests",
        "parameters": [_SESSION],
        "responses": _answers({"type": "object"}, "every guard", ("401", "404")),
    }
    begun = {
        "summary": "Whether the next case that this device's person is invited to has begun",
        "parameters": [_SESSION],
        "responses": _answers({"type": "object"}, "whether it has", ("401", "404")),
    }
    going = {
        "summary": "Go on to the next case of the meeting, or begin it from a seat that leads",
        "parameters": [_SESSION],
        "responses": _answers({"type": "object"}, "where it is", ("401", "404", "409")),
    }
    health = {
        "summary": "Whether the server can read its database",
        "responses": _answers({"type": "object"}, "it can", ()),
    }
    return {
        "/sessions/{session_id}/view": {"get": view},
        "/sessions/{session_id}/protection": {"get": protection},
        "/sessions/{session_id}/commands": {"post": command},
        "/sessions/{session_id}/check": {"post": check},
        "/sessions/{session_id}/next": {"get": begun, "post": going},
        "/healthz": {"get": health},
        **_tablet_paths(),
        **_record_paths(),
    }


def _tablet_paths() -> Mapping[str, Any]:
    laid = {
        "summary": "Lay this device's seat away under a code, so that another can use the device",
        "parameters": [_SESSION],
        "requestBody": {"required": True, "content": _json(_typed("code"))},
        "responses": _answers(
            _href(), "where the next person begins", ("400", "401", "404", "409")
        ),
    }
    named = {"who": {"type": "string"}, "name": {"type": "string"}}
    person = {"type": "object", "properties": named, "required": [*named]}
    people = {"people": {"type": "array", "items": person}}
    sharing = {
        "summary": "Who has laid a seat away on this device",
        "parameters": [_SESSION],
        "responses": _answers(
            {"type": "object", "properties": people, "required": ["people"]}, "they", ("404",)
        ),
    }
    taken = {
        "summary": "Take a seat up again by its code; `who` is `new` for somebody new, who knocks",
        "parameters": [_SESSION],
        "requestBody": {"required": True, "content": _json(_typed("who", "code"))},
        "responses": _answers(_href(), "where it goes on", ("400", "404", "409")),
    }
    return {
        "/sessions/{session_id}/pass-on": {"post": laid},
        "/tablet/{session_id}": {"get": sharing, "post": taken},
    }


def _typed(*names: str) -> Mapping[str, Any]:
    properties = {name: {"type": "string"} for name in names}
    return {"type": "object", "properties": properties, "required": [names[0]]}


def _href() -> Mapping[str, Any]:
    return {"type": "object", "properties": {"href": {"type": "string"}}, "required": ["href"]}


def _record_paths() -> Mapping[str, Any]:
    record = {
        "summary": "The decision record for one reader, after the meeting; the copy is logged",
        "parameters": [_SESSION, _FOR],
        "responses": _answers(
            {"type": "object"},
            "the record, in the form of /record.schema.json",
            ("400", "401", "404", "409"),
        ),
    }
    paper = {
        "summary": "The same copy of the record as a PDF",
        "parameters": [_SESSION, _FOR],
        "responses": {
            **_answers({}, "the document", ("400", "401", "404", "409")),
            "200": {"description": "the document", "content": {"application/pdf": {}}},
            "501": {"description": "no PDF can be made here", "content": _json(_REFUSAL)},
        },
    }
    schema = {
        "summary": "The form that every record has, as JSON Schema",
        "responses": _answers({"type": "object"}, "the schema", ()),
    }
    return {
        "/sessions/{session_id}/record.json": {"get": record},
        "/sessions/{session_id}/record.pdf": {"get": paper},
        "/record.schema.json": {"get": schema},
    }


def _commands() -> Mapping[str, Any]:
    schemas: dict[str, Any] = {}
    for name, command in POSTED.items():
        made = TypeAdapter(command).json_schema(ref_template="#/components/schemas/{model}")
        schemas |= made.pop("$defs", {})
        properties = {"type": {"const": name}, **ENVELOPE, **_measured(command, made)}
        schemas[name] = {
            **made,
            "properties": properties,
            "required": ["type", "key", *made.get("required", [])],
            "additionalProperties": False,
        }
    for content in get_args(Content):
        schema = schemas[content.__name__]
        schemas[content.__name__] = {**schema, "properties": _measured(content, schema)}
    return schemas


def _measured(record: type, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties of a record with the lengths that its texts may have."""
    properties = dict(schema.get("properties", {}))
    for field in fields(record):
        if "max" in field.metadata:
            least = {"minLength": 1} if field.metadata["required"] else {}
            limits = {"maxLength": field.metadata["max"], **least}
            properties[field.name] = {**properties[field.name], **limits}
    return properties


def _refused() -> Mapping[str, Any]:
    parts = {"code": {"type": "string"}, "message": {"type": "string"}, "field": {"type": "string"}}
    error = {
        "type": "object",
        "properties": {**parts, "params": {"type": "object"}},
        "required": [*parts, "params"],
        "additionalProperties": False,
    }
    return {"type": "object", "properties": {"error": error}, "required": ["error"]}


def _checked() -> Mapping[str, Any]:
    named = {"field", "code", "says"}
    force = {"enum": [force.value for force in Force]}
    line = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in sorted(named)} | {"force": force},
        "required": ["field", "code", "force", "says"],
    }
    found = {"findings": {"type": "array", "items": line}}
    return {"type": "object", "properties": found, "required": ["findings"]}


def _done() -> Mapping[str, Any]:
    receipt = {
        "type": ["object", "null"],
        "properties": {"sha256": {"type": "string"}, "minute": {"type": "integer"}},
    }
    properties = {"v": {"type": "integer"}, "receipt": receipt, "view": {"type": "object"}}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _answers(schema: Mapping[str, Any], said: str, refusals: tuple[str, ...]) -> Mapping[str, Any]:
    found: dict[str, Any] = {"200": {"description": said, "content": _json(schema)}}
    for status in refusals:
        found[status] = {"description": _STATUSES[status], "content": _json(_REFUSAL)}
    return found


def _json(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"application/json": {"schema": schema}}
