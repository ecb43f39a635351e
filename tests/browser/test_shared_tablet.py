"""The shared tablet in real hands: hand-over between seats clears DOM, storage and token; the back
button and the back/forward cache show nothing."""

import pytest
from playwright.sync_api import expect

from deliberate.sessions.ids import ROUND_1, SeatId
from deliberate.sessions.seating.commands import MoveSeat

from . import rating
from .accessible import narrow, unfinished
from .axe import faults
from .house import MODERATOR, Table
from .people import LAPTOP, PHONE, Person
from .words import Words

pytestmark = pytest.mark.browser
TABLET = {**PHONE, "viewport": {"width": 820, "height": 1180}}
BARE = {**TABLET, "java_script_enabled": False}
CODE, OTHER = "4071", "8260"
DEVICE, SHARED = "deliberate-device", "deliberate-tablet"


@pytest.fixture
def table(server):
    return Table(server, "nl", 3).until("blind_1")


def foot(person: Person):
    return person.page.locator(".foot a[href$='/pass-on']")


def press(person: Person, form: str) -> None:
    person.form(form).locator("button[type=submit]").tap()


def pass_on(person: Person, table: Table, code: str = CODE) -> None:
    """By the link at the bottom of one's own page, and a code."""
    foot(person).tap()
    expect(person.form("pass-on")).to_be_visible()
    if code:
        person.page.locator("#code").fill(code)
    press(person, "pass-on")
    expect(person.page.locator("[data-clear]")).to_be_visible()


def named(person: Person, table: Table, seat: str):
    said = Words(table.locale)("I am %(name)s", name=name(table, seat))
    return person.page.get_by_role("link", name=said, exact=True)


def come_back(person: Person, table: Table, seat: str, code: str = CODE) -> None:
    named(person, table, seat).tap()
    person.page.locator("#code").fill(code)
    press(person, "take-up")
    expect(person.page.locator(f"#view[data-seat='{seat}']")).to_be_visible()


def come_in(person: Person, table: Table, seat: SeatId) -> None:
    """Somebody new: the moderator hears the two words and seats them here."""
    press(person, "somebody-new")
    words = person.page.locator(".words").inner_text()
    house = table.served.house
    knock = next(k for k in house.lobby.knocks(table.session) if k.words == words)
    device = house.lobby.device(table.session, knock.id)
    assert device
    table.must(MoveSeat(seat=seat, device=device), MODERATOR)
    house.lobby.let_in(knock.id)
    person.page.reload()
    expect(person.page.locator(f"#view[data-seat='{seat}']")).to_be_visible()


def name(table: Table, seat: str) -> str:
    return str(table.state.roster.seats[seat].name)


def cookies(person: Person) -> dict[str, str]:
    return {c["name"]: c["value"] for c in person.context.cookies()}


def kept(person: Person) -> dict[str, str]:
    """What this tab's and this browser's storage hold."""
    found: dict[str, str] = person.page.evaluate("({...sessionStorage, ...localStorage})")
    return found


def wrong(person: Person, where: str) -> list[str]:
    page = person.page
    return [f"{where}: {w}" for w in faults(page) + narrow(page) + unfinished(page)]


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_two_raters_rate_on_one_device_and_neither_meets_the_other(come, table, device):
    anna, bas = table.raters[:2]
    person = come(device, table, anna).connected()
    rating.through(person)
    rating.seal(person, ROUND_1)
    pass_on(person, table)
    come_in(person, table, bas)
    person.forget()
    expect(person.page.locator("form.answers")).to_be_visible()
    rating.through(person)
    rating.seal(person, ROUND_1)
    assert f'data-seat="{anna}"' not in person.received()
    pass_on(person, table, OTHER)
    come_back(person, table, anna)
    expect(person.page.locator(f"[data-sealed='{ROUND_1}']")).to_be_visible()
    assert {anna, bas} <= table.state.rounds[ROUND_1].sealed


def begun(person: Person) -> str:
    """A choice that has been made and not been sent; the name of its control."""
    form = person.page.locator("form.answers")
    asked, values = form.evaluate(rating.GROUPS)[0]
    rating.tap(form, asked, values[0])
    return str(asked)


def test_hand_over_clears_the_page_the_storage_and_the_token(come, table):
    anna = table.raters[0]
    person = come(TABLET, table, anna).connected()
    secret = cookies(person)[DEVICE]
    begun(person)
    assert any(key.startswith("draft|") for key in kept(person))
    foot(person).tap()
    expect(person.page.locator("[data-unsaved]")).to_be_visible()
    person.page.get_by_role("link", name=Words(table.locale)("Back to my page")).tap()
    expect(person.page.locator("form.answers input:checked")).to_have_count(1)
    pass_on(person, table)
    assert kept(person) == {}
    assert DEVICE not in cookies(person)
    assert secret not in cookies(person).values()
    html = person.page.content()
    for trace in (secret, table.state.opened.label, f'data-seat="{anna}"', 'form class="answers'):
        assert trace not in html
    assert SHARED in cookies(person)
    assert SHARED not in person.page.evaluate("document.cookie")


def test_the_next_person_has_nothing_of_the_draft_of_the_one_before(come, table):
    anna, bas = table.raters[:2]
    person = come(TABLET, table, anna).connected()
    begun(person)
    pass_on(person, table)
    come_in(person, table, bas)
    assert person.page.locator("form.answers input:checked").count() == 0
    assert not any(key.startswith("draft|") for key in kept(person))


def test_the_back_button_shows_nothing_of_the_person_before(come, table):
    anna, bas = table.raters[:2]
    person = come(TABLET, table, anna).connected()
    rating.screen(person)
    label = table.state.opened.label
    pass_on(person, table)
    for _ in range(4):
        person.page.go_back(wait_until="load")
        if person.page.url == "about:blank":
            break
        assert label not in person.page.content()
        expect(person.page.locator("[data-clear]")).to_be_visible()
    person.page.goto(f"/tablet/{table.session}")
    come_in(person, table, bas)
    person.forget()
    for _ in range(4):
        person.page.go_back(wait_until="load")
        if person.page.url == "about:blank":
            break
        seat = person.page.locator("#view").get_attribute("data-seat")
        assert seat in {bas, None}
    person.page.go_forward(wait_until="load")
    assert f'data-seat="{anna}"' not in person.received()


def test_the_back_forward_cache_keeps_an_empty_page(come, table):
    person = come(TABLET, table, table.raters[0]).connected()
    person.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert person.page.evaluate("document.body.innerText") == ""
    with person.page.expect_navigation():
        person.page.evaluate(
            "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
        )
    expect(person.page.locator("form.answers")).to_be_visible()


def test_another_tab_of_the_person_before_empties_and_hears_nothing_more(come, table):
    anna = table.raters[0]
    person = come(TABLET, table, anna).connected()
    first = person.page
    other = person.open()
    other.goto(table.path(anna))
    person.connected()
    begun(person)
    person.page = first
    pass_on(person, table)
    expect(other.locator("[data-clear]")).to_be_visible()
    assert other.evaluate("({...sessionStorage})") == {}
    assert table.state.opened.label not in other.content()
    person.forget()
    person.complaints.clear()  # of sockets that were cut off
    table.served.house.live.stir(table.session)
    first.wait_for_timeout(600)
    assert [frame for frame in person.frames if "changed" in frame or "progress" in frame] == []


def test_a_tab_that_slept_through_the_hand_over_goes_to_the_person_of_now(come, table):
    """It has not been told by the other tab, and hears it from the server."""
    anna, bas = table.raters[:2]
    person = come(TABLET, table, anna)
    person.context.add_init_script(DEAF)
    first = person.page
    other = person.open()
    other.goto(table.path(anna))
    person.connected()
    other.route("**/view*", lambda route: route.abort())
    person.page = first
    pass_on(person, table)
    come_in(person, table, bas)
    other.unroute("**/view*")
    expect(other.locator(f"#view[data-seat='{bas}']")).to_be_visible()
    person.complaints.clear()  # of the view that could not be fetched


DEAF = "window.BroadcastChannel = class { addEventListener() {} postMessage() {} }"


def test_it_all_works_without_scripts(come, table):
    anna, bas = table.raters[:2]
    person = come(BARE, table, anna)
    pass_on(person, table)
    assert table.state.opened.label not in person.page.content()
    come_in(person, table, bas)
    pass_on(person, table, OTHER)
    come_back(person, table, anna)
    pass_on(person, table, "")
    come_back(person, table, bas, OTHER)


def test_the_moderator_seats_somebody_at_the_tablet_by_the_two_words(come, table):
    anna, bas = table.raters[:2]
    lead, person = come(LAPTOP, table, MODERATOR).connected(), come(TABLET, table, anna)
    pass_on(person.connected(), table)
    press(person, "somebody-new")
    words = person.page.locator(".words").inner_text()
    fold = lead.page.locator("#move-seat")
    fold.locator("summary").click()
    fold.get_by_text(words).click()
    fold.get_by_text(name(table, bas)).click()
    fold.locator("button[type=submit]").click()
    expect(person.page.locator(f"#view[data-seat='{bas}']")).to_be_visible()


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_page_of_it_can_be_read_by_everybody(come, server, locale):
    table = Table(server, locale, 3).until("blind_1")
    anna, bas = table.raters[:2]
    person = come(TABLET, table, anna).connected()
    foot(person).tap()
    expect(person.form("pass-on")).to_be_visible()
    found = wrong(person, "pass-on")
    person.page.locator("#code").fill("1234")
    press(person, "pass-on")
    expect(person.page.locator("[role=alert]")).to_be_visible()
    found += wrong(person, "too-easy")
    person.page.locator("#code").fill(CODE)
    press(person, "pass-on")
    expect(person.page.locator("[data-clear]")).to_be_visible()
    found += wrong(person, "between")
    named(person, table, anna).tap()
    for _ in range(5):
        person.page.locator("#code").fill(OTHER)
        with person.page.expect_navigation():
            press(person, "take-up")
        found += wrong(person, "wrong code")
    expect(person.form("take-up")).to_have_count(0)
    found += wrong(person, "locked")
    guest = come(PHONE, table, bas)
    link = server.house.doors.link(table.session, table.raters[2], 1)
    guest.page.goto(link)
    found += wrong(guest, "occupied")
    for one in (person, guest):
        one.complaints.clear()  # of codes that were wrong, and of the place that was taken
    assert found == []


@pytest.fixture
def remembering(playwright, browser_type_launch_args):
    """A browser with a back/forward cache, which browsers under test are started without."""
    without = ["--disable-back-forward-cache"]
    started = playwright.chromium.launch(**browser_type_launch_args, ignore_default_args=without)
    yield started
    started.close()


SHOWN = "addEventListener('pageshow', () => console.log(document.documentElement.outerHTML))"


def test_a_browser_with_a_back_forward_cache_shows_nothing_either(remembering, server):
    """What is on the screen at the very moment that a page is shown again."""
    table = Table(server, "nl", 3).until("blind_1")
    person = table.come(remembering, table.raters[0], **TABLET).connected()
    begun(person)
    pass_on(person, table)
    person.page.add_init_script(SHOWN)
    shown = []
    person.page.on("console", lambda message: shown.append(message.text))
    for _ in range(2):
        with person.page.expect_console_message(lambda message: "<main" in message.text):
            person.page.evaluate("history.back()")
        expect(person.page.locator("[data-clear]")).to_be_visible()
    assert len(shown) == 2
    assert table.state.opened.label not in "".join(shown)
    assert "answers" not in "".join(shown)
    person.close()
