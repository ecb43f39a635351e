"""Two silent minutes on a phone: what is typed stays, comes out at the end, and needs no script."""

import pytest
from playwright.sync_api import expect

from deliberate.rehearsal.script.listing import options
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import IDEAS, EntryId, question
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers

from .house import MODERATOR, SCREEN, Table
from .people import LAPTOP, PHONE
from .words import Words

pytestmark = pytest.mark.browser
NARROW = {**PHONE, "viewport": {"width": 320, "height": 640}}


@pytest.fixture
def table(server):
    """Everybody has just begun to write."""
    table = Table(server, "nl", 3).until("options")
    for move in list(options(table.cast))[:2]:
        table.play(move)
    return table


def think(table: Table, seat: int, text: str) -> None:
    answers = {question("idea", EntryId("1")): Answer(reason=text)}
    table.must(GiveAnswers(round=IDEAS, answers=answers), table.raters[seat])


def field(person, name: str = "reason", form: str = "a-ideas-1"):
    return person.form(form).locator(f"[name$='.{name}']")


def test_what_is_typed_outlives_others_and_a_reload(come, table):
    person = come(PHONE, table, table.raters[0]).connected()
    field(person).fill("Oma komt elke avond")
    field(person, "con").fill("zij werkt")
    think(table, 1, "Een ander idee")
    expect(person.page.locator("#live[data-state=unsaved]")).to_be_visible()
    person.page.reload()
    assert field(person).input_value() == "Oma komt elke avond"
    assert field(person, "con").input_value() == "zij werkt"
    assert "Een ander idee" not in person.received()


def test_who_was_still_writing_when_the_round_closes_has_lost_nothing(come, table):
    person = come(PHONE, table, table.raters[0]).connected()
    field(person).fill("Oma komt elke avond")
    field(person, "pro").fill("vertrouwd")
    table.must(CloseRound(round=IDEAS), MODERATOR)
    title = person.form("add-option").locator("[name='content.title']")
    expect(title).to_be_visible()
    expect(title).to_have_value("Oma komt elke avond")
    expect(person.form("add-option").locator("[name='content.pro']")).to_have_value("vertrouwd")
    assert person.complaints == []


def test_a_second_idea_can_be_written_and_the_first_taken_back(come, table):
    person = come(NARROW, table, table.raters[0]).connected()
    field(person).fill("Oma komt elke avond")
    person.form("a-ideas-1").locator("button").tap()
    expect(person.page.locator("#next-idea")).to_have_text(Words("nl")("One more idea"))
    field(person, form="a-ideas-2").fill("Naar de opvang")
    person.form("a-ideas-2").locator("button").tap()
    expect(person.form("a-ideas-3")).to_have_count(1)
    person.page.locator("details[id='own-idea@1'] > summary").tap()
    person.form("a-ideas-1-back").locator("button").tap()
    expect(person.page.locator("details[id='own-idea@1']")).to_have_count(0)
    table.must(CloseRound(round=IDEAS), MODERATOR)
    assert [idea.text for idea in table.state.rounds[IDEAS].ideas] == ["Naar de opvang"]
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not person.page.evaluate(wide)


def test_it_all_works_without_scripts(come, table):
    bare = {**PHONE, "java_script_enabled": False}
    person, lead = come(bare, table, table.raters[0]), come(bare, table, MODERATOR)
    field(person).fill("Oma komt elke avond")
    person.form("a-ideas-1").locator("button").tap()
    expect(person.form("a-ideas-2")).to_have_count(1)
    other = come(bare, table, table.raters[1])
    other.form("nothing-to-add").locator("button").tap()
    expect(other.form("nothing-to-add")).to_have_count(0)
    lead.page.locator("[id='close-ideas-confirm'] > summary").tap()
    lead.form("close-ideas").locator("button").tap()
    lead.page.locator("form[id^='place-'] button[value=lighter]").first.tap()
    expect(lead.page.locator("form[id^='place-']")).to_have_count(0)
    listed = [option.title for _, option in table.state.entries.options()]
    assert "Oma komt elke avond" in listed


def test_the_room_sees_the_time_run_and_how_many_are_done(come, table):
    screen, lead = (come(LAPTOP, table, seat).connected() for seat in (SCREEN, MODERATOR))
    time = screen.page.locator("[data-until]")
    before = time.inner_text()
    think(table, 0, "Oma komt elke avond")
    for person in (screen, lead):
        expect(person.page.locator("#progress")).to_contain_text("1")
        assert "Oma komt" not in person.received()
    expect(time).not_to_have_text(before)
    assert len([frame for frame in screen.frames if frame.startswith("42")]) < 6
