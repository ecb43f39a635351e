"""Two cases of one meeting on the devices that are there: phone, laptop and projector go on."""

import pytest
from playwright.sync_api import expect

from deliberate.rehearsal.script import STAGED
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import SessionId
from deliberate.sessions.seating.commands import Invite, MarkAbsent
from deliberate.web.agenda import cases

from .axe import faults, too_wide
from .house import MODERATOR, SCREEN, Table
from .people import LAPTOP, PHONE, PROJECTOR

pytestmark = pytest.mark.browser


def plans(host, table: Table) -> SessionId:
    """The host puts a second case on the agenda, with everybody of the first."""
    house, page = table.served.house, host.page
    page.goto(house.doors.host(house.started))
    page.locator("main button").click()
    page.locator(f"form[id='agenda-{table.session}'] button").click()
    form = host.form("new-case")
    form.locator("[name=label]").fill("W2")
    form.locator("[name=ground]").fill("toestemming van de ouders")
    form.locator("[name=sharing][value=by_name]").check()
    form.locator("button[type=submit]").click()
    expect(page.locator("#agenda-list + ol > li")).to_have_count(2)
    return cases(house, table.session)[1].session


def prepares(table: Table, session: SessionId) -> None:
    """What the moderator writes beforehand; the people are invited already."""
    first, table.session = table.session, session
    for move in dict(STAGED)["prepare"](table.cast):
        if not isinstance(move.command, Invite | MarkAbsent | Advance):
            table.play(move)
    table.session = first


def closes(table: Table) -> None:
    """Ends the meeting that has come to its last stage."""
    for move in table.rest:
        table.play(move)


def test_everybody_goes_on_to_the_next_case(come, server):
    table = Table(server, "nl").until("decide", leave=1)
    host = come(LAPTOP, table)
    second = plans(host, table)
    prepares(table, second)
    assert faults(host.page) + too_wide(host.page) == []
    host.page.set_viewport_size({"width": 320, "height": 700})
    assert too_wide(host.page) == []
    host.page.set_viewport_size(LAPTOP["viewport"])
    phone = come(PHONE, table, table.raters[1]).connected()
    screen = come(PROJECTOR, table, SCREEN).connected()
    host.page.goto(table.path(MODERATOR))
    expect(host.page.locator("#next-case")).to_contain_text("W2")
    closes(table)
    expect(phone.page.locator("#waits")).to_be_visible()
    assert faults(phone.page) + too_wide(phone.page) == []
    expect(screen.page.locator("#waits")).to_be_attached()
    assert faults(screen.page) + too_wide(screen.page) == []
    host.form("next-case-go").locator("button").click()
    expect(host.page.locator("#view")).to_have_attribute("data-session", second)
    expect(screen.page.locator(f"#view[data-session='{second}']")).to_be_visible()
    phone.form("along-go").locator("button").tap()
    expect(phone.page.locator("#view")).to_have_attribute("data-session", second)
    assert faults(phone.page) + too_wide(phone.page) == []
    for person in (phone, screen):
        person.complaints.clear()  # of 401: the seats of the first case have ended
