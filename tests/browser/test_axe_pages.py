"""The pages around a session break no rule of axe either, in both languages."""

import pytest
from playwright.sync_api import expect

from deliberate.sessions.ids import SeatId

from .accessible import narrow, unfinished
from .axe import faults
from .house import MODERATOR, Table
from .people import LAPTOP, PHONE, Person

pytestmark = pytest.mark.browser

PAGES = ("/", "/join", "/accessibility", "/desk", "/link", "/no-such-page")


def wrong(person: Person, where: str = "") -> list[str]:
    page = person.page
    return [f"{where or page.url}: {w}" for w in faults(page) + narrow(page) + unfinished(page)]


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_pages_without_a_session(come, locale):
    person = come(PHONE).speaks(locale)
    found = []
    for path in PAGES:
        person.page.goto(path)
        expect(person.page.locator("html")).to_have_attribute("lang", locale)
        found += wrong(person)
    person.complaints.clear()  # of the pages that are not there
    assert found == []


def test_the_hosts_desk(come, server):
    host = come(LAPTOP)
    host.page.goto(server.house.doors.host(server.house.started))
    found = wrong(host, "host link")
    host.page.locator("main form button").click()
    for locale in ("nl", "en"):
        host.speaks(locale).page.goto("/desk")
        expect(host.page.locator("main form").first).to_be_visible()
        found += wrong(host, f"desk {locale}")
    assert found == []


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_coming_in(come, server, locale):
    """A wrong code, the waiting room, a personal link, and a place that is not yours yet."""
    table = Table(server, locale, 3).until("open")
    doors = server.house.doors
    guest = come(PHONE).speaks(locale)
    guest.page.goto("/join")
    guest.page.locator("[name=code]").fill("BBBB-2222")
    guest.page.locator("form:has([name=code]) button[type=submit]").tap()
    expect(guest.page.locator("[role=alert]")).to_be_visible()
    found = wrong(guest, "wrong code")
    guest.page.locator("[name=code]").fill(doors.code(table.session))
    guest.page.locator("form:has([name=code]) button[type=submit]").tap()
    expect(guest.page.locator(".words")).to_be_visible()
    found += wrong(guest, "lobby")
    guest.page.goto(doors.link(table.session, SeatId("seat-B"), 1))
    found += wrong(guest, "link")
    guest.page.locator("main form button").tap()
    guest.connected()
    found += wrong(guest, "not admitted yet")
    guest.complaints.clear()  # of the code that was wrong
    assert found == []


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_record(come, server, locale):
    table = Table(server, locale, 3).until("closed")
    lead = come(LAPTOP, table, MODERATOR)
    found = []
    for reader in ("", "?for=file", "?for=person-1"):
        lead.page.goto(f"/sessions/{table.session}/record{reader}")
        found += wrong(lead, f"record {reader}")
    assert found == []
