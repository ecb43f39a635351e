"""A whole session in English, by hand, from the first knock to the sealed record."""

import pytest

from .chapters import whole
from .program import Program

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_whole_session_by_hand(browser, tmp_path):
    whole(browser, Program(tmp_path, "en"), "en")
