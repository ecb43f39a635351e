"""Whatever is posted by whomever: an answer in the one shape, no fault, and a log that is whole."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.store.verify import verify_database
from tests.core.anything import Anything, tries
from tests.security.room import JSON, SESSION

STATUSES = {200, 400, 403, 409, 413}
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from(["type", "key", "round", "answers", "content", "seat", "x", "roles", "at"])


def in_shape(answer):
    """A fresh view, or a refusal with all its parts and a sentence."""
    assert answer.status_code in STATUSES, answer.text
    if answer.status_code == 200:
        assert set(answer.json) == {"v", "receipt", "view"}
    else:
        assert set(answer.json) == {"error"}
        assert set(answer.json["error"]) == {"code", "message", "field", "params"}
        assert answer.json["error"]["message"]


@pytest.mark.parametrize("stage", ["blind_1", "discuss", "decide"])
def test_any_command_of_anybody_gets_an_answer_in_shape(room_at, stage, caplog):
    room, counted = room_at(stage), iter(range(10_000))
    seated = [seat.id for seat in room.state.roster.seats.values() if seat.seated]
    browsers = {seat: room.browser(seat) for seat in seated}
    for browser in browsers.values():
        browser.token()
    begun = room.state  # what is drawn may not depend on what was asked before

    @tries(60)
    @given(st.sampled_from(sorted(browsers)), Anything(begun).command())
    def ask(seat, command):
        if room.state.roster.seats[seat].standing != "admitted":
            return
        answer = browsers[seat].post(command, f"any-{next(counted):012d}")
        if answer.status_code not in {401, 404}:
            in_shape(answer)

    ask()
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert verify_database(room.house.engine, room.runner.keys).ok
    for seat in browsers:
        assert browsers[seat].get().status_code in {200, 401}


def test_any_json_gets_a_refusal_in_shape(room_at, caplog):
    room = room_at("blind_1")
    browser = room.browser("seat-A")
    headers = {**JSON, "X-CSRFToken": browser.token(), "Content-Type": "application/json"}
    before = room.state.version

    @tries(60)
    @given(VALUES | st.dictionaries(NAMES, VALUES, max_size=5))
    def send(value):
        body = json.dumps(value).encode("utf-8", "surrogatepass")
        answer = browser.client.post(f"/sessions/{SESSION}/commands", data=body, headers=headers)
        assert answer.status_code == 400
        in_shape(answer)

    send()
    assert room.state.version == before
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[" * 20_000,
        b'{"a":' * 20_000,
        b'{"key":1e999}',
        b'{"type":"GiveAnswers","type":"SoundAlarm"}',
        b'"\\ud800"',
        b'{"type":"NoteAlarm","key":"0123456789abcdef","who":"\\u0000"}',
        b"9" * 5000,
        b"x" * 70_000,
    ],
    ids=range(10),
)
def test_any_bytes_get_a_refusal_in_shape(room_at, body):
    room = room_at("blind_1")
    browser = room.browser("seat-A")
    for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data"):
        headers = {**JSON, "X-CSRFToken": browser.token(), "Content-Type": kind}
        in_shape(browser.client.post(f"/sessions/{SESSION}/commands", data=body, headers=headers))
    assert not room.state.alarm.on
