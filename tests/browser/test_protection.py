"""The moderator's page of what protects the session: live, legible on every device, and printed."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from deliberate.bias_guards import GUARDS
from deliberate.sessions.flow.commands import Bypass

from .accessible import narrow, unfinished
from .axe import faults
from .house import MODERATOR, Table
from .people import LAPTOP, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PICTURES = Path(__file__).parents[2] / "build" / "screenshots" / "protection"
WORDS = {"nl": "Hoe dit overleg wordt beschermd", "en": "What protects this session"}


def look(person: Person, name: str) -> None:
    """Kept beside the other pictures; no rule of axe broken, and nothing scrolls sideways."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    person.page.screenshot(path=PICTURES / f"{name}.png", full_page=True, scale="css")
    assert faults(person.page) + narrow(person.page) + unfinished(person.page) == []


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_moderators_page_shows_all_guards_live(come, server, locale):
    table = Table(server, locale).until("options", 1)
    lead = come(LAPTOP, table, MODERATOR).connected()
    lead.page.get_by_role("link", name=WORDS[locale]).click()
    lead.connected()
    expect(lead.page.locator("h1")).to_have_text(WORDS[locale])
    expect(lead.page.locator("[data-guard]")).to_have_count(len(GUARDS))
    guard = lead.page.locator("[data-guard=options_first]")
    expect(guard).to_have_attribute("data-works", "holds")
    look(lead, f"options-laptop-{locale}")
    for move in table.rest:
        table.play(move)
    advocate = lead.page.locator("[data-guard=devils_advocate]")
    expect(advocate).to_have_attribute("data-works", "asks")  # told by a push: nobody reloaded
    advocate.get_by_role("link").first.click()
    expect(lead.page).to_have_url(f"{server.url}{table.path(MODERATOR)}/#about-explanation")


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_what_was_passed_over_stands_there_with_name_and_reason(come, server, locale):
    table = Table(server, locale).until("challenge")
    why = "De advocaat moest weg."
    need = {"need": "point_missing", "about": "explanation"}
    table.must(Bypass(**need, reason=why), MODERATOR)
    phone = come({**PHONE, "color_scheme": "dark"}, table, MODERATOR).connected()
    phone.page.goto(f"{table.path(MODERATOR)}/protection")
    phone.connected()
    guard = phone.page.locator("[data-guard=devils_advocate]")
    expect(guard).to_contain_text(why)
    expect(guard).to_contain_text(table.cast.vignette.moderator.name)
    look(phone, f"challenge-dark-phone-{locale}")
    phone.page.emulate_media(media="print", color_scheme="light")
    expect(phone.page.locator("h1")).to_be_visible()
    expect(phone.page.locator(".bar")).to_be_hidden()


def test_at_the_end_it_tells_how_each_guard_held(come, server):
    table = Table(server, "nl").until("test")
    for device, name in ((LAPTOP, "laptop"), (PHONE, "phone")):
        lead = come(device, table, MODERATOR).connected()
        lead.page.goto(f"{table.path(MODERATOR)}/protection")
        lead.connected()
        expect(lead.page.locator("[data-works=not_yet]")).to_have_count(0)
        look(lead, f"test-{name}-nl")
