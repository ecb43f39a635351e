"""Every stage shows itself to everybody, as a page and as a fragment, in both languages."""

import re

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from tests.web.room import LIVE, SCREEN

pytestmark = pytest.mark.untraced


@pytest.mark.parametrize("vignette_id", ["V1", "V2"])
def test_every_stage_has_a_page_for_everybody(new_room, vignette_id):
    room = new_room(vignette_id)
    shown = set()
    for stage in room.stages():
        for seat in looking(room):
            browser = room.browser(seat)
            for language in ("nl", "en"):
                page = browser.page("/screen" if seat == SCREEN else "/", language)
                assert page.status_code == 200, (stage, seat, language)
                assert f'<html lang="{language}">' in page.text
                assert lost(page.text) == [], (stage, seat)
            fragment = browser.page("/view", "nl", **LIVE)
            assert fragment.text.lstrip().startswith('<main id="view"')
            shown.add((stage, seat))
    assert ("closed", MODERATOR) in shown


def lost(page):
    """Links to what is still needed that lead nowhere on the page, and places that are two."""
    places = re.findall(r' id="([^"]+)"', page)
    wanted = re.findall(r'href="#((?:need|about)-[^"]+)"', page)
    twice = [place for place in set(places) if places.count(place) > 1]
    return [place for place in wanted if place not in places] + twice


def looking(room):
    seats = room.state.roster.seats
    wanted = (MODERATOR, SCREEN, RECORDER, room.cast.seat("A"), room.cast.seat("B"))
    return [seat for seat in wanted if seat in seats and seats[seat].standing != "ended"]
