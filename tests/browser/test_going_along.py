"""What the group is told of going apart and of silence, and how a heavier framework is decided."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deliberate.sessions.forms import CANNOT, Shift
from deliberate.sessions.ids import ROUND_2
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.verdict.commands import RecordDecision

from .accessible import narrow, unfinished
from .axe import faults
from .house import MODERATOR, RECORDER, SCREEN, Table
from .people import LAPTOP, PHONE, PROJECTOR, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PICTURES = Path(__file__).parents[2] / "build" / "screenshots" / "going-along"
SAID = {
    "nl": ("liggen de oordelen uiteen", "heeft niemand bezwaar"),
    "en": ("you stand apart on", "nobody objects any more"),
}
TWO = {"nl": "in twee kampen", "en": "in two camps"}
HEAVIER = {"nl": "Het kader wordt zwaarder.", "en": "The framework becomes heavier."}


def look(person: Person, name: str) -> None:
    """Kept beside the other pictures; no rule of axe broken, and nothing scrolls sideways."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    person.page.screenshot(path=PICTURES / f"{name}.png", full_page=True, scale="css")
    assert faults(person.page) + narrow(person.page) + unfinished(person.page) == []


def apart(move, number: int):
    """In two camps about safety now, and nobody who cannot stand behind an option."""
    if not isinstance(move.command, GiveAnswers) or move.command.round != ROUND_2:
        return move
    answers = {
        q: replace(answer, level=2 if number % 2 else 4, pick=None, shift=Shift.WENT_ALONG)
        if q.startswith("direct_safety")
        else answer
        for q, answer in move.command.answers.items()
        if answer.pick != CANNOT
    }
    return replace(move, command=replace(move.command, answers=answers)) if answers else None


def decided(server, locale: str) -> Table:
    """Two camps in round 2, a decision, and everybody asked in private agrees."""
    table = Table(server, locale).until("blind_2", 10_000)
    for move in table.rest:
        number = table.raters.index(move.seat) if move.seat in table.raters else 0
        if changed := apart(move, number):
            table.play(changed)
    next(table.phases)
    return table


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_going_apart_and_silence_are_told_to_the_group(come, server, locale):
    table = decided(server, locale)
    for move in table.until("decide", 10_000).rest:
        if move.key.startswith(("dissent", "process", "close-meeting")):
            continue
        command = move.command
        if isinstance(command, GiveAnswers):
            command = replace(
                command, answers={q: replace(a, pick="agrees") for q, a in command.answers.items()}
            )
        table.ask(command, move.seat, move.key)
    camps, silence = SAID[locale]
    for device, seat, name in (
        (LAPTOP, MODERATOR, "moderator-laptop"),
        (PHONE, table.raters[0], "rater-phone"),
        (PROJECTOR, SCREEN, "screen-projector"),
    ):
        person = come(device, table, seat).connected()
        expect(person.page.get_by_text(silence).first).to_be_visible()
        look(person, f"{name}-{locale}")
    screen = come(PROJECTOR, table, SCREEN).connected()
    screen.page.goto(f"{table.path(SCREEN)}?at=s1")
    expect(screen.page.get_by_text(TWO[locale])).to_be_visible()
    look(screen, f"apart-projector-{locale}")
    lead = come(LAPTOP, table, MODERATOR).connected()
    lead.page.locator("#seen-now > summary").click()
    expect(lead.page.get_by_text(camps).first).to_be_visible()
    look(lead, f"apart-laptop-{locale}")


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_a_heavier_framework_asks_why_and_loses_nothing_typed(come, server, locale):
    table = Table(server, locale).until("decide", 10_000)
    decision = next(m.command for m in table.rest if isinstance(m.command, RecordDecision))
    for move in table.rest:
        if move.command is decision:
            break
        table.play(move)
    for device, name in ((PHONE, "phone"), (LAPTOP, "laptop")):
        person = come(device, table, RECORDER).connected()
        form = person.form("decision-form")
        for field in ("option", "lightest"):
            form.locator(f"[name={field}][value='{getattr(decision, field)}']").check(force=True)
        form.locator("#decision-form-more > summary").click()
        form.locator("[name=framework][value=compulsory]").check(force=True)
        for field in ("text", "reason", "why_not_lighter"):
            form.locator(f"[name={field}]").fill(getattr(decision, field))
        form.locator("button[type=submit]").last.click()
        expect(form.locator(".error")).to_contain_text(HEAVIER[locale])
        assert form.locator("[name=reason]").input_value() == decision.reason
        look(person, f"framework-{name}-{locale}")
        person.complaints.clear()  # the browser notes every refusal
