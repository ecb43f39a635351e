"""What is written about the interface for programs is true."""

import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from deliberate.web import errors
from deliberate.web.forms import POSTED, from_body
from deliberate.web.openapi import document
from deliberate.web.policy import EVENTS
from tests.web.room import JSON

API = (Path(__file__).parents[2] / "docs" / "api.md").read_text()


def test_every_command_is_listed_with_its_fields():
    rows = re.findall(r"^\| `([A-Z]\w+)` \| (.+) \|$", API, re.MULTILINE)
    assert dict(rows) == {name: listed(command) for name, command in POSTED.items()}


def listed(command):
    names = (f"`{f.name}`" if needed(f) else f"*`{f.name}`*" for f in fields(command))
    return ", ".join(names) or "none"


def needed(field):
    if "max" in field.metadata:
        return field.metadata["required"]
    return field.default is MISSING and field.default_factory is MISSING


def test_every_status_is_explained_and_no_other():
    explained = {int(status) for status in re.findall(r"^\| (\d{3}) \|", API, re.MULTILINE)}
    assert explained == {*errors.STATUS.values(), errors.INPUT}


def test_every_event_is_named_with_its_fields():
    for name, event in EVENTS.items():
        told = re.search(rf"`{name} {{([^}}]+)}}`", API)
        assert told
        assert set(told[1].split(", ")) == set(event.fields)


def test_every_described_path_is_a_route_and_is_written_about(room):
    rules = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", r.rule) for r in room.app.url_map.iter_rules()}
    for path in document()["paths"]:
        assert path in rules
        assert path.replace("{session_id}", "<id>") in API


def test_the_description_is_served_as_it_is_made(room):
    answer = room.app.test_client().get("/openapi.json")
    assert answer.json == document()
    assert answer.json["openapi"] == "3.1.0"


def test_every_reference_in_the_description_leads_somewhere():
    known = document()["components"]["schemas"]
    for reference in references(document()):
        assert reference.removeprefix("#/components/schemas/") in known


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from references(part)


@pytest.mark.parametrize("name", POSTED)
def test_a_command_needs_what_its_description_says_it_needs(name):
    schema = document()["components"]["schemas"][name]
    assert {"type", "key"} <= set(schema["required"])
    made = TypeAdapter(POSTED[name]).json_schema()
    assert set(schema["required"]) - {"type", "key"} == set(made.get("required", []))
    strange = f'{{"type": "{name}", "key": "{"k" * 16}", "strange": 1}}'
    assert from_body(strange.encode()).code in {"field_unknown", "field_missing"}


def test_the_description_says_how_long_a_text_may_be():
    schemas = document()["components"]["schemas"]
    assert schemas["Bypass"]["properties"]["reason"]["maxLength"] == 200
    assert schemas["Bypass"]["properties"]["reason"]["minLength"] == 1
    assert schemas["Fact"]["properties"]["text"]["maxLength"] == 600


def test_a_program_can_do_what_the_page_describes(room):
    """The shortest program: look, ask with the token that came along, look again."""
    program = room.browser("moderator")
    seen = program.get("/view", **JSON)
    assert "DescribeCase" in seen.json["can"]
    body = {
        "type": "DescribeCase",
        "key": "a-program-made-this",
        "decision_question": "Is het veilig genoeg?",
        "decision_authority": "De jeugdbeschermer",
    }
    headers = {**JSON, "X-CSRFToken": seen.headers["X-CSRFToken"]}
    for _ in range(2):
        done = program.client.post(f"{room.path}/commands", json=body, headers=headers)
        assert done.status_code == 200
        assert done.json["view"]["case"]["decision_question"] == "Is het veilig genoeg?"
        assert done.json["v"] == seen.json["v"] + 1
