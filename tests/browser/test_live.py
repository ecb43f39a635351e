"""What somebody is busy with outlives every push, lost network, lost answer and going back."""

import pytest
from playwright.sync_api import expect

from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.windows import Fact

from .house import MODERATOR, SCREEN, Table
from .people import LAPTOP, PHONE
from .words import Words

pytestmark = pytest.mark.browser

FACT = Fact(text="Oma haalde Lina op.", source="oma", date="gisteren")


@pytest.fixture
def table(server):
    return Table(server, "nl", 3)


def push(table: Table, seat: int = 1) -> None:
    """Somebody else says something, so that every page is drawn anew."""
    table.must(AddEntry(content=FACT), table.raters[seat])


def unique(person, name: str = "content.text"):
    return person.form("unique-add").locator(f"[name='{name}']")


def test_typing_goes_on_through_a_push(come, table):
    table.until("facts")
    person = come(PHONE, table, table.raters[0]).connected()
    text = unique(person)
    text.click()
    text.press_sequentially("Oma haalt haar op")
    text.evaluate("el => el.setSelectionRange(4, 9)")
    push(table)
    expect(person.page.locator(".text", has_text=FACT.text)).to_be_visible()
    state = "el => [document.activeElement === el, el.value, el.selectionStart, el.selectionEnd]"
    assert text.evaluate(state) == [True, "Oma haalt haar op", 4, 9]
    unique(person, "content.source").fill("oma")  # busy elsewhere now
    push(table, 2)
    expect(person.page.get_by_text(FACT.text)).to_have_count(2)
    assert text.input_value() == "Oma haalt haar op"


def test_open_parts_and_choices_stay(come, table):
    table.until("facts")
    person = come(LAPTOP, table, MODERATOR).connected()
    person.page.locator("#fact-add-fold > summary").click()
    person.page.locator("#fact-add-more > summary").click()
    choice = person.form("fact-add").locator("[name='content.hand']").first
    choice.locator("xpath=ancestor::label").click()
    push(table)
    expect(person.page.locator(".text", has_text=FACT.text)).to_be_visible()
    expect(choice).to_be_checked()
    expect(person.page.locator("#fact-add-more[open]")).to_be_visible()


def test_a_reload_keeps_what_was_typed_and_sending_clears_it(come, table):
    table.until("facts")
    person = come(PHONE, table, table.raters[0]).connected()
    unique(person).fill("half ge")
    person.page.reload()
    expect(person.page.locator("#live")).to_have_attribute("data-state", "unsaved")
    assert unique(person).input_value() == "half ge"
    unique(person, "content.source").fill("oma")
    unique(person, "content.date").fill("gisteren")
    person.form("unique-add").locator("button").tap()
    expect(person.form("unique-add")).to_have_count(0)
    person.connected()
    drafts = "() => Object.keys(sessionStorage).filter((k) => k.startsWith('draft'))"
    assert person.page.evaluate(drafts) == []


def test_what_is_sent_without_network_arrives_once(come, table):
    table.until("facts")
    person = come(PHONE, table, table.raters[0]).connected()
    before = table.state.version
    person.offline()
    person.form("nothing").locator("button").tap()
    expect(person.page.locator("#live")).to_have_attribute("data-state", "off")
    assert table.state.version == before
    person.offline(False)
    expect(person.form("nothing")).to_have_count(0)
    person.connected()
    assert table.state.version == before + 1
    assert table.raters[0] in table.state.entries.nothing_to_add


def test_a_lost_answer_is_asked_again_and_counted_once(come, table):
    table.until("facts")
    person = come(PHONE, table, table.raters[0]).connected()
    before, posts = table.state.version, []

    def lose_the_first(route):
        posts.append(route.request.post_data)
        if len(posts) == 1:
            route.fetch()  # the server hears it
            route.abort()  # and the phone never hears back
        else:
            route.continue_()

    person.page.route("**/commands", lose_the_first)
    person.form("nothing").locator("button").tap()
    expect(person.form("nothing")).to_have_count(0)
    person.connected()
    person.page.wait_for_timeout(2500)
    person.complaints.clear()  # of the request that was cut short
    assert table.state.version == before + 1
    assert len(set(posts)) == 1


def test_going_back_shows_nothing_old(come, table):
    table.until("facts")
    person = come(PHONE, table, table.raters[0]).connected()
    person.page.goto("/accessibility")
    push(table)
    person.page.go_back()
    expect(person.page.locator(".text", has_text=FACT.text)).to_be_visible()
    answer = person.page.request.get(table.path(table.raters[0]))
    assert answer.headers["cache-control"] == "no-store"


def test_an_older_view_never_replaces_a_newer_one(come, table):
    table.until("facts")
    person = come(PHONE, table, table.raters[0]).connected()
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    person.page.route("**/view", hold_the_first)
    push(table)
    person.page.wait_for_timeout(400)
    assert held, "no view was asked for"
    old = held[0].fetch()
    push(table, 2)
    person.form("nothing").locator("button").tap()  # its answer is newer than what is held
    expect(person.page.get_by_text(FACT.text)).to_have_count(2)
    held[0].fulfill(response=old)
    person.page.wait_for_timeout(400)
    expect(person.page.get_by_text(FACT.text)).to_have_count(2)


def test_the_alarm_opens_without_network(come, table):
    table.until("facts")
    person = come(PHONE, table, table.raters[0]).connected()
    person.offline()
    person.page.locator("#alarm > summary").tap()
    for number in ("112", "0800-2000"):
        expect(person.page.locator("#alarm .numbers").get_by_text(number)).to_be_visible()
    person.form("sound-alarm").locator("button").tap()
    assert not table.state.alarm.on
    person.offline(False)
    told = Words("nl")("The group has been told.")
    expect(person.page.locator("#alarm [data-sent]")).to_have_text(told)
    assert table.state.alarm.on


def test_everybody_whose_seat_ends_leaves_at_once(come, table):
    table.until("decide", 1)
    places = (*table.raters[1:], SCREEN)
    people = [come(PHONE, table, seat).connected() for seat in places]
    table.play(table.rest.pop())
    for person in people:
        expect(person.page.locator("#view[data-session]")).to_have_count(0, timeout=10_000)
        assert person.page.locator("h1").inner_text()
        person.complaints.clear()  # of the answer 401, which says just that
