"""The shared tablet: ways in which somebody would try to get at the person before them."""

import re
import sqlite3
from contextlib import closing

import pytest

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.seating.commands import MoveSeat
from deliberate.store.resting import TRIES
from tests.security.room import JSON, LIVE

ANNA, BAS, CARLA = "seat-A", "seat-B", "seat-C"
CODE, OTHER, WRONG = "4071", "8260", "9153"
DEVICE, SHARED = "deliberate-device", "deliberate-tablet"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
LANGUAGES = ("nl", "en")


class Tablet:
    """One device that people pass on; everything goes over HTTP as a script would send it."""

    def __init__(self, room, seat):
        self.room, self.client = room, room.client(seat)
        self.path = f"/tablet/{room.session}"

    def carried(self, path):
        page = self.client.get(path, headers={"Accept": "text/html"})
        return {**JSON, "X-CSRFToken": TOKEN.search(page.text)[1]}

    def pass_on(self, code=CODE):
        path = f"{self.room.path}/pass-on"
        answer = self.client.post(path, json={"code": code}, headers=self.carried(path))
        assert answer.status_code == 200, answer.text
        return self

    def who(self):
        return {
            p["name"]: p["who"] for p in self.client.get(self.path, headers=JSON).json["people"]
        }

    def say(self, **said):
        return self.client.post(self.path, json=said, headers=self.carried("/join"))

    def refused(self, **said):
        """Status and code of the refusal, after seeing that it is told in both languages."""
        told = {}
        for language in LANGUAGES:
            self.client.set_cookie("deliberate-language", language)
            answer = self.say(**said)
            told[language] = (answer.status_code, answer.json["error"]["code"])
            told[f"in {language}"] = answer.json["error"]["message"]
        assert told["nl"] == told["en"]
        assert told["in nl"] != told["in en"]
        return told["nl"]

    def looks(self):
        return self.client.get(f"{self.room.path}/view", headers=JSON)

    def sits(self):
        return self.looks().json["you"]["seat"]


def name(room, seat):
    return room.state.roster.seats[seat].name


@pytest.fixture
def room(room_at):
    return room_at("blind_1")


@pytest.fixture
def two(room):
    """Anna and Bas have both passed this tablet on."""
    tablet = Tablet(room, ANNA).pass_on()
    tablet.client.set_cookie(DEVICE, room.token(BAS))
    return tablet.pass_on(OTHER)


@pytest.mark.parametrize("headers", [JSON, LIVE, {"Accept": "text/html"}])
def test_the_cookie_of_before_played_again_opens_nothing(room, headers):
    tablet = Tablet(room, ANNA).pass_on()
    for thief in (tablet.client, room.client(None)):
        thief.set_cookie(DEVICE, room.token(ANNA))
        answer = thief.get(f"{room.path}/view", headers=headers)
        assert answer.status_code in {303, 401}
        assert room.state.opened.label not in answer.text
    assert tablet.looks().json["error"]["code"] == "no_seat"


def test_the_cookie_of_before_cannot_ask_for_anything_nor_take_a_link(room):
    tablet = Tablet(room, ANNA).pass_on()
    tablet.client.set_cookie(DEVICE, room.token(ANNA))
    headers = tablet.carried("/join")
    body = {"type": "SoundAlarm", "key": "somebody-s-own-key"}
    answer = tablet.client.post(f"{room.path}/commands", json=body, headers=headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "no_seat")
    again = tablet.client.post(f"{room.path}/pass-on", json={"code": OTHER}, headers=headers)
    assert (again.status_code, again.json["error"]["code"]) == (401, "no_seat")
    assert tablet.client.post(f"{room.path}/next", headers=headers).status_code in {401, 404}


def test_a_wrong_code_too_often_is_the_end_of_it_even_with_the_right_one(room, two):
    anna = two.who()[name(room, ANNA)]
    said = [two.say(who=anna, code=WRONG).json["error"] for _ in range(TRIES)]
    assert [e["code"] for e in said] == ["wrong_own_code"] * (TRIES - 1) + ["code_locked"]
    assert two.refused(who=anna, code=CODE) == (409, "code_locked")
    bas = two.who()[name(room, BAS)]
    assert two.say(who=bas, code=OTHER).status_code == 200
    assert two.sits() == BAS


def test_each_code_opens_its_own_place_alone(room, two):
    people = two.who()
    assert two.refused(who=people[name(room, ANNA)], code=OTHER) == (400, "wrong_own_code")
    assert two.refused(who=people[name(room, BAS)], code=CODE) == (400, "wrong_own_code")
    assert two.refused(who=people[name(room, BAS)], code="") == (400, "wrong_own_code")


def test_nobody_is_handed_a_seat_of_another_device(room, two):
    elsewhere = room.house.devices.hash(room.token(CARLA))[:16]
    for who in (CARLA, elsewhere, name(room, CARLA), "", "' or 1=1"):
        assert two.refused(who=who, code=CODE) == (404, "not_at_this_tablet")
    other = Tablet(room, CARLA).pass_on("7315")
    for who in two.who().values():
        assert other.refused(who=who, code=CODE) == (404, "not_at_this_tablet")


def test_another_tablet_s_secret_opens_nothing_here(room, two):
    """Even with the right code, and the cookie of the device itself."""
    people = two.who()
    stranger = Tablet(room, None)
    answer = stranger.client.get(two.path, headers=JSON)
    assert answer.status_code == 404
    for made_up in ("x" * 43, room.token(ANNA), "short"):
        stranger.client.set_cookie(SHARED, made_up)
        assert stranger.refused(who=people[name(room, ANNA)], code=CODE) == (404, "not_found")


def test_who_has_it_in_hand_cannot_take_up_another_s_place_beside_their_own(room, two):
    people = two.who()
    assert two.say(who=people[name(room, BAS)], code=OTHER).status_code == 200
    assert two.refused(who=people[name(room, ANNA)], code=CODE) == (409, "pass_on_first")
    assert two.refused(who="new") == (409, "pass_on_first")
    assert two.sits() == BAS


def test_the_next_person_never_opens_the_answers_of_the_one_before(room):
    """Not by being moved to their seat either: the answers count, and stay shut."""
    given = {"type": "GiveAnswers", "key": "anna-s-own-answer", "round": "round-1"}
    factor = room.cast.vignette.factor_ids[0]
    anna = Tablet(room, ANNA)
    headers = {**JSON, "X-CSRFToken": anna.looks().headers["X-CSRFToken"]}
    body = {**given, "answers": {factor: {"direction": "risk", "level": 3}}}
    done = anna.client.post(f"{room.path}/commands", json=body, headers=headers)
    assert done.status_code == 200, done.text
    anna.pass_on()
    assert anna.say(who="new").status_code == 200
    fresh = anna.client.get_cookie(DEVICE).value
    room.must(MoveSeat(seat=ANNA, device=room.house.devices.hash(fresh)), MODERATOR, "moved")
    form = anna.looks().json["stage"]["form"]
    assert form["unreadable"] == 1
    assert '"risk"' not in str(form.get("answers", ""))


def test_a_form_of_the_person_before_is_not_done_in_the_name_of_the_next(room, two):
    """Left open in another tab, it carries a token that has ended with the hand-over."""
    people = two.who()
    two.say(who=people[name(room, ANNA)], code=CODE)
    stale = {**JSON, "X-CSRFToken": two.looks().headers["X-CSRFToken"]}
    two.pass_on("")
    two.say(who=two.who()[name(room, BAS)], code=OTHER)
    body = {"type": "SoundAlarm", "key": "typed-by-anna-before"}
    answer = two.client.post(f"{room.path}/commands", json=body, headers=stale)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad_form")
    assert not room.state.alarm.on


@pytest.mark.parametrize("seat", [MODERATOR, "screen"])
def test_who_leads_cannot_be_brought_to_leave_the_device(room, seat):
    tablet = Tablet(room, seat)
    for body in ({"code": CODE}, {"code": CODE, "seat": ANNA}, {"code": CODE, "role": "rater"}):
        headers = tablet.carried("/join")
        answer = tablet.client.post(f"{room.path}/pass-on", json=body, headers=headers)
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "device_leads")
    assert tablet.client.get_cookie(DEVICE).value == room.token(seat)


@pytest.mark.parametrize("code", ["", "0000", "1234", "12345", "4 071", "abcd", "٤٠٧١", 4071, None])
def test_a_weak_code_lays_nothing_away(room, code):
    tablet = Tablet(room, ANNA)
    path = f"{room.path}/pass-on"
    answer = tablet.client.post(path, json={"code": code}, headers=tablet.carried(path))
    assert answer.status_code == 400
    assert answer.json["error"]["code"] in {"code_of_four", "code_too_easy"}
    assert tablet.sits() == ANNA


def test_neither_code_nor_secret_lies_in_the_database(room, two):
    with closing(sqlite3.connect(room.database)) as raw:
        rows = raw.execute("select * from resting_devices").fetchall()
    assert len(rows) == 2
    held = repr(rows)
    for secret in (CODE, OTHER, room.token(ANNA), two.client.get_cookie(SHARED).value):
        assert secret not in held


def test_a_stranger_gets_what_there_would_be_without_any_tablet(room, two):
    def told(path, session):
        client = room.client(None)
        answer = client.get(path.format(session), headers=JSON)
        return answer.status_code, answer.data

    for path in ("/tablet/{}", "/sessions/{}/pass-on"):
        assert told(path, room.session) == told(path, "nowhere")
        assert told(path, room.session)[0] == 404
