"""The chapters after the meeting: the test, the arrangements, the explanation, the record."""

from playwright.sync_api import expect

from .people import Person
from .story import Story, day

STILL = ("moderator", "A", "recorder")
"""Whose seats have a task when the meeting is over."""


def tested(story: Story) -> None:
    """One condition comes back, whoever decides words it anew, and it is tested again."""
    lead, marit = story.lead, story.people["A"]
    story.stage("Test the conditions", STILL)
    rest = {"if_nothing_changes": "Dan wordt het onveilig.", "not_chosen": "Dat komt terug."}
    rest |= {"good_enough": "Drie maanden rust, zegt oma.", "why_not_heavier": "Oma helpt."}
    story.send(lead, "complete-form", **rest)
    expect(lead.form("sign-form").locator("button[type=submit]")).to_be_hidden()
    back = {"verdict": "back", "weakest": "concrete", "change": "Schrijf op wie elke dag belt."}
    story.send(lead, first(lead, "test-"), **back)
    expect(marit.page.get_by_text("Schrijf op wie elke dag belt.").first).to_be_visible()
    entry = str(marit.page.locator("form[id^='correct-']").first.get_attribute("id"))
    story.send(marit, entry, content__watched_by="Joost belt oma elke avond om acht uur.")
    expect(lead.page.get_by_text("Joost belt oma elke avond").first).to_be_visible()
    good = {"verdict": "agreed_after_change", "weakest": "doable", "why": "Oma woont vlakbij."}
    story.send(lead, first(lead, "test-"), **good, as_family="true")
    story.send(lead, "sign-form", core="yes", proportional="yes", dissent="yes")
    story.advance("test")


def first(person: Person, prefix: str) -> str:
    """The form that is open to somebody, among those that begin so."""
    found = person.page.locator(f"form[id^='{prefix}']:visible").first
    expect(found).to_be_visible()
    return str(found.get_attribute("id"))


def arranged(story: Story) -> None:
    """What is for safety now comes first; then who coordinates, who decides, when we look."""
    writes, lead = story.writes, story.lead
    story.stage("Arrangements", STILL)
    expect(lead.form("arrangement-form")).to_have_count(0)  # first what is for safety now
    half = first(writes, "complete-")
    watch = {"content__monitor": "Joost", "content__check": "belt oma"}
    story.send(writes, half, **watch, content__first_check=day(1), content__when=day(0))
    story.send(writes, "coordinator-form", content__name="Fatima el Amrani")
    story.send(writes, "makers-form", content__by="family")
    who = {"content__who": "family", "content__what": "bij wie Lina slaapt"}
    story.send(writes, "decides-form", **who)
    story.send(writes, "review-form", content__date=day(21))
    story.advance("agree")


def explained(story: Story) -> None:
    """In plain words; the copy is looked at first; what comes back gets its answer."""
    lead, marit = story.lead, story.people["A"]
    story.stage("Explain", STILL)
    story.send(lead, "summary-form")
    story.send(lead, "copy-form", looked="true", risk="Yasmin leest het bij oma, niet thuis.")
    told = {"to": "ouders", "how": "thuis, met oma erbij"}
    story.send(lead, "told-form", when=day(0), **told)
    said = lead.form("reaction-form").locator("[name=person]").first.get_attribute("value")
    story.send(lead, "reaction-form", person=str(said), text="Ik ben blij dat het rustig is.")
    expect(marit.page.locator("form[id^='answer-']")).to_have_count(1)
    answer = str(marit.page.locator("form[id^='answer-']").first.get_attribute("id"))
    story.send(marit, answer, answer="Dank, wij ook.", outcome="stands")
    while asked := lead.page.locator("[id^='bypass-form-consent_missing-']").evaluate_all(
        "all => all.map((form) => form.id.split('consent_missing-')[1])"
    ):
        story.send(lead, f"consent-{asked[0]}", said="agreed", understood="yes")
    story.advance("explain")
    story.stage("Closed", STILL)


def read_record(story: Story) -> None:
    """Four windows, the decision, the dissent with its name, and nobody's ratings."""
    page = story.lead.page
    page.locator("a.big-link[href$='/record']").click()
    page.wait_for_url("**/record")
    with page.expect_download() as paper:
        page.locator('a[href$="record.pdf?for=file"]').click()
    assert paper.value.path().read_bytes().startswith(b"%PDF")
    page.locator('a[href$="/record?for=file"]').click()
    page.wait_for_url("**/record?for=file")
    headings = " | ".join(page.locator("h2").all_inner_texts())
    for title in WINDOWS:
        assert story.say(title) in headings, headings
    text = page.locator("main").inner_text()
    said = ("Lina slaapt bij oma.", "Ik vind het te licht.", "Oma belt de dienst")
    for words in (*said, "Schrijf op wie elke dag belt.", "Oma woont vlakbij.", "Fatima el Amrani"):
        assert words in text, words


WINDOWS = (
    "Who are the people?",
    "What are the facts?",
    "How do we weigh the situation?",
    "What are the next steps?",
)
