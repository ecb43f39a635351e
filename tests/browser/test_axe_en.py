"""Every page of a session in English breaks no rule of axe."""

import pytest

from .accessible import problems

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_every_stage_for_every_role(browser, server):
    assert problems(browser, server, "en") == {}
