"""What people do with a device that they share, as the pages without script do it."""

import re

from deliberate.rehearsal.script._move import MODERATOR
from tests.web.room import Browser, token_in
from tests.web.test_joining import WORDS

ANNA, BAS, CARLA = "seat-A", "seat-B", "seat-C"
CODE, OTHER, WRONG = "4071", "8260", "9153"
DEVICE, SHARED = "deliberate-device", "deliberate-tablet"
_WHO = re.compile(r'href="/tablet/[^"]+\?who=(\w+)">Ik ben ([^<]+)<')


def pass_on(browser: Browser, code=CODE):
    """Lay one's place away under a code."""
    path = f"{browser.room.path}/pass-on"
    typed = {"csrf_token": token_in(browser.client.get(path).text), "code": code}
    return browser.client.post(path, data=typed)


def between(browser, **query):
    """The screen between two people."""
    return browser.client.get(f"/tablet/{browser.room.session}", query_string=query)


def names(browser):
    """Who can come back here, with what names them in a form."""
    return {name: who for who, name in _WHO.findall(between(browser).text)}


def say(browser, who, code=""):
    token = token_in(between(browser).text)
    typed = {"csrf_token": token, "who": who, "code": code}
    return browser.client.post(f"/tablet/{browser.room.session}", data=typed)


def take_up(browser, seat, code=CODE):
    """Say who one is, and give the code."""
    return say(browser, names(browser)[name_of(browser.room, seat)], code)


def come_in(browser, seat):
    """Somebody new at this device says two words, and the moderator seats them here."""
    assert say(browser, "new").location == f"/lobby/{browser.room.session}"
    words = WORDS.search(browser.client.get(f"/lobby/{browser.room.session}").text)[1]
    moderator = browser.room.browser(MODERATOR)
    knock = next(k for k in moderator.see()["knocks"] if k["words"] == words)
    place = browser.room.state.roster.seats[seat]
    command = "MoveSeat" if place.present else "AdmitSeat"
    assert moderator.send(command, seat=seat, device=knock["id"]).status_code == 200
    return browser


def shared(room):
    """One device: first Anna's, who has passed it on, now Bas's."""
    browser = room.browser(ANNA)
    assert pass_on(browser).status_code == 303
    return come_in(browser, BAS)


def name_of(room, seat):
    return room.state.roster.seats[seat].name


def seated(browser):
    return browser.see()["you"]["seat"]
