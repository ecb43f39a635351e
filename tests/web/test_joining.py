"""Coming in without an account: codes, squares, the waiting room and personal links."""

import re

import pytest

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.rehearsal.script.arriving import prepare
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.seating.commands import RenewLink
from deliberate.web.doors import SYMBOLS
from deliberate.web.lobby import GONE_AFTER
from tests.web.room import JSON, SCREEN, a_key, token_in

WORDS = re.compile(r'class="words" role="status">([^<]+)<')


@pytest.fixture
def room(room_at):
    return room_at("open")


def join(room, client, **typed):
    token = token_in(client.get("/join").text)
    return client.post("/join", data={"csrf_token": token, **typed})


def knocking(room):
    client = room.app.test_client()
    answer = join(room, client, code=room.house.doors.code(room.session))
    assert answer.status_code == 303
    return client


def admit(room, client, seat="seat-A", key=None):
    words = WORDS.search(client.get(f"/lobby/{room.session}").text)[1]
    moderator = room.browser(MODERATOR)
    knock = next(k for k in moderator.see()["knocks"] if k["words"] == words)
    return moderator.send("AdmitSeat", key, seat=seat, device=knock["id"])


def test_a_code_is_eight_symbols_that_nobody_confuses(room):
    code = room.house.doors.code(room.session)
    assert re.fullmatch(rf"[{SYMBOLS}]{{4}}-[{SYMBOLS}]{{4}}", code)
    assert len(set(SYMBOLS)) == 28
    assert not set("AEIOU01") & set(SYMBOLS)


@pytest.mark.parametrize("shape", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c} "])
def test_a_code_may_be_typed_in_any_way(room, shape):
    answer = join(room, room.app.test_client(), code=shape(room.house.doors.code(room.session)))
    assert answer.location == f"/lobby/{room.session}"


def test_the_square_holds_a_token_that_joins_as_well(room):
    token = room.house.doors.token(room.session)
    assert len(token) == 26
    assert join(room, room.app.test_client(), token=token).location == f"/lobby/{room.session}"


def test_28_nobody_sees_anything_of_the_session_before_being_let_in(room):
    client = knocking(room)
    waiting = client.get(f"/lobby/{room.session}")
    assert waiting.status_code == 200
    assert room.state.opened.label not in waiting.text
    for path in ("/", "/view", "/screen", "/record", "/record.json"):
        assert client.get(room.path + path).status_code == 404


def test_28_who_sits_by_a_personal_link_waits_without_seeing_anything(room):
    rater = room.browser("seat-A")
    seen = rater.see()
    assert seen["admitted"] is False
    assert seen["people"] == []
    assert seen["case"] is None
    for page in (rater.get("/"), rater.get("/view", **JSON)):
        assert room.state.opened.label not in page.text
        assert room.state.progress.decision_question not in page.text


def test_the_moderator_matches_words_with_faces_and_lets_in(room):
    client = knocking(room)
    assert admit(room, client).status_code == 200
    answer = client.get(f"/lobby/{room.session}")
    assert answer.location == f"{room.path}/"
    assert client.get(answer.location).status_code == 200
    assert room.browser(MODERATOR).see()["knocks"] == []


def test_letting_in_twice_with_one_key_is_done_once(room):
    client, key = knocking(room), a_key()
    moderator = room.browser(MODERATOR)
    knock = moderator.see()["knocks"][0]["id"]
    first, again = (moderator.send("AdmitSeat", key, seat="seat-A", device=knock) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json["v"] == again.json["v"]
    assert client.get(f"/lobby/{room.session}").status_code == 303


def test_an_unknown_knock_lets_nobody_in(room):
    answer = room.browser(MODERATOR).send("AdmitSeat", seat="seat-A", device="f" * 32)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "no_device")


def test_everybody_in_the_waiting_room_has_other_words(room):
    clients = [knocking(room) for _ in range(12)]
    pages = [client.get(f"/lobby/{room.session}").text for client in clients]
    assert len({WORDS.search(page)[1] for page in pages}) == 12


def test_who_left_the_waiting_room_is_no_longer_shown(room):
    client = knocking(room)
    room.clock.at += GONE_AFTER + 1
    assert room.browser(MODERATOR).see()["knocks"] == []
    assert client.get(f"/lobby/{room.session}").status_code == 404


def test_the_code_works_from_the_opening_until_the_meeting_is_closed(new_room):
    room, worked = new_room(folder="whole"), {}
    for stage in room.stages():
        answer = join(room, room.app.test_client(), code=room.house.doors.code(room.session))
        worked[stage] = answer.status_code == 303
    after = {"test", "agree", "explain", "closed"}
    assert worked == {stage: stage != "prepare" and stage not in after for stage in worked}


def test_27_a_wrong_code_says_what_to_do_and_ten_stop_that_code(room):
    client = room.app.test_client()
    for _ in range(10):
        answer = join(room, client, code="BBBB-BBBB")
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    assert join(room, client, code="BBBB-BBBB").status_code == 429
    assert join(room, client, code="CCCC-CCCC").status_code == 400


def test_27_an_address_is_stopped_after_sixty_and_the_seated_notice_nothing(room):
    seated, client = room.browser(MODERATOR), room.app.test_client()
    token = token_in(client.get("/join").text)
    symbols = SYMBOLS[:10]
    for number in range(60):
        code = f"BBBB-BB{symbols[number // 10]}{symbols[number % 10]}"
        client.post("/join", data={"csrf_token": token, "code": code})
    right = room.house.doors.code(room.session)
    blocked = client.post("/join", data={"csrf_token": token, "code": right})
    assert blocked.status_code == 429
    assert blocked.headers["Retry-After"] == "600"
    assert seated.get("/").status_code == 200
    room.clock.at += 10 * 60 * 1000 + 1
    later = client.post("/join", data={"csrf_token": token, "code": right})
    assert later.status_code == 303


# -- personal links


def link_of(room, seat):
    return room.house.doors.link(room.session, seat, room.state.roster.seats[seat].link)


def enter(client, path):
    page = client.get(path)
    return client.post(path, data={"csrf_token": token_in(page.text)})


def test_looking_at_a_personal_link_does_nothing_and_the_button_takes_the_seat(room):
    client, path = room.app.test_client(), link_of(room, "seat-B")
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert not room.state.roster.seats["seat-B"].link_taken
    assert enter(client, path).location == f"{room.path}/"
    assert room.state.roster.seats["seat-B"].link_taken


def test_a_personal_link_works_once_and_says_what_to_do_then(room):
    path = link_of(room, "seat-B")
    enter(room.app.test_client(), path)
    late = room.app.test_client()
    late.set_cookie("deliberate-language", "en")
    answer = enter(late, path)
    assert answer.status_code == 409
    assert "Ask the moderator for a new one" in answer.text


def test_pressing_twice_on_the_same_device_leads_to_the_session(room):
    client, path = room.app.test_client(), link_of(room, "seat-B")
    token = token_in(client.get(path).text)
    answers = [client.post(path, data={"csrf_token": token}) for _ in range(2)]
    assert [a.location for a in answers] == [f"{room.path}/"] * 2
    assert client.get(path).location == f"{room.path}/"


def test_a_link_that_was_made_up_opens_nothing(room):
    path = link_of(room, "seat-B")
    for wrong in (path[:-1] + "x", path.replace("seat-B", "seat-A"), path.replace("/1/", "/2/")):
        assert room.app.test_client().get(wrong).status_code == 400


def test_a_renewed_link_takes_the_seat_over_and_the_earlier_device_is_out(room):
    first = room.browser("seat-B")
    assert first.get("/").status_code == 200
    room.run(RenewLink(seat="seat-B"), MODERATOR)
    assert enter(room.app.test_client(), link_of(room, "seat-B")).status_code == 303
    assert first.get("/").status_code == 401


def test_one_browser_may_hold_the_moderators_seat_and_the_screen(room):
    browser = room.browser(MODERATOR)
    answer = enter(browser.client, link_of(room, SCREEN))
    assert answer.location == f"{room.path}/screen"
    assert 'data-look="screen"' in browser.get("/screen").text
    assert 'data-look="moderator"' in browser.get("/").text
    assert browser.see("screen")["you"]["roles"] == ["screen"]


def test_only_the_moderator_gets_links_to_hand_out(new_room):
    room = new_room()
    for move in prepare(room.cast):
        if not isinstance(move.command, Advance):
            room.play(move)
    for seat in ("seat-A", SCREEN):
        assert "/enter/" not in room.browser(seat).get("/").text
    assert f"/enter/{room.session}/seat-C/1/" in room.browser(MODERATOR).get("/").text
