"""Looks at every page of a session with axe, and at how it lies on a narrow screen."""

import re

from playwright.sync_api import Page

from .axe import faults, too_wide
from .everywhere import Walk


def problems(browser, server, locale: str) -> dict[str, list[str]]:
    """What is wrong on which page; empty when all is well."""
    found: dict[str, list[str]] = {}
    for look in Walk.through(browser, server, locale, seats=6).looks():
        page = look.person.page
        wrong = faults(page)
        if page.locator("html").get_attribute("lang") != locale:
            wrong.append("another language")
        wrong += unfinished(page)
        if look.role in {"seat", "advocate", "recorder"}:
            wrong += narrow(page)
        wrong += look.person.complaints
        look.person.complaints.clear()
        if wrong:
            found[look.name] = wrong
    return found


def narrow(page: Page) -> list[str]:
    """What scrolls sideways on the smallest phone, and with letters twice as large."""
    size = page.viewport_size or {"width": 390, "height": 844}
    page.set_viewport_size({"width": 320, "height": 640})
    found = [f"320 px: {what}" for what in too_wide(page)]
    page.set_viewport_size(size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found += [f"200% text: {what}" for what in too_wide(page)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def unfinished(page: Page) -> list[str]:
    """Words that only a program could have left there, and a clock that does not know the time."""
    found = re.findall(
        r"NaN|undefined|\bNone\b|<Macro|\{\{|%\(\w+\)s", page.locator("main").inner_text()
    )
    now = page.locator("#view[data-now]").evaluate_all("all => all.map((el) => el.dataset.now)")
    return found + [f"now is {said}" for said in now if not str(said).isdigit()]
