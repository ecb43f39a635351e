"""Looks at every page of a session with axe, and at how it lies on a narrow screen."""

from .axe import faults, too_wide
from .everywhere import Walk


def problems(browser, server, locale: str) -> dict[str, list[str]]:
    """What is wrong on which page; empty when all is well."""
    found: dict[str, list[str]] = {}
    for look in Walk.through(browser, server, locale, seats=4).looks():
        page = look.person.page
        wrong = faults(page)
        if page.locator("html").get_attribute("lang") != locale:
            wrong.append("another language")
        if look.role in {"seat", "advocate"}:
            wrong += [f"sideways: {what}" for what in too_wide(page)]
        wrong += look.person.complaints
        look.person.complaints.clear()
        if wrong:
            found[look.name] = wrong
    return found
