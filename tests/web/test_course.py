"""The course on the screens: half an hour, the time, finishing or adjourning, bypasses."""

import re

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import Bypass, Pause
from deliberate.sessions.parameters import MINUTES, Parameters, shortened
from deliberate.web.times import spell
from tests.web.room import SCREEN

MINUTE = 60_000


def everyone(room):
    """Every kind of screen: path, and the browser of who sits there."""
    for seat in (MODERATOR, RECORDER, room.cast.seat("A"), SCREEN):
        yield room.browser(seat), "/screen" if seat == SCREEN else "/"


def wrap_up(page):
    found = re.search(r'<section[^>]*id="wrap-up"[^>]*>', page.text)
    return found[0] if found else ""


def test_half_an_hour_differs_from_a_standard_session_where_the_protocol_says_so():
    short = shortened(Parameters())
    assert (sum(short.minutes.values()), sum(MINUTES.values())) == (30, 64)
    assert (short.proposed_items, short.advocate_points, short.wrap_up_minute) == (2, 1, 25)


def test_a_bypass_is_told_on_every_screen_at_once_with_name_and_reason(room_at):
    room = room_at("facts")
    room.run(Bypass(need="core_facts_missing", reason="de tijd is om"), MODERATOR)
    moderator = room.state.roster.seats[MODERATOR].name
    for browser, path in everyone(room):
        page = browser.page(path).text
        assert "de tijd is om" in page
        assert moderator in page


def test_time_to_finish_or_adjourn_is_offered_to_the_moderator_alone(room_at):
    room = room_at("options")
    moderator = room.browser(MODERATOR)
    assert "hidden" in wrap_up(moderator.page())
    room.clock.at += 56 * MINUTE
    assert wrap_up(moderator.page())
    assert "hidden" not in wrap_up(moderator.page())
    for browser, path in everyone(room):
        if browser.token != moderator.token:
            assert not wrap_up(browser.page(path))


def test_nothing_is_offered_in_a_break_or_after_the_meeting(room_at):
    room = room_at("options")
    room.clock.at += 56 * MINUTE
    room.run(Pause(), MODERATOR)
    assert not wrap_up(room.browser(MODERATOR).page())
    assert not wrap_up(room_at("test", folder="after").browser(MODERATOR).page())


def test_who_is_over_time_reads_so_in_words(room_at):
    room = room_at("options")
    moderator, screen = room.browser(MODERATOR), room.browser(SCREEN)
    for browser, path in ((moderator, "/"), (screen, "/screen")):
        assert "0:00" in browser.page(path).text
        assert re.search(r"data-from=\"\d+\" hidden> · langer dan gepland", browser.page(path).text)
    room.clock.at += 10 * MINUTE
    for browser, path in ((moderator, "/"), (screen, "/screen")):
        assert re.search(r'data-from="\d+"> · langer dan gepland', browser.page(path).text)
        assert "10:00" in browser.page(path).text


@pytest.mark.parametrize(
    ("ms", "said"), [(0, "0:00"), (59_499, "0:59"), (754_000, "12:34"), (3_725_000, "1:02:05")]
)
def test_a_clock_is_spelled_as_the_page_itself_spells_it(ms, said):
    assert spell(ms) == said


def test_an_adjournment_without_a_day_says_where_to_mend_it(room_at):
    room = room_at("options")
    asked = {"provisional": "Dennis slaapt elders", "until": "volgende week"}
    answer = room.browser(MODERATOR).submit("Adjourn", form="adjourn", **asked)
    assert answer.status_code == 400
    assert (answer.json["error"]["code"], answer.json["error"]["field"]) == ("not_a_date", "until")
    plain = room.browser(MODERATOR).submit("Adjourn", headers={}, form="adjourn", **asked)
    assert "Dennis slaapt elders" in plain.text, "nothing that was typed is lost"


def test_what_holds_for_now_and_what_happens_at_once_stand_on_every_screen(room_at):
    room = room_at("options")
    moderator = room.browser(MODERATOR)
    asked = {"provisional": "Dennis slaapt elders", "until": "2027-05-16", "who": "Oma"}
    answer = moderator.submit("Adjourn", what="haalt Lina op", when="vandaag", **asked)
    assert answer.status_code == 200
    for browser, path in everyone(room):
        page = browser.page(path).text
        for said in ("Dennis slaapt elders", "16-05-2027", "haalt Lina op"):
            assert said in page
