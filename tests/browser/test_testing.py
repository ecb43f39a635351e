"""The test of a weighty decision in the browser: sent back, reworded, tested by two, signed."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deliberate.sessions.flow.commands import DescribeCase
from deliberate.sessions.ids import SeatId
from deliberate.sessions.testing.commands import TestCondition, TestVerdict

from .accessible import narrow
from .axe import faults
from .house import MODERATOR, RECORDER, Table
from .people import LAPTOP, PHONE, Person
from .story import Story

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PICTURES = Path(__file__).parents[2] / "build" / "screenshots" / "testing"


class Hands(Story):
    """What hands do, without the story around it."""

    def __post_init__(self) -> None:
        """Nobody comes by themselves."""


def weighty(server, locale: str) -> Table:
    """Complete and not tested; that it is weighty was said beforehand."""
    table = Table(server, locale).until("prepare", 1)
    [described] = [
        move.command
        for phase in [next(table.phases)]
        for move in phase[1](table.cast)
        if isinstance(move.command, DescribeCase)
    ]
    table.must(replace(described, weighty=True), MODERATOR)
    for move in table.rest:
        table.play(move)
    table.until("test")
    while not isinstance(table.rest[0].command, TestCondition):
        table.play(table.rest.pop(0))
    return table


def look(person: Person, name: str) -> None:
    """Kept beside the other pictures; no rule of axe broken, and nothing scrolls sideways."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    person.page.screenshot(path=PICTURES / f"{name}.png", full_page=True, scale="css")
    assert faults(person.page) + narrow(person.page) == []


def agree(story: Story, who: Person, entry: str, verdict: str = "agreed") -> None:
    form = str(who.page.locator(f"form[id^='test-{entry}-']").first.get_attribute("id"))
    said = {"weakest": "doable", "why": "Het kan, met hulp van oma.", "as_family": "true"}
    story.send(who, form, verdict=verdict, **said)


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_two_test_and_sign_a_weighty_decision(come, server, locale):
    table = weighty(server, locale)
    lead, pen = come(LAPTOP, table, MODERATOR), come(PHONE, table, RECORDER)
    story = Hands(None, None, locale)
    look(lead, f"moderator-laptop-{locale}")
    form = str(lead.page.locator("form[id^='test-condition-1-']").get_attribute("id"))
    back = {"weakest": "concrete", "verdict": "back", "change": "Wie kijkt er?"}
    story.send(lead, form, **back)
    expect(lead.page.get_by_text("Wie kijkt er?")).to_be_visible()
    story.send(pen, "correct-condition-1", content__watched_by="de broer en Yasmin, ieder apart")
    expect(pen.page.get_by_text("Wie kijkt er?")).to_be_visible()
    look(pen, f"recorder-phone-{locale}")
    agree(story, lead, "condition-1", TestVerdict.AGREED_AFTER_CHANGE)
    for entry in ("condition-2", "condition-3"):
        agree(story, lead, entry)
    invited = {"name": "Ineke Bos", "discipline": "GW", "organisation": "SAVE Noord"}
    story.send(lead, "invite-tester", **invited, sharing="by_name", ground="tweede toets")
    link = lead.page.locator("[id^='link-']").input_value()
    colleague = come(PHONE).speaks(locale)
    colleague.page.goto(link)
    button = colleague.page.locator("main form button")
    if button.count():
        button.first.click()
    admit = lead.page.locator("form[id^='admit-tester-']")
    expect(admit).to_have_count(1)
    story.send(lead, str(admit.get_attribute("id")))
    expect(colleague.page.locator("#stage")).to_be_visible(timeout=15_000)
    look(colleague, f"second-tester-phone-{locale}")
    agree(story, colleague, "condition-1", TestVerdict.AGREED_AFTER_CHANGE)
    for entry in ("condition-2", "condition-3"):
        agree(story, colleague, entry)
    judged = {"core": "yes", "proportional": "yes", "dissent": "yes"}
    story.send(colleague, "sign-form", **judged)
    story.send(lead, "sign-form", **judged)
    expect(lead.page.locator("section[aria-labelledby=sign] .notice--good")).to_have_count(2)
    look(lead, f"signed-laptop-{locale}")
    seats = table.state.roster.seats
    first, _ = table.state.testing.signatures
    assert seats[SeatId(first.by)].name == "Ineke Bos"
