"""The shared tablet: passing it on, the screen between two people, and coming back."""

from html import unescape

import pytest

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.rehearsal.script.arriving import prepare
from deliberate.sessions.seating.commands import EndSeat, MoveSeat
from deliberate.store.resting import TRIES
from tests.web.meeting import meeting_of, on
from tests.web.room import JSON, close_room, reopen_room, token_in
from tests.web.tablet import (
    ANNA,
    BAS,
    CARLA,
    CODE,
    DEVICE,
    OTHER,
    SHARED,
    WRONG,
    between,
    come_in,
    name_of,
    names,
    pass_on,
    say,
    seated,
    shared,
    take_up,
)
from tests.web.test_commands import direction


@pytest.fixture
def room(room_at):
    return room_at("blind_1")


def test_hand_over_clears_the_token_the_storage_and_the_page(room):
    browser = room.browser(ANNA)
    answer = pass_on(browser)
    assert (answer.status_code, answer.location) == (303, f"/tablet/{room.session}")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.client.get_cookie(DEVICE) is None
    assert browser.client.get_cookie(SHARED).http_only
    page = between(browser)
    assert page.headers["Cache-Control"] == "no-store"
    assert "data-clear" in page.text
    assert room.state.opened.label not in page.text
    assert names(browser).keys() == {name_of(room, ANNA)}


@pytest.mark.parametrize("path", ["/", "/?at=review", "/pass-on"])
def test_going_back_leads_to_the_screen_between_or_to_ones_own_page(room, path):
    browser = room.browser(ANNA)
    pass_on(browser)
    assert browser.get(path).location == f"/tablet/{room.session}"
    come_in(browser, BAS)
    assert name_of(room, ANNA) not in browser.get("/pass-on").text
    assert browser.see()["you"]["name"] == name_of(room, BAS)
    assert between(browser).location == room.path + "/"


@pytest.mark.parametrize("path", ["/view", "/record", "/next"])
def test_while_nobody_has_it_in_hand_a_device_opens_nothing(room, path):
    browser = room.browser(ANNA)
    pass_on(browser)
    assert browser.get(path, **JSON).status_code == 404
    assert browser.get("/screen/view", **JSON).status_code == 404


def test_with_their_own_code_people_come_back_to_their_own_answers(room):
    browser = room.browser(ANNA)
    assert browser.send("GiveAnswers", **direction(room)).status_code == 200
    given = browser.see()["stage"]["form"]
    pass_on(browser)
    come_in(browser, BAS)
    assert seated(browser) == BAS
    assert browser.see()["stage"]["form"] != given
    pass_on(browser, OTHER)
    assert names(browser).keys() == {name_of(room, ANNA), name_of(room, BAS)}
    assert take_up(browser, ANNA).location == room.path + "/"
    assert seated(browser) == ANNA
    assert browser.see()["stage"]["form"] == given
    assert given["unreadable"] == 0


def test_a_code_goes_on_to_hold_until_another_is_chosen(room):
    browser = shared(room)
    pass_on(browser, OTHER)
    take_up(browser, ANNA)
    assert "die u eerder hebt gekozen" in browser.page("/pass-on").text
    pass_on(browser, "")
    take_up(browser, ANNA)
    assert seated(browser) == ANNA
    pass_on(browser, WRONG)
    assert take_up(browser, ANNA, CODE).status_code == 400
    take_up(browser, ANNA, WRONG)
    assert seated(browser) == ANNA


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "vier cijfers"),
        ("12", "vier cijfers"),
        ("٤٠٧١", "vier cijfers"),
        ("40715", "vier cijfers"),
        ("7777", "te makkelijk"),
        ("3456", "te makkelijk"),
        ("0987", "te makkelijk"),
    ],
)
def test_a_code_is_four_digits_that_are_not_guessed_at_once(room, typed, said):
    browser = room.browser(ANNA)
    browser.client.set_cookie("deliberate-language", "nl")
    answer = pass_on(browser, typed)
    assert answer.status_code == 400
    assert said in answer.text
    assert seated(browser) == ANNA


def test_a_wrong_code_says_how_many_tries_are_left_and_five_are_all(room):
    browser = room.browser(ANNA)
    browser.client.set_cookie("deliberate-language", "nl")
    pass_on(browser)
    for left in range(TRIES - 1, 0, -1):
        answer = take_up(browser, ANNA, WRONG)
        assert answer.status_code == 400
        assert f"Pogingen over: {left}." in answer.text
    answer = take_up(browser, ANNA, WRONG)
    assert answer.status_code == 409
    assert "werkt niet meer" in answer.text
    assert take_up(browser, ANNA, CODE).status_code == 409
    assert "werkt niet meer" in between(browser, who=names(browser)[name_of(room, ANNA)]).text


def test_who_forgot_the_code_is_let_in_again_without_the_earlier_answers(room):
    browser = room.browser(ANNA)
    browser.send("GiveAnswers", **direction(room))
    pass_on(browser)
    come_in(browser, ANNA)
    assert browser.see()["stage"]["form"]["unreadable"] == 1
    assert room.state.rounds["round-1"].answered[ANNA]
    pass_on(browser, OTHER)
    assert names(browser).keys() == {name_of(room, ANNA)}
    take_up(browser, ANNA, OTHER)
    assert seated(browser) == ANNA


def test_the_moderator_sees_who_has_passed_the_device_on_and_nobody_else_does(room):
    moderator, browser = room.browser(MODERATOR), shared(room)
    pass_on(browser, OTHER)
    rest = {p["seat"]: (p["online"], p["rests"]) for p in moderator.see()["people"]}
    assert rest[ANNA] == rest[BAS] == (False, True)
    assert "deelt een apparaat" in moderator.page().text
    assert not any(p["rests"] for p in room.browser("seat-C").see()["people"])
    take_up(browser, ANNA)
    browser.see()
    rest = {p["seat"]: (p["online"], p["rests"]) for p in moderator.see()["people"]}
    assert (rest[ANNA], rest[BAS]) == ((True, False), (False, True))


def test_who_has_passed_the_device_on_is_known_after_a_restart_too(room, tmp_path):
    pass_on(room.browser(ANNA))
    again = reopen_room(tmp_path / "at", room)
    people = again.browser(MODERATOR).see()["people"]
    assert [p["seat"] for p in people if p["rests"]] == [ANNA]
    close_room(again)


def test_passing_on_cuts_the_sockets_of_the_seat_off(room):
    cut, presences = [], room.house.live.presences
    room.house.live.cut = cut.append
    browser = room.browser(ANNA)
    presences.joined("socket-of-anna", room.session, [ANNA])
    pass_on(browser)
    assert presences.everybody(room.session) == ()
    assert ANNA not in presences.online(room.session)


def test_a_personal_link_on_a_device_in_use_asks_to_pass_it_on_first(room_at):
    room = room_at("prepare")
    for move in list(prepare(room.cast))[:-1]:
        room.play(move)
    browser = room.browser(ANNA)
    link = room.house.doors.link(room.session, BAS, room.state.roster.seats[BAS].link)
    page = browser.client.get(link)
    assert page.status_code == 409
    assert f"{room.path}/pass-on" in page.text
    assert browser.client.get(link, headers=JSON).json["error"]["code"] == "pass_on_first"
    pass_on(browser)
    page = browser.client.get(link)
    browser.client.post(link, data={"csrf_token": token_in(page.text)})
    assert seated(browser) == BAS
    pass_on(browser, OTHER)
    assert "Ik ben nieuw" not in between(browser).text
    assert take_up(browser, ANNA).location == room.path + "/"


def test_who_is_new_while_nobody_can_come_in_is_told_so(room_at):
    room = room_at("prepare")
    for move in list(prepare(room.cast))[:-1]:
        room.play(move)
    browser = room.browser(ANNA)
    browser.client.set_cookie("deliberate-language", "nl")
    pass_on(browser)
    answer = say(browser, "new")
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert name_of(room, ANNA) in answer.text


def test_who_leads_and_the_screen_stay_on_their_device(room):
    moderator = room.browser(MODERATOR)
    assert "/pass-on" not in moderator.page().text
    assert moderator.get("/pass-on", **JSON).json["error"]["code"] == "device_leads"
    assert "/pass-on" in room.browser(ANNA).page().text
    screen = room.browser("screen")
    assert "/pass-on" not in screen.get("/screen/").text
    assert screen.get("/pass-on").status_code == 409


def test_a_seat_that_has_ended_or_moved_is_not_offered_any_more(room):
    browser = shared(room)
    pass_on(browser, OTHER)
    phone = room.house.devices.hash(room.house.token())
    room.run(MoveSeat(seat=ANNA, device=phone), MODERATOR)
    assert names(browser).keys() == {name_of(room, BAS)}
    room.run(EndSeat(seat=BAS, reason="weg"), MODERATOR)
    assert between(browser).status_code == 404


def test_programs_do_the_same(room):
    client = room.browser(ANNA).client
    token = client.get(f"{room.path}/view", headers=JSON).headers["X-CSRFToken"]
    carried = {**JSON, "X-CSRFToken": token}
    path = f"/tablet/{room.session}"
    on = client.post(f"{room.path}/pass-on", json={"code": CODE}, headers=carried)
    assert on.json == {"href": path}
    seen = client.get(path, headers=JSON)
    assert [one["name"] for one in seen.json["people"]] == [name_of(room, ANNA)]
    carried = {**JSON, "X-CSRFToken": seen.headers["X-CSRFToken"]}
    body = {"who": seen.json["people"][0]["who"], "code": CODE}
    assert client.post(path, json=body, headers=carried).json == {"href": room.path + "/"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_name_nobody_s_answers_and_speak_both_languages(room, language):
    browser = room.browser(ANNA)
    browser.client.set_cookie("deliberate-language", language)
    page = unescape(browser.get("/pass-on").text)
    assert {"nl": "Kies een eigen code", "en": "Choose your own code"}[language] in page
    pass_on(browser)
    page = unescape(between(browser).text)
    assert {"nl": "Wie gaat hier verder?", "en": "Who goes on here?"}[language] in page


def test_passing_on_twice_is_done_once(room):
    browser = room.browser(ANNA)
    path = f"{room.path}/pass-on"
    typed = {"csrf_token": token_in(browser.client.get(path).text), "code": CODE}
    assert browser.client.post(path, data=typed).location == f"/tablet/{room.session}"
    assert browser.client.post(path, data=typed).status_code == 400
    assert say(browser, "new").status_code == 303
    assert names(browser).keys() == {name_of(room, ANNA)}


def test_who_shares_a_device_goes_on_to_the_next_case_one_after_the_other(room_at):
    meeting = meeting_of(room_at("test"))
    second = meeting.prepared()
    tablet = meeting.first.browser(BAS)
    waits = f"/sessions/{meeting.first.session}/next"
    assert tablet.get("/").location == waits
    assert f"{meeting.first.path}/pass-on" in tablet.client.get(f"{waits}?wait=1").text
    pass_on(tablet)
    assert tablet.client.get(waits).status_code == 404
    meeting.first.browser(CARLA)
    tablet.client.set_cookie(DEVICE, meeting.first.devices[CARLA])
    pass_on(tablet, OTHER)
    meeting.begin(second)
    for seat, code in ((BAS, CODE), (CARLA, OTHER)):
        take_up(tablet, seat, code)
        assert on(tablet).location == second.path + "/"
        assert tablet.client.get(f"{second.path}/view", headers=JSON).json["you"]["seat"] == seat
        tablet.room = second
        pass_on(tablet, "")
        assert names(tablet).keys() == {name_of(second, BAS), name_of(second, CARLA)}
        tablet.room = meeting.first


def test_whoever_knocks_on_a_shared_device_can_give_it_back(room):
    browser, moderator = room.browser(ANNA), room.browser(MODERATOR)
    pass_on(browser)
    say(browser, "new")
    lobby = browser.client.get(f"/lobby/{room.session}")
    assert f'href="/tablet/{room.session}"' in lobby.text
    words = len(moderator.see()["knocks"])
    assert say(browser, "new").location == f"/lobby/{room.session}"
    assert len(moderator.see()["knocks"]) == words == 1
    take_up(browser, ANNA)
    assert moderator.see()["knocks"] == []
    assert seated(browser) == ANNA


def test_31_behind_tls_the_cookies_of_a_tablet_keep_to_this_host(room_at):
    url = "https://overleg.example.nl"
    room = room_at("blind_1", PUBLIC_URL=url)
    client = room.app.test_client()
    client.set_cookie(f"__Host-{DEVICE}", room.devices[ANNA], domain="overleg.example.nl")
    path = f"{room.path}/pass-on"
    token = token_in(client.get(path, base_url=url).text)
    typed = {"csrf_token": token, "code": CODE}
    answer = client.post(path, data=typed, base_url=url, headers={"Referer": url})
    assert answer.status_code == 303
    cookies = {c.split("=")[0]: c for c in answer.headers.getlist("Set-Cookie")}
    assert {f"__Host-{DEVICE}", f"__Host-{SHARED}"} <= cookies.keys()
    assert "Max-Age=0" in cookies[f"__Host-{DEVICE}"]
    for cookie in cookies.values():
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
