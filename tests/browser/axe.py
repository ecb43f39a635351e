"""axe on a page: every WCAG rule to 2.2 AA and the good practices, and what it found in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": list(RULES), "resultTypes": ["violations"]}


def faults(page: Page) -> list[str]:
    """One line for every element that breaks a rule."""
    with unrolled(page):
        found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for fault in found
        for node in fault["nodes"][:3]
    ]


@contextmanager
def unrolled(page: Page) -> Iterator[None]:
    """As high as the page is long: what a bar covers is one scroll away, and not too small."""
    size = page.viewport_size or {"width": 390, "height": 844}
    length: int = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(length, size["height"])})
    yield
    page.set_viewport_size(size)


OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  const held = (el) => el.closest('.wrap, [role=region]');
  return [...document.querySelectorAll('main *')]
    .filter((el) => el.getBoundingClientRect().right > innerWidth + 1 && !held(el))
    .slice(0, 3).map((el) => el.outerHTML.slice(0, 120)).concat(`${wide} px too wide`);
}"""


def too_wide(page: Page) -> list[str]:
    """What makes a page scroll sideways."""
    found: list[str] = page.evaluate(OVERFLOW)
    return found
