"""Twenty-five random sessions through the app, wrong moves included, beside the model."""

from collections import Counter

import pytest

from tests.security.strolling import Folders, stroll

pytestmark = pytest.mark.untraced

SESSIONS, PORTIONS, STEPS = 25, 5, 6


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return Folders(tmp_path_factory.mktemp("begun"))


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_no_sequence_of_posts_gets_past_a_hard_stop(folders, tmp_path, portion):
    """Each from the opening as far as it gets: HTTP, the real store, and a log that is whole."""
    seeds = range(portion, SESSIONS, PORTIONS)
    played = (stroll(seed, folders, tmp_path, STEPS, ("V2",)) for seed in seeds)
    reached = Counter(model.stage for model in played)
    assert reached.total() == SESSIONS / PORTIONS
    assert len(reached) > 1
