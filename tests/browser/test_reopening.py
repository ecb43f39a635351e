"""What the family says sends the decision back: the group comes in again, and decides again."""

import pytest
from playwright.sync_api import expect

from deliberate.sessions.ids import SeatId

from .accessible import narrow
from .axe import faults
from .house import MODERATOR, RECORDER, Table
from .people import LAPTOP, PHONE, Person
from .test_testing import Hands

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
AGAIN = "Dennis slaapt bij zijn broer; oma hoeft niet te helpen."


def sound(person: Person) -> None:
    """No rule of axe broken, and nothing scrolls sideways."""
    assert faults(person.page) + narrow(person.page) == []


def told(server) -> Table:
    """Explained, and everybody said what they think of it."""
    table = Table(server).until("explain")
    for move in table.rest[:-1]:
        table.play(move)
    return table


def comes_back(come, lead: Person, story: Hands, seat: SeatId) -> Person:
    """By the new link on the moderator's page, and let in there."""
    guest: Person = come(PHONE).speaks("nl")
    lead.page.locator("[id='back-links'] > summary").click()
    guest.page.goto(lead.page.locator(f"[id='link-{seat}']").input_value())
    guest.page.locator("main form button").first.tap()
    expect(lead.form(f"admit-seat-{seat}")).to_have_count(1)
    sound(lead)
    story.send(lead, f"admit-seat-{seat}")
    expect(guest.page.locator("[id='decision']")).to_be_visible()
    return guest


def test_a_decision_is_taken_again(come, server):
    table = told(server)
    decider, rater = table.raters[:2]
    lead, pen = come(LAPTOP, table, MODERATOR), come(LAPTOP, table, RECORDER)
    marit = come(PHONE, table, decider)
    story = Hands(None, None, "nl")
    form = lead.form("reaction-form").locator("[name=person]").first
    story.send(lead, "reaction-form", person=str(form.get_attribute("value")), text="Oma is ziek.")
    expect(marit.page.get_by_text("Oma is ziek.").first).to_be_visible()
    answer = str(marit.page.locator("form[id^='answer-']:visible").first.get_attribute("id"))
    story.send(marit, answer, answer="Dan kijken we opnieuw.", outcome="back")
    expect(lead.form("reopen-form")).to_have_count(1)
    sound(lead)
    story.send(lead, "reopen-form", reason="Oma valt weg.")
    for person in (lead, pen, marit):
        expect(person.page.get_by_text("Oma valt weg.").first).to_be_visible()
        expect(person.page.get_by_text("Dit is het eerdere besluit.").first).to_be_visible()
        sound(person)
    guest = comes_back(come, lead, story, rater)
    for answer in table.state.verdict.safe_enough.values():
        form = f"safe-{answer.child}"
        expect(marit.form(form).locator("[name=safe_enough]:checked")).to_have_count(0)
        story.send(marit, form, safe_enough="false", reason=answer.reason, stays=answer.stays)
    sound(marit)
    story.send(marit, "decision-form", text=AGAIN)
    story.send(guest, "agree-form")
    expect(lead.page.get_by_text(AGAIN).first).to_be_visible()
    sound(guest)
    assert len(table.state.verdict.decisions) == 2
