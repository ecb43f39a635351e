"""The chapter of the decision, up to the closed meeting."""

from playwright.sync_api import expect

from .people import Person
from .story import Story, day


def decide(story: Story) -> None:
    """Who may decide decides, on the own phone; one disagrees; the meeting closes."""
    marit, joost, fatima = story.phones()
    weigh_out(story, story.writes, marit)
    safe = marit.page.locator("form[id^='safe-']").evaluate_all("all => all.map((f) => f.id)")
    for number, form in enumerate(safe):
        answer = "false" if number == 0 else "true"
        story.send(marit, str(form), safe_enough=answer, reason="Gezien op het huisbezoek.")
    act = {"content__who": "Oma", "content__what": "haalt Lina op", "content__when": "17.00 uur"}
    story.send(marit, "direct", **act)
    form = story.fill(marit, "decision-form", text="Lina slaapt bij oma.")
    form.locator("label:has([name=option])").first.tap()
    form.locator("label:has([name=lightest])").filter(has_text="Alles blijft zo").tap()
    reasons = {"reason": "Drie nachten ging het goed.", "why_not_lighter": "Thuis is het onrustig."}
    story.send(marit, "decision-form", **reasons)
    shown = story.people["screen"].page.locator("#view").get_by_text("Lina slaapt bij oma.")
    expect(shown).to_be_visible()
    say_whether_they_agree(story)
    asked = {"content__who": "Dennis", "content__what": "slaapt elke nacht bij zijn broer"}
    asked |= {"content__until": day(11), "content__why": "Ruzie in de nacht."}
    asked |= {"content__seen_by": "Oma belt.", "content__watched_by": "Joost, elke dag"}
    asked |= {"content__otherwise": "Joost komt dezelfde dag."}
    answers = story.fill(joost, "add-condition", **asked).locator("label:has([name*=facts])")
    answers.first.tap()
    story.send(joost, "add-condition")
    words = {"content__text": "Ik vind het te licht.", "content__changes_mind": "Een week rust."}
    wish = {"content__about": "weighing", "content__wish": "record"}
    story.send(fatima, "dissent-form", **words, **wish)
    reply = str(marit.page.locator("form[id^='answer-']").get_attribute("id"))
    story.send(marit, reply, text="Dat wegen we over een week opnieuw.")
    story.send(story.writes, "plan-b-form", content__text="Oma belt de dienst; wij komen.")
    story.send(story.writes, "learning-form", content__text="Eerst zelf, dan samen.")
    how_it_went(story)
    story.advance("decide")
    gone = ("B", "C", "D", "screen")
    for name in gone:
        expect(story.people[name].page.locator("#view[data-session]")).to_have_count(0)
        story.people[name].complaints.clear()  # of the answer 401, which says just that


def how_it_went(story: Story) -> None:
    """Four taps on every phone; the counts come when it is closed."""
    story.send(story.lead, "process-open")
    for person in story.phones("ABC"):
        form = person.form("process-form")
        expect(form).to_be_visible()
        for name in form.locator("fieldset").all():
            name.locator("label").first.tap()
        story.send(person, "process-form")
    story.send(story.lead, "process-close")
    expect(story.lead.page.locator("[aria-labelledby=process-lead] table")).to_be_visible()


def weigh_out(story: Story, who: Person, decider: Person) -> None:
    """What the two likeliest options do, before anything can be decided."""
    expect(decider.form("decision-form")).to_have_count(0)
    forms = who.page.locator("form[id^='consequences-']")
    expect(forms).to_have_count(2)
    for form in forms.evaluate_all("all => all.map((f) => f.id)"):
        areas = who.form(str(form)).locator("textarea")
        named = areas.evaluate_all("all => all.map((a) => a.name)")
        story.send(who, str(form), **{str(name).replace(".", "__"): "Rust." for name in named})


def say_whether_they_agree(story: Story) -> None:
    """One tap on every phone; who disagrees is shown where to write it down once all were asked."""
    *others, fatima = (story.writes, *story.phones("ABDC"))
    for person in others:
        person.form("agree-form").locator("button[value=agrees]").click()
        expect(person.page.locator("[aria-labelledby=agree] p.row")).to_be_visible()
    fatima.form("agree-form").locator("button[value=disagrees]").tap()
    expect(fatima.page.locator("[aria-labelledby=agree] p.row")).to_be_visible()
    expect(fatima.form("dissent-form")).to_have_count(0)
    story.send(story.lead, "agreement-close")
    expect(fatima.form("dissent-form").locator("textarea").first).to_be_visible()
