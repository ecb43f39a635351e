"""What all tests share: templates compiled once, and no time limit on a single example, as the
machine may be busy with other tests."""

import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import compiled

compiled.share()
settings.register_profile("deliberate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("deliberate")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Tests that go over the same code by the thousand are run without measuring what they cover,
    which makes them two to three times as slow: those marked so, and all that drive a browser.
    pytest-cov's own mark does not stop the second of the two tracers of a worker."""
    if not any(item.iter_markers("untraced")) and not any(item.iter_markers("browser")):
        return (yield)
    here, elsewhere = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(here)
        threading.settrace(elsewhere)
