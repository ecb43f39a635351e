"""A blind round in other ways than by tapping: without scripts, and by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from deliberate.sessions.ids import ROUND_1

from . import rating
from .house import MODERATOR, SCREEN, Table
from .people import LAPTOP, PHONE

pytestmark = pytest.mark.browser

HERE = """() => {
  const el = document.activeElement;
  const group = el.type === 'radio' ? [...document.getElementsByName(el.name)] : [];
  return {type: el.type ?? '', name: el.name ?? '', done: group.some((r) => r.checked),
    next: el.matches('form.answers .nav button'), seal: el.matches('[id^=seal-form-] button')};
}"""


@pytest.fixture
def table(server):
    return Table(server, "nl", 3).until("blind_1")


def sealed(table: Table) -> int:
    return len(table.state.rounds[ROUND_1].sealed)


def test_a_whole_round_without_scripts_on_a_slow_line(come, table):
    person = come({**PHONE, "java_script_enabled": False}, table, table.raters[0])
    person.slow_line(30_000)
    rating.through(person)
    expect(rating.unanswered(person)).to_have_count(0)
    rating.seal(person, "round-1")
    assert sealed(table) == 1


def test_the_alarm_opens_without_scripts(come, table):
    person = come({**PHONE, "java_script_enabled": False}, table, table.raters[0])
    person.page.locator("#alarm > summary").tap()
    expect(person.page.locator("#alarm .numbers").get_by_text("0800-2000")).to_be_visible()
    person.form("sound-alarm").locator("button").tap()
    expect(person.page.locator("#view .numbers").first).to_be_visible()
    assert table.state.alarm.on


def test_a_refusal_without_scripts_keeps_what_was_typed(come, server):
    table = Table(server, "en", 3).until("facts")
    person = come({**LAPTOP, "java_script_enabled": False}, table, table.raters[0])
    form = person.form("unique-add")
    for name, said in (("text", "t" * 700), ("source", "school"), ("date", "monday")):
        control = form.locator(f"[name='content.{name}']")
        control.evaluate("el => el.removeAttribute('maxlength')")
        control.fill(said)
    form.locator("button").click()
    expect(form.locator("[role=alert]")).to_be_visible()
    assert form.locator("[name='content.text']").input_value() == "t" * 700
    assert form.locator("[name='content.source']").input_value() == "school"
    person.complaints.clear()  # of the answer 422, which is the page itself


def test_a_whole_round_by_the_keyboard_alone(come, table):
    person = come(LAPTOP, table, table.raters[0]).connected()
    keys = person.page.keyboard
    for _ in range(600):
        keys.press("Tab")
        at = person.page.evaluate(HERE)
        if at["type"] == "radio" and not at["done"]:
            keys.press("Space")
            if at["name"].endswith(".level"):
                keys.press("ArrowDown")
        elif at["next"]:
            step = str(person.page.locator("form.answers").get_attribute("id"))
            keys.press("Enter")
            expect(person.form(step)).to_have_count(0)
        elif at["seal"]:
            keys.press("Enter")
            break
    expect(person.page.locator("[data-sealed='round-1']")).to_be_visible()
    assert sealed(table) == 1


def test_the_room_hears_how_many_are_ready_and_nothing_else(come, table):
    lead = come(LAPTOP, table, MODERATOR).connected()
    screen = come(LAPTOP, table, SCREEN).connected()
    person = come(PHONE, table, table.raters[0]).connected()
    rating.through(person)
    rating.seal(person, "round-1")
    for other in (lead, screen):
        expect(other.page.locator("#progress")).to_contain_text("1")
        assert other.frames
        assert "answers." not in other.received()
