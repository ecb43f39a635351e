"""The people of a whole session and what they do with their hands."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import TimeoutError as TooLate

from .people import LAPTOP, PHONE, PROJECTOR, Person
from .program import Program
from .words import Words

NAMES = {
    "A": "Marit de Wit",
    "B": "Joost Hendriks",
    "C": "Fatima el Amrani",
    "D": "Ingrid Postma",
    "recorder": "Noor Visser",
}
FRAMES = ({"session", "v"}, {"session", "sealed", "of"})


def day(later: int) -> str:
    """Today, or a day that is still to come, as people type it."""
    meant = datetime.now(UTC).date() + timedelta(days=later)
    return f"{meant.day}-{meant.month}-{meant.year}"


@dataclass
class Story:
    """The people of one session, and what they do with their hands."""

    browser: Browser
    program: Program
    locale: str
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self):
        self.say = Words(self.locale)
        self.told = self.program.demo()
        for name, device in (("moderator", LAPTOP), ("screen", PROJECTOR)):
            self.comes(name, device).page.goto(self.told[name])
            self.people[name].page.locator("main form button").click()
            self.people[name].connected()

    # -- hands

    @property
    def lead(self) -> Person:
        return self.people["moderator"]

    @property
    def writes(self) -> Person:
        """Who records what the group says."""
        return self.people["recorder"]

    def phones(self, names: str = "ABC") -> list[Person]:
        return [self.people[name] for name in names]

    def comes(self, name: str, device: dict[str, Any]) -> Person:
        self.people[name] = Person(self.browser, self.program.url, device)
        return self.people[name]

    def stage(self, title: str, names: tuple[str, ...] = ()) -> None:
        """Everybody's page gets there by itself."""
        said = self.say(title)
        for name in names or tuple(self.people):
            expect(self.people[name].page.locator("#stage")).to_have_text(said)

    def fill(self, person: Person, form: str, /, **fields: str) -> Locator:
        """Fill in the fields of a form, opening whatever it is folded in."""
        found = person.form(form)
        self.ask_for(found, person.page.locator(f"a[data-forms~='{form}']"))
        expect(found).to_have_count(1)
        self.unfold(found)
        for name, value in fields.items():
            self.enter(found, name.replace("__", "."), value)
        return found

    def ask_for(self, form: Locator, link: Locator) -> None:
        """A form that is made when somebody wants it, unless it is there already."""
        expect(form.or_(link)).to_have_count(1)
        if link.count():
            self.unfold(link)
            link.click()

    def enter(self, form: Locator, name: str, value: str) -> None:
        control = form.locator(f'[name="{name}"]:not([type=hidden])')
        if control.first.get_attribute("type") in {"radio", "checkbox"}:
            form.locator(f'label:has([name="{name}"][value="{value}"])').click()
        else:
            self.unfold(control)
            control.fill(value)

    def unfold(self, inside: Locator) -> None:
        """Press every closed fold around this, the outermost first."""
        folds = inside.locator("xpath=ancestor::details[not(@open)]")
        while folds.count():
            with suppress(TooLate):  # the page may open it by itself in between
                folds.first.locator("summary").first.click(timeout=2000)

    def send(self, person: Person, form: str, /, **fields: str) -> None:
        """Fill in, press, and wait until the server has answered."""
        found = self.fill(person, form, **fields)
        key = found.locator("[name=key]").input_value()
        with person.page.expect_response(lambda answer: answer.url.endswith("/commands")):
            found.locator("button[type=submit]").first.click()
        gone = person.page.locator(f"form[id='{form}'] [name=key][value='{key}']")
        expect(gone).to_have_count(0)

    def advance(self, stage: str) -> None:
        """The one primary action: opens, names what follows, and is confirmed."""
        expect(self.lead.form(f"advance-{stage}")).to_have_count(1)
        self.lead.page.locator(f"[id='advance-{stage}-confirm'] > summary").click()
        expect(self.lead.page.locator(f"[id='advance-{stage}-confirm'] p").first).to_be_visible()
        self.lead.form(f"advance-{stage}").locator("button").click()
        expect(self.lead.form(f"advance-{stage}")).to_have_count(0)

    # -- who comes in

    def knocks(self, name: str, device: dict[str, Any] = PHONE) -> Person:
        """With the code on the screen; the moderator lets in whoever says the two words."""
        person = self.comes(name, device)
        person.page.goto("/join")
        code = self.people["screen"].page.locator(".code").inner_text()
        person.page.locator("[name=code]").fill(code)
        person.page.locator("form:has([name=code]) button[type=submit]").click()
        self.admitted(person, NAMES[name])
        return person

    def admitted(self, person: Person, name: str) -> None:
        words = person.page.locator(".words").inner_text()
        knock = self.lead.page.locator("form[id^='admit-']").filter(has_text=words)
        knock.get_by_role("radio", name=name).check()
        knock.locator("button").click()
        expect(person.page.locator("#stage")).to_be_visible(timeout=15_000)
        person.connected()

    # -- what must hold

    def pushes(self) -> None:
        """The socket only ever says that something changed, or how many are ready."""
        for name, person in self.people.items():
            said = [json.loads(frame[2:]) for frame in person.frames if frame.startswith("42")]
            assert said, f"{name} was never told anything"
            assert all(set(body) in FRAMES for _, body in said), said

    def content(self) -> None:
        """Nobody's browser had anything to complain of."""
        complaints = {n: p.complaints for n, p in self.people.items() if p.complaints}
        assert complaints == {}
