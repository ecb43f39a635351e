"""Asking for something: answers, refusals, repeats, and what a page without script gets."""

import json
from hashlib import sha256

import pytest
from sqlalchemy.exc import OperationalError

from deliberate.records import canonical, read
from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.store import records as stored_records
from deliberate.store.database import reading
from deliberate.store.verify_file import verify_file
from deliberate.web.faults import BODY_LIMIT
from tests.web.room import JSON, LIVE, a_key, token_in

SECRET = "geheim-woord-van-Lina"
FACT = {
    "content__kind": "fact",
    "content__text": "Lina belde oma.",
    "content__source": "oma",
    "content__date": "maandag",
}


@pytest.fixture
def room(room_at):
    return room_at("facts")


@pytest.fixture
def blind(room_at):
    return room_at("blind_1")


def direction(room, level=None, way="risk"):
    factor = room.cast.vignette.factor_ids[0]
    answer = {"direction": way} | ({"level": level} if level else {})
    return {"round": "round-1", "answers": {factor: answer}}


def test_a_live_form_gets_the_fresh_view(room):
    answer = room.browser("seat-A").submit("AddEntry", at="", form="f", **FACT)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<main id="view"')
    assert "Lina belde oma." in answer.text


def test_a_program_gets_the_view_its_version_and_no_receipt_for_what_is_not_blind(room):
    answer = room.browser("seat-A").send("NothingToAdd")
    assert set(answer.json) == {"v", "receipt", "view"}
    assert answer.json["receipt"] is None
    assert answer.json["v"] == answer.json["view"]["v"]


def test_without_script_a_form_leads_back_to_the_page_and_the_step_that_was_asked_for(room):
    answer = room.browser("seat-A").submit("AddEntry", headers={}, at="3", form="f", **FACT)
    assert (answer.status_code, answer.location) == (303, f"{room.path}/?at=3&sent=1")


def test_without_script_the_moderator_does_not_see_when_somebody_answers(blind):
    """The page to which a browser goes by itself after sending is no coming to look."""
    browser, moderator = blind.browser("seat-A"), blind.browser("moderator")
    factor = blind.cast.vignette.factor_ids[0]
    said = {f"answers__{factor}__direction": "unknown", "at": "2"}

    def there():
        return [p["online"] for p in moderator.see()["people"] if p["seat"] == "seat-A"]

    token = browser.csrf()
    assert there() == [True]
    blind.clock.at += 60_000
    for fields in (said, {"at": "3"}):
        typed = {"type": "GiveAnswers", "key": a_key(), "csrf_token": token, "round": "round-1"}
        posted = {name.replace("__", "."): value for name, value in {**typed, **fields}.items()}
        sent = browser.client.post(f"{blind.path}/commands", data=posted)
        assert sent.status_code == 303
        assert browser.client.get(sent.location).status_code == 200
        assert there() == [False]


def test_without_script_a_refusal_shows_the_page_with_what_was_typed(room):
    browser = room.browser("seat-A")
    page = browser.get("/").text
    form = page.split('value="AddEntry"')[1].split('name="form" value="')[1].split('"')[0]
    typed = {**FACT, "content__source": ""}
    answer = browser.submit("AddEntry", headers={}, at="", form=form, **typed)
    assert answer.status_code == 400
    assert answer.text.startswith("<!doctype html>")
    assert "Lina belde oma." in answer.text
    assert 'role="alert"' in answer.text


def test_without_script_a_refusal_without_a_field_on_the_page_is_told_all_the_same(room_at):
    """Beside the buttons it is about or, when that form has gone meanwhile, above the page."""
    room = room_at("options")
    for move in list(dict(STAGED)["options"](room.cast))[:2]:
        room.play(move)
    wrote = {"round": "ideas", "answers": {"idea@1": {"reason": "Opvang", "pro": "rust"}}}
    assert room.browser("seat-A").send("GiveAnswers", **wrote).status_code == 200
    host = room.browser(MODERATOR)
    assert host.send("CloseRound", round="ideas").status_code == 200
    idea = host.see()["stage"]["ideas"]["waiting"][0]["id"]
    for form in (f"join-{idea}", "place-gone"):
        fields = {"round": "ideas", "idea": idea, "into": "nowhere", "form": form}
        page = host.submit("PlaceIdea", headers={}, **fields).text
        assert page.count('role="alert"') == 1
        assert "Choose one of the options" in page or "Kies een van de opties" in page


def test_a_refusal_has_one_shape_for_scripts_and_programs(room):
    browser = room.browser("seat-A")
    for answer in (
        browser.submit("AddEntry", **{**FACT, "content__source": ""}),
        browser.send("AddEntry", content={"kind": "fact", "text": "t", "date": "d", "source": ""}),
    ):
        assert answer.status_code == 400
        assert answer.is_json
        error = answer.json["error"]
        assert (error["code"], error["field"]) == ("text_missing", "content.source")
        assert set(error) == {"code", "message", "field", "params"}
        assert error["message"]


def test_out_of_turn_is_403_and_a_stale_stage_409(room):
    assert room.browser("seat-A").send("Advance", expected="facts").status_code == 403
    stale = room.browser(MODERATOR).send("Advance", expected="open")
    assert (stale.status_code, stale.json["error"]["code"]) == (409, "stale_stage")


def test_12_the_same_key_any_number_of_times_is_one_entry_and_one_answer(room):
    browser, key = room.browser("seat-A"), a_key()
    before = len(room.state.entries.by_id)
    answers = [browser.submit("AddEntry", key, **FACT) for _ in range(4)]
    assert {a.status_code for a in answers} == {200}
    assert len(room.state.entries.by_id) == before + 1


def test_12_a_blind_answer_that_is_sent_again_has_the_same_receipt(blind):
    browser, key = blind.browser("seat-A"), a_key()
    answers = [browser.send("GiveAnswers", key, **direction(blind)) for _ in range(3)]
    receipts = [a.json["receipt"] for a in answers]
    assert receipts[0] == receipts[1] == receipts[2]
    assert set(receipts[0]) == {"sha256", "minute"}


def test_13_the_same_key_with_another_body_is_409(blind):
    browser, key = blind.browser("seat-A"), a_key()
    assert browser.send("GiveAnswers", key, **direction(blind)).status_code == 200
    other = browser.send("GiveAnswers", key, **direction(blind, way="protective"))
    assert (other.status_code, other.json["error"]["code"]) == (409, "key_reused")


def test_13_the_same_key_of_somebody_else_is_409(blind):
    key = a_key()
    assert blind.browser("seat-A").send("GiveAnswers", key, **direction(blind)).status_code == 200
    other = blind.browser("seat-B").send("GiveAnswers", key, **direction(blind))
    assert other.status_code == 409


def test_14_of_two_tabs_that_go_on_at_once_one_wins(room):
    moderator = room.browser(MODERATOR)
    for move in [*_left(room)]:
        room.play(move)
    first, second = (moderator.send("Advance", expected="facts") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json["error"]["code"] == "stale_stage"


def _left(room):
    from deliberate.rehearsal.script.arriving import facts

    return [move for move in facts(room.cast) if move.key != "leave-facts"]


def test_a_rater_sees_the_own_answers_again_and_nobody_else_does(blind):
    rater = blind.browser("seat-A")
    rater.send("GiveAnswers", **direction(blind, 3))
    own = [c["own"] for s in rater.see()["stage"]["form"]["screens"] for c in s["cards"]]
    assert any(answer and answer["level"] == 3 for answer in own)
    for other in ("seat-B", MODERATOR):
        form = blind.browser(other).see()["stage"]["form"]
        cards = [c for s in (form["screens"] if form else []) for c in s["cards"]]
        assert not any(card["own"] for card in cards)


def test_a_receipt_comes_in_headers_with_a_live_view(blind):
    factor = blind.cast.vignette.factor_ids[0]
    answer = blind.browser("seat-A").submit(
        "GiveAnswers", round="round-1", **{f"answers.{factor}.direction": "risk"}
    )
    assert len(answer.headers["X-Receipt"]) == 64
    assert int(answer.headers["X-Receipt-Minute"]) > 0


def test_a_refused_answer_names_the_field_that_was_posted(blind):
    factor = blind.cast.vignette.factor_ids[0]
    answer = blind.browser("seat-A").submit(
        "GiveAnswers",
        round="round-1",
        **{f"answers.{factor}.direction": "risk", f"answers.{factor}.level": "9"},
    )
    assert answer.status_code == 400
    assert answer.json["error"]["field"] == f"answers.{factor}.level"


# -- what is not let through at all


def test_24_without_a_token_nothing_is_done(room):
    browser = room.browser("seat-A")
    before = room.state.version
    body = {"type": "NothingToAdd", "key": a_key()}
    for headers, how in ((JSON, "json"), (LIVE, "data"), ({}, "data")):
        answer = browser.client.post(f"{room.path}/commands", headers=headers, **{how: body})
        assert answer.status_code == 400
        if headers:
            assert answer.json["error"]["code"] == "bad_form"
    assert browser.client.post("/language", data={"locale": "en"}).status_code == 400
    assert room.state.version == before


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_22_a_post_from_another_site_is_refused(room, origin):
    browser = room.browser("seat-A")
    headers = {**JSON, "X-CSRFToken": browser.csrf(), "Origin": origin}
    body = {"type": "NothingToAdd", "key": a_key()}
    answer = browser.client.post(f"{room.path}/commands", json=body, headers=headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "wrong_origin")


def test_an_over_long_body_is_413_in_any_shape(room):
    browser = room.browser("seat-A")
    long = "x" * BODY_LIMIT
    assert browser.send("AddEntry", content={"kind": "fact", "text": long}).status_code == 413
    answer = browser.submit("AddEntry", **{**FACT, "content__text": long})
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too_large")


def test_a_token_for_the_csrf_check_never_counts_as_a_field(room):
    page = room.browser("seat-A").get("/").text
    assert len(token_in(page)) > 60


# -- when something is wrong here


def broken(*_args, **_more):
    raise RuntimeError(SECRET)


def locked(*_args, **_more):
    raise OperationalError("BEGIN IMMEDIATE", {}, Exception(SECRET))


@pytest.mark.parametrize(
    ("fault", "status", "code"), [(broken, 500, "server_error"), (locked, 503, "try_again")]
)
def test_26_a_fault_carries_no_detail_in_the_answer_or_the_log(
    room, monkeypatch, caplog, fault, status, code
):
    browser = room.browser("seat-A")
    token = browser.csrf()
    monkeypatch.setattr("deliberate.runner.Runner.run", fault)
    body = {"type": "Bypass", "key": a_key(), "need": "n", "reason": SECRET}
    headers = {**JSON, "X-CSRFToken": token}
    answer = browser.client.post(f"{room.path}/commands", json=body, headers=headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert SECRET not in answer.text
    assert SECRET not in caplog.text
    assert "Traceback" not in answer.text
    assert fault.__name__ in caplog.text


def test_26_a_page_that_fails_says_so_in_words(room, monkeypatch):
    monkeypatch.setattr("deliberate.runner.Runner.view", broken)
    answer = room.browser("seat-A").get("/")
    assert answer.status_code == 500
    assert answer.text.startswith("<!doctype html>")
    assert SECRET not in answer.text


# -- who has no seat any more


def test_21_who_was_taken_out_sees_nothing_and_is_told_to_ask_the_moderator(room):
    rater = room.browser("seat-B")
    assert rater.get("/").status_code == 200
    ended = room.browser(MODERATOR).send("EndSeat", seat="seat-B", reason="ziek")
    assert ended.status_code == 200
    answer = rater.get("/view", **JSON)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "no_seat")
    assert room.state.opened.label not in rater.get("/").text


def test_21_a_seat_moved_to_another_device_leaves_the_first_one(room):
    old = room.browser("seat-B")
    client = room.app.test_client()
    token = token_in(client.get("/join").text)
    code = room.house.doors.code(room.session)
    client.post("/join", data={"csrf_token": token, "code": code})
    knock = room.house.lobby.knocks(room.session)[0].id
    moved = room.browser(MODERATOR).send("MoveSeat", seat="seat-B", device=knock)
    assert moved.status_code == 200
    assert old.get("/").status_code == 401
    assert client.get(f"{room.path}/").status_code == 200


# -- the record


def test_the_record_is_for_members_after_the_meeting_and_not_while_a_round_is_open(blind):
    moderator = blind.browser(MODERATOR)
    answer = moderator.get("/record.json", **JSON)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "round_open")
    assert blind.stranger().get("/record.json").status_code == 404


def test_before_the_meeting_is_over_there_is_no_record(room):
    assert room.browser(MODERATOR).get("/record.json").status_code == 404


def test_a_closed_session_gives_the_record_that_was_stored(room_at):
    room = room_at("closed")
    answers = [room.browser(MODERATOR).get("/record.json?for=file") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].data == answers[1].data == room.house.runner.copy(room.session, "file").json
    found = json.loads(answers[0].data)
    assert found["format"] == "deliberate-record/1"
    assert sha256(canonical(read(answers[0].data))).hexdigest() == room.state.progress.sealed.sha256


@pytest.mark.parametrize(("stage", "fault"), [("closed", ""), ("explain", "not signed")])
def test_20_every_final_record_is_signed_and_a_draft_is_not(room_at, stage, fault):
    room = room_at(stage)
    for key in ("file", "person-1", "seat-C"):
        found = verify_file(room.browser(MODERATOR).get(f"/record.json?for={key}").data)
        assert (found.what, found.session) == (fault, room.session)


def test_no_record_is_made_without_a_reader(room_at):
    moderator = room_at("closed").browser(MODERATOR)
    answer = moderator.get("/record.json", **JSON)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "reader_missing")
    assert moderator.get("/record.json?for=nobody", **JSON).status_code == 404
    asked = moderator.page("/record")
    assert "Voor wie is dit verslag?" in asked.text
    assert "Dennis" in asked.text
    assert "kraag" not in asked.text


def test_36_every_copy_is_written_down(room_at):
    room = room_at("closed")
    moderator = room.browser(MODERATOR)
    for path in ("/record?for=file", "/record.json?for=person-1", "/record"):
        assert moderator.get(path).status_code == 200
    with reading(room.house.engine) as conn:
        made = stored_records.logged(conn, room.session)
    assert [(m.recipient, m.form, m.seat) for m in made] == [
        ("file", "html", MODERATOR),
        ("person-1", "json", MODERATOR),
    ]


def test_32_nothing_of_a_session_is_kept_by_a_browser(room):
    browser = room.browser(MODERATOR)
    for path in ("/", "/view", "/record"):
        answer = browser.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in browser.client.get(style(browser)).headers["Cache-Control"]


def style(browser):
    return browser.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]


def test_a_closed_session_shows_its_record_as_a_page(room_at):
    room = room_at("closed")
    for language in ("nl", "en"):
        page = room.browser(MODERATOR).page("/record?for=file", language)
        assert page.status_code == 200
        assert room.state.opened.label in page.text
