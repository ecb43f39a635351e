"""Hints beside what is being typed: after a pause, through a push, and holding up nothing."""

import pytest
from playwright.sync_api import expect

from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.windows import Condition

from .axe import faults, too_wide
from .house import RECORDER, Table
from .people import PHONE

pytestmark = pytest.mark.browser

OTHER = Condition(who="Oma", what="slaapt vannacht in huis", until="20-01-2099", why="Rust.")
"""What somebody else puts on the list in the meantime."""


@pytest.fixture
def writer(server, come):
    """The recorder, with the form for a condition open."""
    table = Table(server, "nl", 3).until("decide")
    person = come(PHONE | {"viewport": {"width": 320, "height": 700}}, table, RECORDER).connected()
    person.page.locator("a#add-condition-fold").tap()
    expect(person.form("add-condition")).to_be_visible()
    return table, person


def typed(person, name, text):
    """Somebody types, and pauses: then the server is asked, and answers."""
    with person.page.expect_response("**/check") as answer:
        person.form("add-condition").locator(f"[name='content.{name}']").fill(text)
    assert answer.value.status == 200


def said(person, name):
    return person.page.locator(f"[id='add-condition-content.{name}-says']")


def test_words_are_looked_at_after_a_pause_and_the_sentence_is_built(writer):
    table, person = writer
    typed(person, "who", "Dennis")
    typed(person, "what", "accepteert hulp en belt vaak")
    expect(said(person, "what")).to_contain_text("\u2018accepteert hulp\u2019")
    expect(said(person, "what")).to_contain_text("\u2018vaak\u2019: Hoe vaak?")
    built = person.form("add-condition").locator(".built")
    expect(built).to_contain_text("Dennis accepteert hulp en belt vaak")
    expect(built.locator("[data-piece='content.until']")).to_have_attribute("data-open", "")
    typed(person, "until", "01-02-2020")
    expect(said(person, "until")).to_have_text("Die dag is al voorbij.")
    table.must(AddEntry(content=OTHER), table.raters[0])
    expect(person.page.get_by_text(OTHER.what).first).to_be_visible()
    expect(said(person, "what")).to_contain_text("\u2018vaak\u2019: Hoe vaak?")
    expect(built).to_contain_text("Dennis accepteert hulp en belt vaak")
    assert faults(person.page) == []
    assert too_wide(person.page) == []
    typed(person, "what", "belt elke vrijdag om 9 uur zijn broer")
    expect(said(person, "what")).to_have_text("")


def test_what_is_saved_says_the_same_and_a_clean_form_says_nothing(writer):
    _, person = writer
    typed(person, "who", "Iedereen")
    typed(person, "what", "toont elke dag inzicht")
    form = person.form("add-condition")
    form.locator("[name='content.until']").fill("ooit")
    form.locator("[name='content.why']").fill("Rust.")
    with person.page.expect_response("**/commands"):
        form.locator("button[type=submit]").tap()
    card = person.page.locator(".notice", has_text="Nog geen voorwaarde")
    for words in (
        "Wie doet het?",
        "\u2018toont elke dag inzicht\u2019",
        "Tot en met welke dag?",
        "Op welk feit",
    ):
        expect(card).to_contain_text(words)
    expect(form.locator("[name='content.what']")).to_have_value("")
    expect(said(person, "what")).to_have_text("")
    expect(form.locator("[data-piece='content.who']")).to_have_text("[wie]")
