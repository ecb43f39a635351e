"""What comes first, as it looks: what only one knows, acute danger, and the order of speaking."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from deliberate.sessions.discussion.commands import OpenItem
from deliberate.sessions.flow.decide import SCREEN
from deliberate.sessions.ids import ItemId

from .accessible import narrow, unfinished
from .axe import faults
from .house import MODERATOR, RECORDER, Table
from .people import LAPTOP, PHONE, PROJECTOR, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PICTURES = Path(__file__).parents[2] / "build" / "screenshots" / "first-things"
LANGUAGES = ["nl", "en"]
PROPOSAL = {"nl": "klinkt als een voorstel", "en": "sounds like a proposal"}


def look(person: Person, name: str) -> None:
    """Kept beside the other pictures; no rule of axe broken, and nothing scrolls sideways."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    person.page.screenshot(path=PICTURES / f"{name}.png", full_page=True, scale="css")
    assert faults(person.page) + narrow(person.page) + unfinished(person.page) == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_only_one_knows_stands_before_the_core_facts(come, server, locale):
    table = Table(server, locale).until("facts")
    for _ in range(6):
        table.play(table.rest.pop(0))
    lead = come(LAPTOP, table, MODERATOR).connected()
    phone = come(PHONE, table, table.raters[-1]).connected()
    writes = come(LAPTOP, table, RECORDER).connected()
    room = come(PROJECTOR, table, SCREEN).connected()
    for person in (lead, phone, writes, room):
        told = person.page.locator("#told, h1").first
        expect(told).to_be_visible()
        assert person.page.locator("form[id^='core-']").count() == 0
    for name, person in {"moderator": lead, "seat": phone, "recorder": writes}.items():
        look(person, f"facts-{name}-{locale}")
    look(room, f"facts-screen-{locale}")
    for move in table.rest:
        if move.key.startswith("core-"):
            break
        table.play(move)
    expect(lead.page.locator("form[id^='core-']").first).to_be_visible()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_proposal_among_the_facts_gets_a_hint_and_is_not_refused(come, server, locale):
    table = Table(server, locale).until("facts")
    phone = come(PHONE, table, table.raters[0]).connected()
    form = phone.form("unique-add")
    form.locator("textarea").fill("We moeten Lina plaatsen. We should wait.")
    expect(form.locator("[data-says]").first).to_contain_text(PROPOSAL[locale])
    look(phone, f"proposal-seat-{locale}")
    form.locator("[name='content.source']").fill("oma")
    form.locator("[name='content.date']").fill("gisteren")
    form.locator("button").first.tap()
    expect(phone.form("unique-add")).to_have_count(0)


@pytest.mark.parametrize("stage", ["reveal", "decide"])
@pytest.mark.parametrize("locale", LANGUAGES)
def test_an_answer_of_acute_danger_is_first_on_every_screen(come, server, stage, locale):
    table = Table(server, locale).until(stage)
    lead = come(LAPTOP, table, MODERATOR).connected()
    phone = come(PHONE, table, table.raters[1]).connected()
    room = come(PROJECTOR, table, SCREEN).connected()
    for name, person in {"moderator": lead, "seat": phone, "screen": room}.items():
        first = person.page.locator("#view .acute, #view h1").first
        expect(first).to_be_visible()
        look(person, f"acute-{stage}-{name}-{locale}")
    form = lead.form(f"acute-{stage}")
    expect(form).to_be_visible()
    form.locator("label:has([value=false])").click()
    form.locator("button").first.click()
    expect(lead.page.locator("#view .acute")).to_have_count(0)
    expect(phone.page.locator("#view .acute")).to_have_count(0)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_whoever_is_of_the_board_stands_last_in_the_order(come, server, locale):
    table = Table(server, locale).until("discuss")
    table.must(OpenItem(item=ItemId("1")), MODERATOR)
    lead = come(LAPTOP, table, MODERATOR).connected()
    board = next(rater.name for rater in table.cast.vignette.raters if rater.board)
    expect(lead.page.locator("ol li", has_text=board).last).to_be_visible()
    look(lead, f"order-moderator-{locale}")
    phone = come(PHONE, table, table.raters[4]).connected()
    look(phone, f"order-seat-{locale}")
