"""The whole protocol beside a small model of it: a thousand random sessions, wrong moves included.

A session begins at the opening and goes on as far as it gets; its beginning is the script of a
vignette, which is played once and shared, up to a stage that is drawn. From there every move is
drawn: on with the script, anything at all, what is odd, or what is wrong.
"""

from collections import Counter
from random import Random

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from deliberate.bias_guards import GUARDS
from tests.core import play
from tests.core.anything import SEEDS, tries
from tests.core.books import ORDER
from tests.core.walk import STAGES, stroll, walk_from

pytestmark = pytest.mark.untraced

SESSIONS, PORTIONS, STEPS = 1000, 8, 24
OFTEN_MET = {
    *("blind round complete", "round closed", "decision", "record sealed", "not at the table"),
    *("cannot be bypassed", "no stage skipped", "alarm"),
}
"""Hard stops that a portion of the sessions meets for certain; the rarer ones are tried on purpose
in the tests beside this file."""


class Protocol(RuleBasedStateMachine):
    """One session; `Walk` holds every move of it against the model."""

    reached: Counter[str]
    stops: Counter[str]

    @initialize(
        start=st.sampled_from(STAGES),
        vignette=st.sampled_from(["V1", "V2", "V3"]),
        seats=st.sampled_from([None, 3, 4]),
        short=st.integers(0, 4),
        chance=SEEDS,
    )
    def opens(self, start, vignette, seats, short, chance):
        self.walk = walk_from(start, vignette, seats, not short, chance)

    @rule(moves=st.integers(1, 60))
    def goes_on(self, moves):
        self.walk.script(moves)

    @rule(moves=st.integers(20, 90))
    def goes_far(self, moves):
        self.walk.script(moves)

    @rule(chance=SEEDS)
    def asks_anything(self, chance):
        self.walk.anything(Random(chance))

    @rule(chance=SEEDS)
    def strays(self, chance):
        self.walk.odd(Random(chance))

    @rule(chance=SEEDS)
    def errs(self, chance):
        self.walk.wrong(Random(chance))

    @rule()
    def leaves_the_stage(self):
        self.walk.leave()

    def teardown(self):
        if walk := getattr(self, "walk", None):
            walk.over()
            self.reached.update(dict.fromkeys(walk.model.entered, 1))
            self.stops.update(walk.model.met)


def sessions(number, chance):
    """So many sessions: how many reached which stage, and met which hard stop."""
    Protocol.reached, Protocol.stops = Counter(), Counter()
    how = settings(tries(number), stateful_step_count=STEPS, database=None)
    run_state_machine_as_test(seed(chance)(Protocol), settings=how)
    return Protocol.reached, Protocol.stops


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_no_sequence_of_commands_reaches_a_decision_without_every_hard_stop_met(portion):
    """No stage is skipped; a refusal leaves the state as it was; bypasses are in the record."""
    number = SESSIONS // PORTIONS
    reached, stops = sessions(number, portion)
    assert reached["prepare"] >= number
    assert set(reached) == set(ORDER)
    assert reached["closed"] > number / 4
    assert set(stops) >= OFTEN_MET


@pytest.mark.parametrize("name", ["independence", "speaking_order"])
def test_the_model_finds_a_protocol_without_a_guard(monkeypatch, name):
    """So the thousand sessions would be of no use if nothing could come of them."""
    without = tuple(guard for guard in GUARDS if guard.name != name)
    monkeypatch.setattr(play, "GUARDS", without)
    with pytest.raises(AssertionError):
        _stroll_on(60)


def _stroll_on(times):
    for chance in range(times):
        stroll(chance)
