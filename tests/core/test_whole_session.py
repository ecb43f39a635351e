"""A whole session in the core: every vignette reaches its end, and the figures are as printed."""

import pytest

from deliberate.rehearsal.script import STAGED
from deliberate.sessions.ids import ROUND_1, ROUND_2, question
from deliberate.sessions.state import fold
from tests.core.play import Table


@pytest.mark.parametrize("name", ["V1", "V2", "V3"])
@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_vignette_reaches_its_end(name, locale):
    table = Table(name, locale).until("closed")
    assert table.session.progress.stage == "closed"


@pytest.mark.parametrize("name", ["V1", "V2", "V3"])
@pytest.mark.parametrize("seats", [3, 4, 8])
def test_a_vignette_reaches_its_end_with_more_or_fewer_at_the_table(name, seats):
    """Other options may then lead, and it is their consequences that are due."""
    table = Table(name, seats=seats).until("closed")
    assert table.session.progress.stage == "closed"


def test_replaying_the_log_gives_the_same_state():
    table = Table("V1").until("closed")
    assert fold(table.events) == table.session
    half = len(table.events) // 2
    assert fold(table.events[half:], fold(table.events[:half])) == table.session


STAGES = [stage for stage, _ in STAGED] + ["closed"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", ["V1", "V3"])
def test_every_seat_has_a_view_in_every_stage(name, stage):
    table = Table(name).until(stage)
    for seat in table.session.roster.seats:
        assert table.look(seat).stage_id in {stage, ""}


@pytest.mark.parametrize("name", ["V1", "V2", "V3"])
def test_the_figures_are_those_of_the_vignette(name):
    table = Table(name).until("closed")
    for number, round_id in (("1", ROUND_1), ("2", ROUND_2)):
        summary = table.session.rounds[round_id].summary
        expected = table.cast.vignette.expected["rounds"][number]
        for child, figures in expected["direct_safety"].items():
            item = summary.item(question("direct_safety", table.cast.child(child)))
            assert [item.counts.get(str(n), 0) for n in range(1, 6)] == figures["counts"]
            assert float(item.median) == figures["median"]
    first = table.session.rounds[ROUND_1].summary
    expected = table.cast.vignette.expected["rounds"]["1"]
    conflicts = {i.question for i in first.items if i.conflict}
    assert conflicts == set(expected["direction_conflicts"]["factors"])
    alphas = {c.among: c for c in first.coefficients if c.name == "ordinal_alpha"}
    for kind, found in alphas.items():
        printed = expected["ordinal_alpha"][f"{kind}_type"]
        value = None if found.value is None else float(found.value)
        assert value == pytest.approx(printed["value"], abs=1e-6)
