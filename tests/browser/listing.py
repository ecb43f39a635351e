"""The chapters of the options: the family first, silence, and one list."""

import re

from playwright.sync_api import expect

from .story import Story

REST = {"content__harm": "onrust", "content__waiting": "week", "content__bridging": "oma"}
IDEA = "answers.idea@1"


def in_silence(story: Story) -> None:
    """The family's own possibility comes first; then every phone has room to write."""
    assert story.lead.form("open-ideas").count() == 0
    own = {"content__title": "Oma slaapt bij ons", "content__weight": "lighter"}
    story.send(story.lead, "add-family", content__pro="rust", content__con="druk", **own, **REST)
    story.send(story.lead, "open-ideas")
    for person in story.phones():
        expect(person.form("a-ideas-1")).to_have_count(1)
    expect(story.people["screen"].page.locator("[data-until]")).to_have_text(re.compile("[0-2]:.."))


def list_options(story: Story) -> None:
    """Nobody sees an idea before the round closes; then each goes on the list with one tap."""
    marit, joost, fatima = story.phones()
    story.send(fatima, "a-ideas-1")
    for person, text in ((marit, "Alles blijft zo"), (joost, "Naar de opvang")):
        said = {"reason": text, "pro": "rust", "con": "duurt"}
        story.send(person, "a-ideas-1", **{f"{IDEA}.{name}": t for name, t in said.items()})
    for name in ("A", "moderator", "screen"):
        expect(story.people[name].page.get_by_text("Naar de opvang")).to_have_count(0)
    story.send(story.lead, "close-ideas")
    expect(marit.page.get_by_text("Naar de opvang").first).to_be_visible()
    place(story, "Oma doet mee", "join")
    place(story, "Alles blijft zo", "place", "[value=nothing_changes]")
    place(story, "Naar de opvang", "place", "[value=heavier]")
    for link in story.writes.page.locator("a[id^='edit-']").all():
        entry = str(link.get_attribute("id")).removeprefix("edit-")
        story.send(story.writes, f"correct-{entry}", content__con="het kost tijd", **REST)
    expect(story.people["screen"].page.get_by_text("Naar de opvang").first).to_be_visible()
    story.advance("options")
    story.stage("Challenge")


def place(story: Story, text: str, how: str, button: str = "") -> None:
    """One tap on an idea: a new option, or the same as the first."""
    idea = story.writes.page.locator("li").filter(has_text=text).locator(f"form[id^='{how}-']")
    expect(idea).to_have_count(1)
    form = story.writes.form(str(idea.get_attribute("id")))
    story.unfold(form)
    form.locator(f"button{button}").first.click()
    expect(form).to_have_count(0)
