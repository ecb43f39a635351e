"""A form that hardly anybody opens is made when somebody asks for it, with and without script."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from deliberate.sessions.entries.commands import CorrectEntry

from .axe import faults
from .house import RECORDER, Table
from .people import LAPTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
FORM = "correct-condition-{}"
TEXT = "Oma belt elke avond om zeven uur met Yasmin."


@pytest.fixture
def table(server, request):
    return Table(server, "nl").until("decide", 1)


def ask_for(pen, number):
    pen.page.locator(f"a[id='edit-condition-{number}']").click()
    form = pen.form(FORM.format(number))
    expect(form).to_be_visible()
    return form


def test_it_comes_in_its_place_and_goes_when_it_is_saved(come, table):
    pen = come(LAPTOP, table, RECORDER).connected()
    assert pen.form(FORM.format(1)).count() == 0
    form = ask_for(pen, 1)
    expect(pen.page.locator("#edit-condition-1 > summary")).to_be_focused()
    expect(pen.page).to_have_url(f"{table.served.url}{table.path(RECORDER)}/?open=edit-condition-1")
    assert faults(pen.page) == []
    form.locator("[name='content.what']").fill(TEXT)
    form.locator("button[type=submit]").first.click()
    expect(form).to_have_count(0)
    expect(pen.page.locator("a[id='edit-condition-1']")).to_be_focused()
    expect(pen.page.locator("#about-condition-1")).to_contain_text(TEXT)
    expect(pen.page).to_have_url(f"{table.served.url}{table.path(RECORDER)}/")
    pen.connected()
    assert pen.complaints == []


def test_nothing_typed_is_lost_to_a_push_another_form_or_a_reload(come, table):
    pen = come(PHONE, table, RECORDER).connected()
    first, other = ask_for(pen, 1), ask_for(pen, 2)
    first.locator("[name='content.what']").fill(TEXT)
    other.locator("[name='content.who']").fill("Marit")
    entry = table.state.entries.by_id["condition-3"]
    other_why = replace(entry.content, why="Het helpt.")
    table.must(CorrectEntry(entry=entry.id, content=other_why), RECORDER)
    other.locator("button[type=submit]").first.click()
    expect(other).to_have_count(0)
    expect(first.locator("[name='content.what']")).to_have_value(TEXT)
    pen.page.reload()
    expect(first.locator("[name='content.what']")).to_have_value(TEXT)
    first.locator("button[type=submit]").first.click()
    expect(pen.page.locator("#about-condition-1")).to_contain_text(TEXT)
    assert pen.complaints == []


def test_without_script_it_is_a_link_and_a_refusal_keeps_what_was_typed(come, table):
    pen = come({**LAPTOP, "java_script_enabled": False}, table, RECORDER)
    form = ask_for(pen, 1)
    expect(form).to_be_in_viewport()
    form.locator("[name='content.what']").fill(TEXT)
    form.locator("[name='content.who']").evaluate("el => el.required = false")
    form.locator("[name='content.who']").fill(" ")
    form.locator("button[type=submit]").first.click()
    expect(form.locator("[role=alert]")).to_be_visible()
    pen.complaints.clear()  # the browser writes down by itself that it was refused
    expect(form.locator("[name='content.what']")).to_have_value(TEXT)
    form.locator("[name='content.who']").fill("Marit")
    form.locator("button[type=submit]").first.click()
    expect(form).to_have_count(0)
    expect(pen.page.locator("#about-condition-1")).to_contain_text(TEXT)
