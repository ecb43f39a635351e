"""The pages as a hand finds them: forms, what lies folded before them, and what stands in them."""

from dataclasses import dataclass
from functools import cached_property

import lxml.html

CONTROLS = './/input[not(@type="hidden")] | .//textarea | .//select'


@dataclass
class Sheet:
    """One form on a page; of the parts that it lies in, some may have been asked for."""

    form: lxml.html.HtmlElement
    asked: tuple[str, ...] = ()

    @cached_property
    def sets(self):
        """What the page sends along by itself."""
        return {i.get("name"): i.get("value") for i in self.form.xpath('.//input[@type="hidden"]')}

    @cached_property
    def controls(self):
        """By name, each with its choices, or the one field there is."""
        found = {}
        for control in self.form.xpath(CONTROLS):
            found.setdefault(control.get("name"), []).append(control)
        return found

    @cached_property
    def presses(self):
        """Buttons that say something, by name."""
        return {button.get("name") for button in self.form.xpath(".//button[@name]")}

    @property
    def folds(self):
        return closed(self.form, None, self.asked)

    def folded(self, name):
        """How many folds lie before a field, within the form."""
        return min(closed(control, self.form) for control in self.controls[name])

    def stands(self, name):
        """The words that are in a text field already, or None where there is a choice."""
        control = self.controls[name][0]
        if control.tag == "select" or control.get("type") in {"radio", "checkbox"}:
            return None
        text = control.text if control.tag == "textarea" else control.get("value")
        return (text or "").lstrip("\n")

    def chosen(self):
        return [c.get("name") for c in self.form.xpath(CONTROLS) if c.get("checked") is not None]


def closed(element, within, asked=()):
    """How many folds an element lies in that are closed, or were until they were asked for."""
    folds = 0
    for around in element.iterancestors():
        if around is within:
            break
        shut = around.get("open") is None or around.get("id") in asked
        folds += around.tag == "details" and shut
    return folds


def unmade(html):
    """The parts of a page that are made when they are asked for."""
    return tuple(lxml.html.fromstring(html).xpath("//a[@data-unfold]/@data-unfold"))


def sheets(html, type, asked=()):
    """The forms of a page that send this command."""
    found = [Sheet(form, asked) for form in lxml.html.fromstring(html).iter("form")]
    return [sheet for sheet in found if sheet.sets.get("type") == type]
