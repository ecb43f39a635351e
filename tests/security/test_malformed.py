"""Five hundred malformed requests: typed refusals, no fault, and nothing is kept of them."""

import logging
from collections import Counter
from random import Random

import psutil

from deliberate.store.verify import verify_database
from tests.security.garbage import malformed, ready

REQUESTS, GROWTH = 500, 32_000_000


def test_malformed_requests_are_refused_and_leave_nothing(room_at, caplog):
    room = room_at("blind_1")
    browsers, answered = ready(room), Counter()
    for seed in range(REQUESTS // 10):
        answered[malformed(room, browsers, Random(-seed)).status_code] += 1
    before, version = held(), room.state.public
    for seed in range(REQUESTS):
        answered[malformed(room, browsers, Random(seed)).status_code] += 1
    assert answered[400] > REQUESTS / 3
    assert answered[403]
    assert answered[404]
    assert answered[413]
    assert held() - before < GROWTH
    assert room.state.public - version <= answered[200]
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert verify_database(room.house.engine, room.runner.keys).ok


def held():
    """Bytes of this process."""
    return psutil.Process().memory_info().rss
