"""The effort of a session is counted from commands: here it is held against the pages."""

from dataclasses import fields, replace

import pytest

from deliberate.rehearsal.blind_form import blind, screens
from deliberate.rehearsal.effort import SEALED, Act, Counter, form_of
from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import ADVOCATE, MODERATOR, settled, shown_ideas
from deliberate.sessions.discussion.commands import SetAgenda
from deliberate.sessions.flow.commands import ExplainWarning
from deliberate.sessions.ids import ROUND_1, ROUND_2
from deliberate.sessions.rounds.commands import GiveAnswers, PlaceIdea, SealRound
from deliberate.sessions.seating.commands import AdmitSeat
from deliberate.sessions.windows import Arrangement
from tests.rehearsal.paper import sheets, unmade
from tests.web.room import LIVE, close_room, open_room

pytestmark = pytest.mark.untraced

PARTS = ("direction", "level", "benefit", "cause", "pick", "shift")


@pytest.fixture(params=["V1", "V3"])
def room(request, tmp_path):
    made = open_room(tmp_path, request.param)
    yield made
    close_room(made)


def test_every_form_stands_on_its_page_as_it_is_counted(room):
    counter, odd = Counter(), []
    for stage, phase in STAGED:
        for move in phase(room.cast):
            seat = _seat(room, move)
            act = Act(stage, seat, move.key, move.command)
            if not _blind(move.command) and not isinstance(move.command, AdmitSeat):
                real = replace(act, command=settled(move.command, shown_ideas(room.state)))
                odd += [f"{stage} {move.key}: {what}" for what in _odd(room, counter, real)]
            list(counter.count([act]))
            room.play(move)
    assert odd == []


def _seat(room, move):
    return (room.state.challenge.advocate or MODERATOR) if move.seat == ADVOCATE else move.seat


def _blind(command):
    return isinstance(command, GiveAnswers | SealRound) and command.round in SEALED


def _odd(room, counter, act):
    """What the page has otherwise than it is counted."""
    command, form = act.command, form_of(act.command, act.stage)
    browser = room.browser(act.seat)
    asked = unmade(browser.page("/").text)
    page = browser.page(f"/?open={','.join(asked)}")
    assert page.status_code == 200, act
    found = sheets(page.text, type(command).__name__, asked)
    sheet = next((s for s in found if _fits(s, command)), None)
    if sheet is None:
        if not isinstance(command, ExplainWarning):  # the script explains what is not asked, too
            yield "no such form on the page"
        return
    if sheet.folds > form.folds and not isinstance(command, PlaceIdea):  # the first is unfolded
        yield f"{sheet.folds} folds before it, not {form.folds}"
    if isinstance(command, GiveAnswers):
        yield from _answers_odd(sheet, command)
    elif not isinstance(command, SetAgenda):
        yield from _fields_odd(sheet, counter, command, form)


def _fits(sheet, command):
    """Whether the page sets in this form what the command says."""
    content = getattr(command, "content", None)
    said = {f.name: getattr(command, f.name) for f in fields(command)}
    said |= {"content.kind": content.kind} if content else {}
    said |= {"content.direct": content.direct} if isinstance(content, Arrangement) else {}
    return all(_posted(said[name]) == value for name, value in sheet.sets.items() if name in said)


def _posted(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def _answers_odd(sheet, command):
    for question, answer in command.answers.items():
        for part in ("pick", "reason", "pro", "con"):
            name = f"answers.{question}.{part}"
            if getattr(answer, part) and name not in {*sheet.controls, *sheet.presses}:
                yield f"no field for {part} of {question}"


def _fields_odd(sheet, counter, command, form):
    inside = "content." if hasattr(command, "content") else ""
    for name in counter.touched(command).keys() - form.pressed:
        control = inside + name
        if control not in sheet.controls:
            yield f"no field {name}"
            continue
        if sheet.folded(control) > (name in form.behind):
            yield f"{name} lies folded"
        shown = getattr(counter.shown(command), name, "")
        stands = sheet.stands(control)
        if name in form.drafted:
            continue
        if stands and stands != shown and stands not in form.begun.get(name, ()):
            yield f"{name} begins with {stands!r}, not with {shown!r}"


def test_a_blind_form_takes_as_many_taps_and_screens_as_are_counted(room):
    for stage in room.stages():
        if stage not in {"blind_1", "blind_2"}:
            continue
        number = 1 if stage == "blind_1" else 2
        round_id = ROUND_1 if number == 1 else ROUND_2
        for letter in "AF":
            given = _given(room, stage, letter)
            counted = blind(given, room.state.opened.parameters.factors_per_screen)
            taps, shown = _walk(room.browser(f"seat-{letter}"), round_id, given)
            assert (shown, taps) == (screens(given, 5), counted.taps), (stage, letter)


def _given(room, stage, letter):
    """A rater's answers of a round by question, as the script gives them in the end."""
    given = {}
    for move in dict(STAGED)[stage](room.cast):
        if move.seat == f"seat-{letter}" and isinstance(move.command, GiveAnswers):
            given |= move.command.answers
    return given


def _walk(browser, round_id, given):
    """Through the form as the pages lead; taps and screens up to the review."""
    taps, shown, at = 0, 0, ""
    while True:
        page = browser.get(f"/?at={at}").text
        found = [s for s in sheets(page, "GiveAnswers") if s.sets["round"] == round_id]
        if not found:
            return taps, shown
        (sheet,) = found
        assert _nothing_chosen(sheet)
        chosen = dict(_choices(sheet, given))
        answer = browser.client.post(
            f"{browser.room.path}/commands", data={**sheet.sets, **chosen}, headers=LIVE
        )
        assert answer.status_code == 200, answer.text
        taps, shown, at = taps + len(chosen) + 1, shown + 1, sheet.sets["at"]


def _nothing_chosen(sheet):
    return sheet.chosen() == []


def _choices(sheet, given):
    """What a rater taps on this screen."""
    for question, answer in given.items():
        for part in PARTS:
            name, value = f"answers.{question}.{part}", getattr(answer, part)
            values = [c.get("value") for c in sheet.controls.get(name, ())]
            if value is not None and str(value) in values:
                yield name, str(value)
