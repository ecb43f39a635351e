"""What protects a session stands on one page, live, for who leads and who tests."""

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.web.words.guards import GUARDS as SAID
from tests.core.moments import STAGES
from tests.web.room import JSON, LIVE, SCREEN

PAGE = "/protection"


def test_a_page_shows_all_guards_live_in_every_stage_to_who_leads_and_to_nobody_else(new_room):
    room, seen = new_room("V1"), []
    others = (RECORDER, room.cast.seat("A"))
    for stage in room.stages():
        seen.append(stage)
        for language in ("nl", "en"):
            page = room.browser(MODERATOR).page(PAGE, language)
            assert page.status_code == 200, (stage, language)
            for guard in GUARDS:
                assert f'data-guard="{guard.name}"' in page.text
        fragment = room.browser(MODERATOR).page(PAGE, "nl", **LIVE).text
        assert fragment.lstrip().startswith('<main id="view"')
        assert f'data-url="{room.path}{PAGE}"' in fragment
        for seat in others:
            assert asked(room, seat) in {401, 404}, (stage, seat)
    assert asked(room, SCREEN) in {401, 404}
    assert {*STAGES, "closed"} <= set(seen)


def asked(room, seat):
    place = room.state.roster.seats.get(seat)
    if place is None or place.standing == "ended" or not (place.seated or seat == SCREEN):
        return 404
    return room.browser(seat).client.get(f"{room.path}{PAGE}", headers=JSON).status_code


def test_each_guard_says_what_it_does_and_what_it_does_not_protect_against(room):
    page = room.browser(MODERATOR).page(PAGE, "en").text
    for guard in GUARDS:
        said = SAID[guard.name]
        assert page.count(f'id="guard-{guard.name}"') == 1
        assert str(said.title)
        assert str(said.beside)


def test_programs_get_the_same_in_codes(room):
    told = room.browser(MODERATOR).client.get(f"{room.path}{PAGE}", headers=JSON).json
    assert [guard["name"] for guard in told["guards"]] == [guard.name for guard in GUARDS]
    assert told["stage"] == "prepare"
    assert {guard["works"] for guard in told["guards"]} <= {
        "asks",
        "passed_over",
        "not_yet",
        "holds",
    }
