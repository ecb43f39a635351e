"""Words are looked at while they are typed: about these words alone, and nothing of it is kept."""

import logging

import pytest
from sqlalchemy import func, select

from deliberate.store import tables
from deliberate.store.database import reading
from deliberate.web.hints import CHECKS, LONGEST, MOST_TEXTS
from tests.web.room import JSON, LIVE

VAGUE = {"kind": "words", "texts": {"content.text": "Er is vaak ruzie."}}
DRAFT = {
    "kind": "condition",
    "texts": {
        "content.who": "Dennis",
        "content.what": "accepteert hulp en slaat niet",
        "content.until": "14-05-2026",
    },
}


def ask(browser, body, headers=JSON, token=None, **how):
    carried = {**headers, "X-CSRFToken": browser.csrf() if token is None else token}
    sent = how or {"json": body}
    return browser.client.post(f"{browser.room.path}/check", headers=carried, **sent)


@pytest.fixture
def typing(room_at):
    """The room at the decision, where conditions are written."""
    return room_at("decide")


def test_a_draft_gets_what_the_gate_would_say_and_what_is_asked_for_later(typing):
    found = ask(typing.browser("seat-A"), DRAFT).json["findings"]
    by_force = {force: {f["code"] for f in found if f["force"] == force} for force in FORCES}
    assert by_force["now"] == {"service_as_goal", "second_behaviour"}
    assert by_force["later"] == {"no_sign", "no_observer", "no_otherwise"}
    assert by_force["hint"] == {"past"}
    assert {f["field"] for f in found if f["force"] == "now"} == {"content.what"}
    assert all(f["says"] for f in found)


FORCES = ("now", "later", "hint")


def test_a_vague_word_elsewhere_is_a_hint_in_the_language_of_the_reader(typing):
    browser = typing.browser("seat-A")
    browser.client.set_cookie("deliberate-language", "en")
    [found] = ask(browser, VAGUE).json["findings"]
    assert (found["code"], found["force"], found["field"]) == (
        "trigger_word",
        "hint",
        "content.text",
    )
    assert found["says"] == "\u201cvaak\u201d: Hoe vaak?"


@pytest.mark.parametrize(
    ("day", "past"),
    [("14-05-2026", True), ("tot 13-05-2026", True), ("15-01-2027", False), ("morgen", False)],
)
def test_a_day_that_has_passed_is_said_to_have_passed(typing, day, past):
    found = ask(typing.browser("seat-A"), {"kind": "day", "texts": {"when": day}}).json["findings"]
    assert [f["code"] for f in found] == ["past"] * past


def test_everybody_gets_the_same_answer_whatever_they_may_see(typing):
    texts = DRAFT["texts"] | {"content.who": "Yasmin", "content.what": "laat Dennis niet binnen"}
    bodies = {
        ask(typing.browser(seat), {"kind": "condition", "texts": texts}).data
        for seat in ("moderator", "seat-A", "seat-F", "seat-recorder")
    }
    assert len(bodies) == 1
    assert b"threatened" not in bodies.pop()


def test_nothing_of_it_is_kept_or_logged(typing, caplog):
    browser = typing.browser("seat-A")
    token, before = browser.csrf(), rows(typing)
    caplog.set_level(logging.DEBUG)
    assert ask(browser, DRAFT, token=token).status_code == 200
    assert rows(typing) == before
    assert "accepteert" not in caplog.text


def test_strangers_and_people_outside_get_nothing(typing):
    stranger = typing.stranger()
    token = typing.browser("seat-A").csrf()
    assert ask(stranger, VAGUE, token=token).status_code in {400, 404}
    browser = typing.browser("seat-A")
    token = browser.csrf()
    path = f"/sessions/{'x' * 22}/check"
    answer = browser.client.post(path, json=VAGUE, headers={**JSON, "X-CSRFToken": token})
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "not_found")


def test_a_seat_that_has_ended_is_out(room_at):
    room = room_at("test")
    browser = room.browser("moderator")
    token = browser.csrf()
    browser.client.set_cookie("deliberate-device", room.devices["seat-B"])
    assert ask(browser, VAGUE, token=token).status_code == 401


def test_before_being_let_in_nobody_is_answered(room_at):
    room = room_at("open")
    browser = room.browser("seat-B")
    answer = ask(browser, VAGUE)
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "not_admitted")


def test_another_site_and_a_missing_token_are_refused(typing):
    browser = typing.browser("seat-A")
    elsewhere = {**JSON, "Origin": "https://example.org"}
    assert ask(browser, VAGUE, elsewhere).status_code == 403
    assert ask(browser, VAGUE, token="").status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"kind": "other", "texts": {}},
        {"kind": "words", "texts": {"a": 1}},
        {"kind": "words", "texts": {}, "more": 1},
        {"kind": "words", "texts": {"a": "\x00"}},
        {"kind": "words", "texts": {"a": "x" * (LONGEST + 1)}},
        {"kind": "words", "texts": {str(n): "x" for n in range(MOST_TEXTS + 1)}},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(typing, body):
    answer = ask(typing.browser("seat-A"), body, LIVE)
    assert answer.status_code == 400
    assert set(answer.json["error"]) == {"code", "message", "field", "params"}


def test_too_much_at_once_is_refused(typing):
    big = b"x" * (65 * 1024)
    answer = ask(typing.browser("seat-A"), None, data=big, content_type="application/json")
    assert answer.status_code == 413


def test_a_minute_has_an_end_and_one_who_types_fast_stops_nobody_else(typing):
    browser = typing.browser("seat-A")
    token = browser.csrf()
    codes = [ask(browser, VAGUE, token=token).status_code for _ in range(CHECKS + 1)]
    assert codes == [200] * CHECKS + [429]
    assert ask(typing.browser("seat-B"), VAGUE).status_code == 200
    typing.clock.at += 61_000
    assert ask(browser, VAGUE, token=token).status_code == 200


def rows(room):
    with reading(room.house.engine) as conn:
        return {
            name: conn.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.metadata.tables.items()
        }


PROPOSED = {"content.text": "We moeten Lina plaatsen: zij is vaak bang."}


def test_what_sounds_like_a_proposal_gets_a_hint_in_a_fact_and_holds_up_nothing(typing):
    browser = typing.browser("seat-A")
    found = ask(browser, {"kind": "fact", "texts": PROPOSED}).json["findings"]
    assert [(f["code"], f["force"]) for f in found] == [
        ("proposal", "hint"),
        ("trigger_word", "hint"),
    ]
    assert "We moeten" in found[0]["says"]


def test_elsewhere_proposing_is_what_it_is_for(typing):
    found = ask(typing.browser("seat-A"), {"kind": "words", "texts": PROPOSED}).json["findings"]
    assert {f["code"] for f in found} == {"trigger_word"}


def test_the_hint_is_asked_for_where_a_fact_is_typed_and_the_fact_is_taken(room_at):
    room = room_at("facts")
    browser = room.browser("seat-A")
    assert 'data-check="fact"' in browser.page("/").text
    content = {"kind": "fact", "text": PROPOSED["content.text"], "source": "wij", "date": "nu"}
    assert browser.send("AddEntry", content=content).status_code == 200
