"""No time limit on a single example: the machine may be busy with other tests. And no tracing of
tests that go over the same code by the thousand, which it makes two or three times as slow:
`no_cover` stands on those, and on all that drive a browser."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("deliberate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("deliberate")


def pytest_itemcollected(item: pytest.Item) -> None:
    if item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.no_cover)
