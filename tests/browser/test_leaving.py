"""Somebody has to leave in the middle of the meeting: said in two taps, beside every stage."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .accessible import narrow, unfinished
from .axe import faults
from .house import MODERATOR, Table
from .people import LAPTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PICTURES = Path(__file__).parents[2] / "build" / "screenshots" / "leaving"


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_who_leads_notes_that_somebody_leaves(come, server, device):
    table = Table(server, "nl").until("challenge")
    lead = come(device, table, MODERATOR).connected()
    for fold in ("leaves", "invite-fold"):
        lead.page.locator(f"a#{fold}").click()
        expect(lead.page.locator(f"details#{fold}")).to_be_visible()
    PICTURES.mkdir(parents=True, exist_ok=True)
    kind = "phone" if device is PHONE else "laptop"
    lead.page.screenshot(path=PICTURES / f"{kind}.png", full_page=True, scale="css")
    assert faults(lead.page) + narrow(lead.page) + unfinished(lead.page) == []
    form = lead.page.locator("#leaves-form")
    form.locator("label:has([value='seat-C'])").click()
    form.locator("input[name=reason]").fill("oproep")
    form.locator("button[type=submit]").click()
    expect(lead.page.locator("#lead-people").locator("xpath=..")).to_contain_text("oproep")
    expect(lead.page.locator("#leaves-form [value='seat-C']")).to_have_count(0)
