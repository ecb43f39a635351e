"""A whole session by chapters: three phones, two laptops, a projector, and one who comes late."""

import re

from playwright.sync_api import Browser, expect

from . import afterwards, deciding, listing, rating
from .axe import faults
from .people import LAPTOP, PHONE, Person
from .program import Program
from .story import NAMES, Story

AWAY = ("seat-D", "seat-E", "seat-F", "seat-G", "seat-H")
LONG = "Ze sliep drie nachten bij oma. " * 25


def whole(browser: Browser, program: Program, locale: str) -> None:
    """From the first knock to the sealed record."""
    story = Story(browser, program, locale)
    try:
        for chapter in CHAPTERS:
            chapter(story)
        story.pushes()
        story.content()
    finally:
        for person in story.people.values():
            person.close()
        program.stop()


def open_room(story: Story) -> None:
    """People come in by two words, others are noted as absent, two questions are asked."""
    screen = story.people["screen"]
    expect(screen.page.locator(".join svg")).to_be_visible()
    assert story.lead.form("advance-open").count() == 0  # too early: the page says what is needed
    for name in "ABC":
        story.knocks(name)
    story.knocks("recorder", LAPTOP)
    for seat in AWAY:
        story.send(story.lead, f"mark-absent-{seat}", reason="ziek")
    story.send(story.lead, "acute-open", acute="false")
    story.send(story.lead, "no-expertise-form", reason="Iedereen is er.")
    while (left := story.lead.page.locator("form[id^='warning-form-']")).count():
        story.send(story.lead, str(left.first.get_attribute("id")), reason="besproken")
    story.advance("open")
    story.stage("Facts")


def tell_facts(story: Story) -> None:
    """A fact that is too long, one in two sittings, and somebody who has none."""
    marit, joost, fatima = story.phones()
    form = story.fill(marit, "unique-add", content__source="huisbezoek", content__date="gisteren")
    text = form.locator("textarea")
    text.evaluate("el => el.removeAttribute('maxlength')")  # as a browser that keeps no count
    text.fill(LONG)
    form.locator("button").first.tap()
    error = form.locator("textarea").locator("xpath=preceding-sibling::p[@role='alert']")
    expect(error).to_be_visible()
    assert text.input_value() == LONG
    marit.complaints.clear()  # of the answer 400, which says just that
    assert form.locator("[name='content.source']").input_value() == "huisbezoek"
    half = story.fill(joost, "unique-add", content__source="school").locator("textarea")
    half.press_sequentially("Mats mist sinds")
    story.send(marit, "unique-add", content__text="Drie nachten bij oma geslapen.")
    expect(joost.page.get_by_text("Drie nachten bij oma geslapen.").first).to_be_visible()
    joost.page.reload()
    expect(joost.page.locator("#live[data-state=unsaved]")).to_be_visible()
    assert half.input_value() == "Mats mist sinds"
    date = "maandag"
    story.send(
        joost, "unique-add", content__text="Mats mist sinds mei vijf uur.", content__date=date
    )
    fatima.form("nothing").locator("button").tap()
    for number in (1, 2, 3):
        story.send(story.lead, f"core-fact-{number}")
    expect(story.people["screen"].page.locator(".order li")).to_have_count(3)
    story.advance("facts")
    story.stage("Judge alone")


class Otherwise:
    """Sees as protecting what others see as impeding, and does not know the third thing."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, name: str, values: list[str]) -> str:
        if not name.endswith(".direction"):
            return rating.plainly(name, values)
        self.seen.append(name)
        wanted = "unknown" if len(self.seen) == 3 else "protective"
        return wanted if wanted in values else "risk"


def judge_alone(story: Story) -> None:
    """Nothing is chosen beforehand; later, don't know, a reload, and an answer replaced."""
    marit, joost, fatima = story.phones()
    for person in (marit, joost, fatima):
        expect(person.page.locator("form.answers")).to_be_visible()
        assert person.page.locator("form.answers input:checked").count() == 0
    rating.through(marit)
    rating.seal(marit, "round-1")
    expect(story.people["screen"].page.locator("#progress")).to_contain_text("1")
    first = joost.page.locator("form.answers input[type=radio]").first
    first.locator("xpath=ancestor::label").tap()
    joost.page.reload()
    expect(first).to_be_checked()
    rating.through(joost, Otherwise())
    rating.seal(joost, "round-1")
    later(fatima)
    rating.seal(fatima, "round-1")
    replaced(joost)
    for quiet in (story.lead, story.writes, story.people["screen"]):
        assert not re.search(r'name="answers\.|class="plot', quiet.received())
    story.pushes()
    story.advance("blind_1")


def later(person: Person) -> None:
    """Leaves the first question open, finds it in the review, and answers it there."""
    skipped = person.page.locator("form.answers input").evaluate_all(
        "all => all.find((el) => el.type === 'radio').name"
    )
    rating.through(person, lambda n, v: "" if n == skipped else rating.plainly(n, v))
    expect(person.page.locator("#locked")).to_be_visible()  # first the factors
    person.page.locator("nav.nav a").last.tap()
    expect(rating.unanswered(person).first).to_be_visible()
    assert person.form("seal-form-round-1").count() == 0  # too early to seal
    rating.unanswered(person).first.tap()
    expect(person.page.locator("form.answers")).to_be_visible()
    rating.through(person)


def replaced(person: Person) -> None:
    """Once sealed an answer can still be changed, and the seal stays."""
    person.page.locator(".review a").first.tap()
    change = person.page.locator("form:has(input[value=none])")
    change.locator("button").tap()
    expect(person.page.locator("[data-sealed='round-1']")).to_be_visible()


def see(story: Story) -> None:
    """All screens at once; a late rater rates first; then the list to talk about."""
    story.stage("All at once")
    for person in story.people.values():
        expect(person.page.locator("main figure svg").first).to_be_visible()
    late = late_rater(story)
    expect(late.page.locator("main figure svg").first).to_be_visible()
    if story.lead.form("acute-reveal").count():
        story.send(story.lead, "acute-reveal", acute="false")
    story.send(story.lead, "agenda")
    story.send(story.lead, "swap-1")
    story.advance("reveal")
    story.stage("Talk about differences")


def late_rater(story: Story) -> Person:
    """Comes when the judgements are on the screens, and sees none before the own one is in."""
    late = story.comes("D", PHONE)
    late.page.goto("/join")
    late.page.locator("[name=code]").fill(story.told["code"])
    late.page.locator("form:has([name=code]) button[type=submit]").tap()
    story.admitted(late, NAMES["D"])
    expect(late.page.locator("form.answers")).to_be_visible()
    assert late.page.locator("main figure").count() == 0
    assert 'class="plot' not in late.received()
    assert faults(late.page) == []
    rating.through(late)
    seal = late.page.locator("form[id^='seal-form-'] button")
    seal.tap()
    return late


def advocate(story: Story) -> Person:
    """Whose phone says that the lot fell on them."""
    said = story.say("You are devil’s advocate today")
    mine = [p for p in story.phones("ABCD") if p.page.get_by_text(said).count()]
    assert len(mine) == 1
    return mine[0]


def talk(story: Story) -> None:
    """Each item is opened, countered once, and gets an outcome; a phone loses its network."""
    drawn = advocate(story)
    items = story.lead.page.locator("form[id^='open-']")
    ids = [str(i).removeprefix("open-") for i in items.evaluate_all("all => all.map((f) => f.id)")]
    for number, item in enumerate(ids):
        story.send(story.lead, f"open-{item}")
        if number == 0:
            story.send(drawn, f"counter-{item}", text="Je kunt dit ook zo zien: oma houdt vol.")
            expect(story.lead.page.get_by_text("oma houdt vol").first).to_be_visible()
            out_of_reach(story, story.people["A"])
            unclear(story, story.people["B"])
        close_item(story, f"close-{item}")
    story.advance("discuss")
    story.stage("Options")


def close_item(story: Story, close: str) -> None:
    """Outcome, one line and no single fact; how it protects where somebody said that it does."""
    form = story.writes.form(close)
    said = {"note": "We zien hetzelfde feit.", "fact": ""}
    said["outcome"] = str(form.locator("input[name=outcome]").first.get_attribute("value"))
    if form.locator("[name=mechanism]").count():
        said |= {"mechanism": "Lina kan ergens heen.", "example": "Zij belde oma, oma kwam."}
    story.send(story.writes, close, **said)


def unclear(story: Story, person: Person) -> None:
    """A phone asks what a word means; the recorder writes it down, and the room reads it."""
    story.send(person, "mark-word", content__word="volhouden")
    meaning = story.writes.page.locator("form[id^='meaning-']")
    expect(meaning).to_have_count(1)
    meant = "Oma belt zelf als het niet gaat."
    story.send(story.writes, str(meaning.get_attribute("id")), content__meaning=meant)
    expect(person.page.get_by_text(meant).first).to_be_visible()


def out_of_reach(story: Story, person: Person) -> None:
    """The line about the connection is true: off while there is none, and on again after."""
    live = person.page.locator("#live")
    person.offline()
    expect(live).to_have_attribute("data-state", "off")
    expect(live).to_have_text(story.say("No connection. What you type stays here."))
    person.offline(False)
    expect(live).to_have_attribute("data-state", "on")


def restart(story: Story) -> None:
    """The server stops and starts again: what was typed is there, everybody is back."""
    fatima = story.people["C"]
    story.fill(fatima, "a-ideas-1", **{"answers.idea@1.reason": "Oma doet mee"})
    for person in story.people.values():
        person.cut_off = True
    story.program.stop()
    expect(fatima.page.locator("#live")).to_have_attribute("data-state", "off")
    story.program.start()
    for name, person in story.people.items():
        state = "unsaved" if name == "C" else "on"
        expect(person.page.locator("#live")).to_have_attribute("data-state", state)
    assert fatima.form("a-ideas-1").locator("textarea").first.input_value() == "Oma doet mee"


def challenge(story: Story) -> None:
    """Point by point from the drawn advocate's phone, a fourth because all judged safety alike;
    the group answers each with one tap."""
    drawn = advocate_here(story)
    story.send(drawn, "deliver-explanation", text="De onrust komt van de verhuizing.")
    story.send(drawn, "deliver-fact", text="De school ziet Mats op tijd.", fact="does_not_fit")
    other = {"lighter": "oma blijft", "heavier": "oma stopt", "weight": "lighter"}
    story.send(drawn, "deliver-option", text="Oma komt elke avond langs.", **other)
    story.send(drawn, "deliver-pre_mortem", text="Niemand belde toen oma ziek werd.")
    answered = story.writes.page.locator("[id^='again-']")
    for number in range(4):
        expect(answered).to_have_count(number)
        waiting = story.writes.page.locator("article:not(:has([id^='again-'])) form[id^='adopt-']")
        expect(waiting).to_have_count(1)
        form = str(waiting.get_attribute("id"))
        story.send(story.writes, form, text="Dit nemen we mee.")
    weigh_what_joined(story)
    drawn.page.locator("[id='lay-down-confirm'] > summary").tap()
    drawn.form("lay-down").locator("button").tap()
    expect(drawn.page.get_by_text(story.say("The role has been laid down."))).to_be_visible()
    story.advance("challenge")
    story.stage("Judge alone again")


def weigh_what_joined(story: Story) -> None:
    """The advocate's option is asked what the others were asked before the list was closed."""
    edit = story.writes.page.locator("#option-list a[id^='edit-']").last
    entry = str(edit.get_attribute("id")).removeprefix("edit-")
    story.send(
        story.writes, f"correct-{entry}", content__pro="rust", content__con="druk", **listing.REST
    )


def advocate_here(story: Story) -> Person:
    """The phone that has something to bring."""
    mine = [p for p in story.phones("ABCD") if p.form("deliver-explanation").count()]
    assert len(mine) == 1
    return mine[0]


def judge_again(story: Story) -> None:
    for person in story.phones("ABCD"):
        expect(person.page.locator("form.answers")).to_be_visible()
        rating.through(person)
        rating.say_why(person)
        rating.seal(person, "round-2")
    story.advance("blind_2")
    story.stage("Weigh and decide")


CHAPTERS = (
    open_room,
    tell_facts,
    judge_alone,
    see,
    talk,
    listing.in_silence,
    restart,
    listing.list_options,
    challenge,
    judge_again,
    deciding.decide,
    afterwards.tested,
    afterwards.arranged,
    afterwards.explained,
    afterwards.read_record,
)
