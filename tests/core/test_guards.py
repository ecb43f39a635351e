"""Guards can refuse, ask, withhold and report; no guard ever permits or shows anything."""

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.brought import Brought
from deliberate.sessions.decide import decide
from deliberate.sessions.flow.commands import Bypass
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import CommandKey, SeatId
from deliberate.sessions.project import project, seen
from deliberate.sessions.refusals import Need, Refusal
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.visibility import Sees, Viewer
from deliberate.store import codec
from tests.core.anything import tries
from tests.core.moments import STAGES, at, script
from tests.core.play import ROOM
from tests.core.test_any_course import asks, courses

ASPECTS = [aspect for aspect in Sees if aspect]
VIEWERS = (MODERATOR, ROOM, RECORDER, "seat-A", "seat-D", "file")


def viewer(table, seat):
    if seat == "file":
        return Viewer(SeatId("file"), frozenset({Role.FILE}))
    own = {
        (round_id, question): answer
        for (round_id, giver), given in table.answers.items()
        if giver == seat
        for question, answer in given.items()
    }
    return Viewer(seat, table.session.roster.seats[seat].roles, own=own)


def leaves(value):
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        return {leaf for part in value for leaf in leaves(part)}
    return {value} if isinstance(value, str) else set()


def told(table, seat, guards):
    """Every text of the log that this viewer is shown."""
    logged = leaves([codec.plain(event) for event in table.events])
    view = codec.plain(project(table.session, viewer(table, seat), guards))
    return {text for text in leaves(view) & logged if " " in text}


def hiding(aspects: Sees) -> Guard:
    return Guard("hiding", withholds=lambda *_: aspects)


@tries(40)
@given(
    stage=st.sampled_from([*STAGES[1:], "closed"]),
    seat=st.sampled_from(VIEWERS),
    aspects=st.lists(st.sampled_from(ASPECTS), max_size=4),
)
def test_a_further_guard_never_shows_more(stage, seat, aspects):
    table, hidden = at(stage), Sees.NOTHING
    for aspect in aspects:
        hidden |= aspect
    more = (*GUARDS, hiding(hidden))
    looking = viewer(table, seat)
    granted = seen(table.session, looking, more)
    assert granted & seen(table.session, looking, GUARDS) == granted
    assert not granted & hidden
    assert told(table, seat, more) <= told(table, seat, GUARDS)
    assert told(table, seat, GUARDS) <= told(table, seat, ())


@tries(30)
@given(st.permutations(GUARDS), st.sampled_from(STAGES[1:]), st.sampled_from(VIEWERS))
def test_the_order_of_the_guards_is_of_no_importance_to_what_is_shown(order, stage, seat):
    table = at(stage)
    assert told(table, seat, order) == told(table, seat, GUARDS)


GONE = {
    Sees.PROGRESS: lambda view: view.done,
    Sees.WINDOWS: lambda view: (view.windows, view.case, view.notices),
    Sees.ROSTER: lambda view: view.people,
    Sees.DOSSIER: lambda view: view.dossier,
    Sees.DISTRIBUTION: lambda view: view.stage.picture,
    Sees.ADVOCATE: lambda view: (view.stage.advocate.seat, view.stage.advocate.turns),
    Sees.OWN: lambda view: view.stage.form,
    Sees.SEATS_DONE: lambda view: [p.name for p in view.people if p.done is not None],
    Sees.PREFERENCE: lambda view: (view.stage.verdict.choices, view.stage.verdict.decision),
}
SHOWN_IN = {
    Sees.OWN: "blind_1",
    Sees.PROGRESS: "blind_1",
    Sees.SEATS_DONE: "blind_1",
    Sees.PREFERENCE: "test",
    Sees.DOSSIER: "test",
}


@pytest.mark.parametrize("aspect", GONE, ids=lambda aspect: aspect.name)
def test_what_is_withheld_is_not_there(aspect):
    table = at(SHOWN_IN.get(aspect, "reveal"))
    looking = viewer(table, "seat-A" if aspect is Sees.OWN else MODERATOR)
    part = GONE[aspect]
    assert there(part(project(table.session, looking, GUARDS)))
    assert not there(part(project(table.session, looking, (*GUARDS, hiding(aspect)))))


def there(part) -> bool:
    return any(part) if type(part) in {tuple, list} else bool(part)


def ask(table, seat, command, guards):
    actor = Actor(seat, table.session.roster.seats[seat].roles)
    brought = Brought(
        at=table.clock,
        draw="5eed",
        key=CommandKey("any"),
        digests=dict.fromkeys(_asked(command), ("d", "o")),
    )
    return decide(table.session, command, actor, brought, guards)


def _asked(command):
    return getattr(command, "answers", {})


@tries(50)
@given(data=st.data(), course=courses())
def test_a_guard_never_permits(data, course):
    """With guards there is a refusal more, or the same events. A guard's own need is its own to
    have passed: only that can be asked with guards and not without."""
    table, _ = course
    seat, command = data.draw(asks(table.session))
    free, guarded = ask(table, seat, command, ()), ask(table, seat, command, GUARDS)
    if isinstance(free, Refusal):
        assert isinstance(guarded, Refusal) or isinstance(command, Bypass)
    else:
        assert isinstance(guarded, Refusal) or guarded == free


@pytest.mark.parametrize("stage", STAGES)
def test_a_guard_that_asks_for_something_keeps_the_stage_closed(stage):
    table = at(stage)
    asking = Guard("asking", needs=lambda *_: (Need("one_more"),))
    for move in script(table, stage):
        command, seat = move.command, move.seat
        if type(command).__name__ in {"Advance", "CloseMeeting"}:
            refused = ask(table, seat, command, (asking,))
            assert isinstance(refused, Refusal)
            assert refused.code == "gate_closed"
        else:
            table.play(move)


def test_a_guard_has_no_word_for_permitting():
    assert {field.name for field in fields(Guard)} == {
        "name",
        "refuses",
        "needs",
        "withholds",
        "reports",
        "works_from",
    }


def test_a_report_holds_counts_and_no_names():
    table = at("closed")
    names = {seat.name for seat in table.session.roster.seats.values() if seat.name}
    for guard in GUARDS:
        said = json.dumps([codec.plain(note) for note in guard.reports(table.session)])
        assert not any(name in said for name in names)
