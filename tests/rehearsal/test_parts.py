"""The parts of a rehearsal that decide whether something is wrong."""

from dataclasses import replace
from datetime import date
from typing import get_args, get_type_hints

import pytest

from deliberate.rehearsal import figures
from deliberate.rehearsal.canaries import Canaries
from deliberate.rehearsal.casting import cast
from deliberate.rehearsal.names import POINTS_AT, Names
from deliberate.rehearsal.probes import probes
from deliberate.rehearsal.recount import differences, recount
from deliberate.rehearsal.script import whole
from deliberate.rehearsal.tally import percentiles
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import ROUND_1, EntryId, SeatId, question
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.seating.commands import Invite
from deliberate.sessions.verdict.commands import AnswerSafeEnough
from deliberate.sessions.windows import Content
from deliberate.web.forms import COMMANDS
from tests.core.play import Table

TAIL = "0123456789abcdef"
DAY = date(2027, 1, 15)


@pytest.fixture
def names():
    moves = [move for _, part in whole(cast("V3", None, "nl", DAY)) for move in part]
    return Names.of(moves, TAIL)


def test_keys_are_long_enough_to_be_posted(names):
    assert names.key("sign") == f"sign-{TAIL}"


def test_what_a_command_points_at_is_renamed_and_what_it_says_is_not(names):
    command = AnswerSafeEnough(child=EntryId("child-Elin"), safe_enough=True, reason="fact-1")
    body = names.body(command)
    assert (body["type"], body["child"]) == ("AnswerSafeEnough", f"child-Elin-{TAIL}")
    assert body["reason"] == "fact-1"


def test_every_field_that_points_at_an_entry_or_a_seat_is_renamed():
    kinds = (*COMMANDS.values(), *get_args(Content))
    pointing = {
        name
        for kind in kinds
        for name, hint in get_type_hints(kind).items()
        if {EntryId, SeatId} & {hint, *get_args(hint)}
    }
    assert pointing <= POINTS_AT


def test_questions_are_renamed_with_the_child_or_entry_that_they_are_about(names):
    asked = question("direct_safety", EntryId("child-Elin"))
    assert names.id(asked) == f"direct_safety@child-Elin-{TAIL}"
    assert names.id("case:oma_rookt_rijdt") == f"case:oma_rookt_rijdt-{TAIL}"
    assert names.id("urgency") == "urgency"
    assert names.short(names.id(asked)) == asked


@pytest.mark.parametrize("seats", range(3, 9))
@pytest.mark.parametrize("vignette_id", ["V1", "V2", "V3"])
def test_any_number_of_raters_can_play_any_vignette(vignette_id, seats):
    table = Table(vignette_id)
    table.cast = cast(vignette_id, seats, "nl", DAY)
    table.until("closed")
    assert len(table.session.rounds[ROUND_1].sealed) == seats


def test_doubles_answer_as_their_models_do():
    whole_cast = cast("V3", 8, "nl", DAY).vignette
    assert whole_cast.raters[6].name == f"{whole_cast.raters[0].name} 2"
    assert whole_cast.answers(1, whole_cast.raters[6].letter) == whole_cast.answers(1, "A")


def test_every_stage_is_tried_to_be_left_too_early():
    keys = {p.before for p in probes(cast("V1", None, "nl", DAY)) if p.code == "gate_closed"}
    firsts = {moves[0].key for _, moves in whole(cast("V1", None, "nl", DAY))}
    assert firsts <= keys


def test_answers_are_counted_again_from_what_was_acknowledged():
    factor = question("adult_violence")
    risk = Answer(direction=Direction.RISK, level=2)
    bare = Answer(direction=Direction.RISK)
    given = [("a", bare), ("a", risk), ("a", bare), ("b", Answer(direction=Direction.UNKNOWN))]
    commands = [(SeatId(s), GiveAnswers(round=ROUND_1, answers={factor: a})) for s, a in given]
    assert recount(commands) == {"adult_violence": {"-2": 1, "unknown": 1}}


def test_figures_that_are_not_those_of_the_answers_are_told():
    vignette = cast("V1", 3, "nl", DAY).vignette
    found = figures.Figures("round-1", {"urgency": {"2": 3}}, (), {})
    assert list(differences(found, {"urgency": {"2": 3}}, vignette)) == []
    (told,) = differences(found, {"urgency": {"1": 3}}, vignette)
    assert "urgency" in told


def test_figures_that_are_not_as_printed_are_told():
    vignette = cast("V1", None, "nl", DAY).vignette
    found = figures.Figures("round-1", {}, (), {"risk": 0.5, "protective": 0.179732})
    told = list(differences(found, {}, vignette))
    assert any("alpha of risk factors is 0.5" in fault for fault in told)
    assert any("conflicts" in fault for fault in told)
    assert any("urgency" in fault for fault in told)


def test_a_canary_is_heard_by_nobody_but_its_owner_until_it_is_lifted():
    canaries = Canaries()
    text = canaries.plant(SeatId("a"))
    assert list(canaries.seen_by(SeatId("b"), f"…{text}…")) == ["a"]
    assert list(canaries.seen_by(SeatId("a"), text)) == []
    canaries.lift()
    assert list(canaries.seen_by(SeatId("b"), text)) == []


def test_percentiles_are_times_that_were_really_measured():
    assert percentiles([4.0, 1.0, 3.0, 2.0]) == {"p50": 2.0, "p95": 4.0}
    assert percentiles([]) == {"p50": 0.0, "p95": 0.0}


def test_an_invitation_keeps_its_roles():
    invited = next(
        m.command
        for _, part in whole(cast("V1", None, "nl", DAY))
        for m in part
        if isinstance(m.command, Invite)
    )
    body = Names(frozenset(), TAIL).body(replace(invited, ground="-"))
    assert sorted(invited.roles) == body["roles"]
