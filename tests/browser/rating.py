"""How a hand goes through a blind round on a phone: screen by screen, then the review."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from .people import Person

Chooser = Callable[[str, list[str]], str]
"""From a question and its possible values to the value chosen; "" leaves it for later."""

GROUPS = """form => {
  const found = {};
  for (const el of form.querySelectorAll('input[type=radio]'))
    if (el.offsetParent) (found[el.name] ??= []).push(el.value);
  return Object.entries(found);
}"""


def plainly(name: str, values: list[str]) -> str:
    """An ordinary answer: impeding, the middle level, the first of what can be picked."""
    part = name.rpartition(".")[2]
    wanted = {"direction": "risk", "level": "2"}.get(part, values[0])
    return wanted if wanted in values else values[0]


def tap(form: Locator, name: str, value: str) -> None:
    form.locator(f'label:has(input[name="{name}"][value="{value}"])').tap()
    expect(form.locator(f'input[name="{name}"][value="{value}"]')).to_be_checked()


def arrived(person: Person) -> None:
    """The next screen is here to its end: without scripts a page comes in parts on a slow line."""
    expect(person.page.locator("form.answers, #locked, ul.review").first).to_be_attached()
    person.page.wait_for_load_state("domcontentloaded")


def screen(person: Person, choose: Chooser = plainly) -> bool:
    """Answer the screen that is shown and go on; False on the review."""
    arrived(person)
    form = person.page.locator("form.answers")
    if not form.count():
        return False
    at = person.page.locator("#view").get_attribute("data-at")
    here = form.get_attribute("id")
    done: set[str] = set()
    while asked := [(name, values) for name, values in form.evaluate(GROUPS) if name not in done]:
        for name, values in asked:
            done.add(name)
            if value := choose(name, values):
                tap(form, name, value)
    form.locator(".nav button[type=submit]").tap()
    expect(person.page.locator(f"form[id='{here}']")).to_have_count(0)
    return at is not None


def through(person: Person, choose: Chooser = plainly) -> None:
    """Every screen, up to the review."""
    for _ in range(40):
        if not screen(person, choose):
            return
    raise AssertionError("the blind form has no end")


def seal(person: Person, round_id: str) -> None:
    person.form(f"seal-form-{round_id}").locator("button").tap()
    expect(person.page.locator(f"[data-sealed='{round_id}']")).to_be_visible()


def unanswered(person: Person) -> Locator:
    """What the review says is still open."""
    return person.page.locator(".review a[data-done=no]")


def say_why(person: Person) -> None:
    """Whoever moved two levels or more is asked what made the difference."""
    asked = person.page.locator(".notice--warn a")
    for _ in range(asked.count()):
        if asked.count():
            asked.first.tap()
            expect(person.page.locator("form.answers")).to_be_visible()
            through(person)
